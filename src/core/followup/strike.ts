import { addWorkingDays, type Deps, type MailToQueue, parisInstant, signToken } from '#core/kernel/index.ts';
import { date as frenchDate, plural } from '#lib/format.ts';
import { type Clock, clockOf, type ClockStep, fill, stepAt } from './clocks.ts';
import type { EventKind } from './model.ts';
import { askKind, type Contact, type People } from './people.ts';

/** A promise whose clock has come to a step. */
export type Struck = {
  territory_id: string; id: string; kind: string; what: string; about_name: string; about_phone: string | null; about_email: string | null;
  owner_id: string | null; deputy_id: string | null; body_id: string | null; step: number; clock_from: string;
};

export const ANSWER = 'answer-promise';
const ANSWERS_HOLD_MS = 90 * 86_400_000;

/**
 * The step that a clock strikes now, and when it strikes again. When several have passed unseen (the product was stopped) only the last counts,
 * and nothing is given up before the warning that should have come first was given its time.
 */
export function stepDue(clock: Clock, from: number, clockFrom: string, now: Date, today: string): { at: number; next: Date | null } {
  let at = from;
  while (at + 1 < clock.steps.length && stepAt(clock, at + 1, clockFrom)! <= now) at++;
  if (at > from && clock.steps[at]!.givesUp) at--;
  const planned = stepAt(clock, at + 1, clockFrom);
  if (planned === null || planned > now) return { at, next: planned };
  const gap = clock.steps[at + 1]!.afterWorkingDays - clock.steps[at]!.afterWorkingDays;
  return { at, next: parisInstant(addWorkingDays(today, Math.max(1, gap)), 8) };
}

export const eventOf = (step: ClockStep): EventKind => (step.givesUp ? 'given-up' : step.to === 'party' ? 'asked' : step.to === 'owner' ? 'reminded' : 'escalated');

/** Who a step is told to: people of ours; the party itself; or nobody, and then the desk shows it. */
export function toldTo(promise: Struck, step: ClockStep, people: People): { ours: Contact[]; party: boolean } {
  const { owner_id: owner, deputy_id: deputy, territory_id: territory, body_id: body } = promise;
  const some = (...ids: (string | null | undefined)[]) => ids.flatMap((id) => (id && people.contact(id) ? [people.contact(id)!] : [])).slice(0, 1);
  const managers = people.managersOf(territory, body);
  const standIn = people.standInOf(territory, owner);
  if (step.to === 'party') return { ours: [], party: promise.about_email !== null && !people.refuses(territory, promise.about_email, promise.kind) };
  const ours =
    step.to === 'desk' ? []
    : step.to === 'managers' ? managers
    : step.to === 'deputy' ? some(deputy, standIn)
    : some(standIn === 'none' ? null : standIn, owner);
  // Nobody in that place: whoever answers for the body.
  return { ours: step.to === 'desk' || ours.length > 0 ? ours : managers, party: false };
}

/** What a step's words speak of. */
export const wordsOf = (promise: Struck, people: People): Record<string, string> => ({
  who: promise.about_name,
  what: promise.what,
  since: `le ${frenchDate(promise.clock_from)}`,
  phone: promise.about_phone ?? 'non donné',
  owner: (promise.owner_id && people.contact(promise.owner_id)?.name) || 'personne',
});

/** The answers that a step of a promise's clock offers, each as a link of a mail: signed, holding for 90 days, and saying when it was asked: the same may be asked again later. */
export function answerActions(deps: Pick<Deps, 'clock' | 'secret'>, { territoryId, id, kind, at }: { territoryId: string; id: string; kind: string; at: number }): { label: string; path: string }[] {
  const clock = clockOf(kind);
  const asked = deps.clock.now().getTime();
  const until = new Date(asked + ANSWERS_HOLD_MS);
  return clock.steps[at]!.answers.map((answer) => ({ label: answer.label, path: `${clock.answersAt}${signToken(deps, ANSWER, [territoryId, id, at, answer.code, asked], until)}` }));
}

/** The mail to the party, with its answers in one click. */
export function partyMail(deps: Deps, promise: Struck, at: number, people: People): MailToQueue {
  const step = clockOf(promise.kind).steps[at]!;
  const words = wordsOf(promise, people);
  return {
    territoryId: promise.territory_id,
    to: promise.about_email!,
    toName: promise.about_name,
    kind: askKind(promise.kind),
    subject: fill(step.words!.subject, words),
    lines: step.words!.lines.map((line) => fill(line, words)),
    actions: answerActions(deps, { territoryId: promise.territory_id, id: promise.id, kind: promise.kind, at }),
    why: 'Vous recevez ce message parce que quelqu’un du territoire suit votre dossier sur Gariotte.',
    once: `promise ${promise.id} ${at} ${promise.clock_from}`,
  };
}

/** One mail a person, however many clocks strike for her at once. */
export function mailToOurs(territoryId: string, person: Contact, struck: { promise: Struck; step: ClockStep }[], people: People): MailToQueue {
  const [first] = struck;
  const one = struck.length === 1 && first?.step.words ? first : null;
  const words = one ? wordsOf(one.promise, people) : {};
  return {
    territoryId,
    to: person.email,
    toName: person.name,
    kind: 'reminder',
    subject: one ? fill(one.step.words!.subject, words) : `${plural(struck.length, 'personne attend un mot', 'personnes attendent un mot')} de vous`,
    lines: one ? one.step.words!.lines.map((line) => fill(line, words)) : ['Depuis le plus longtemps d’abord :', ...struck.map(({ promise }) => `${promise.about_name} (${promise.about_phone ?? 'sans téléphone'}) : ${promise.what}`)],
    actions: [one ? { label: 'Ouvrir le dossier', path: `/poste/suivi/${one.promise.id}` } : { label: 'Ouvrir mon poste', path: '/poste' }],
    why: 'Vous recevez ce message parce que vous suivez des dossiers sur Gariotte.',
  };
}
