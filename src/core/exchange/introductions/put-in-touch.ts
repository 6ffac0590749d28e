import { answerActions, openPromise } from '#core/followup/index.ts';
import { addWorkingDays, type Deps, queueMail } from '#core/kernel/index.ts';
import { listed, phone } from '#lib/format.ts';
import { type CloseReason } from './model.ts';
import { type Reach, reachOf } from './reach.ts';
import type { IntroductionRow, SideRow } from './row.ts';

const NBSP = '\u00a0';
const ASK_AFTER_WORKING_DAYS = 10;
const WHY = 'Vous recevez ce message parce que vous avez répondu à une mise en relation sur Gariotte.';

/** How the sides of an introduction are reached: as heard when it was made, else as known today. */
export async function reachOfSides(deps: Pick<Deps, 'db' | 'clock'>, row: Pick<IntroductionRow, 'territory_id' | 'id'>): Promise<Map<string, Reach>> {
  const heard = await deps.db
    .selectFrom('introduction_side as s').leftJoin('promise as p', (join) => join.onRef('p.territory_id', '=', 's.territory_id').onRef('p.id', '=', 's.promise_id'))
    .select(['s.siret', 'p.about_email as email', 'p.about_phone as phone']).where('s.territory_id', '=', row.territory_id).where('s.introduction_id', '=', row.id).execute();
  const known = await reachOf(deps, row.territory_id, heard.map((one) => one.siret));
  return new Map(heard.flatMap((one) => {
    const reach = known.get(one.siret);
    return reach ? [[one.siret, { ...reach, email: one.email ?? (reach.stopped ? null : reach.email), phone: one.phone ?? reach.phone }] as const] : [];
  }));
}

/** « Scierie exemple, Cazals, Camille Exemple, 05 65 00 00 00, scierie@exemple.invalid ». */
const named = (reach: Reach): string => [reach.name, reach.commune, reach.person, reach.phone ? phone(reach.phone) : 'téléphone non connu', reach.email].filter(Boolean).join(', ');

/** Gives those who agreed each other’s name, telephone and address, and asks at once what comes of it. Who has no address is called. */
export async function putInTouch(deps: Deps, row: IntroductionRow, sides: SideRow[], pairs: [string, string][]): Promise<void> {
  const reach = await reachOfSides(deps, row);
  for (const siret of new Set(pairs.flat())) {
    const me = reach.get(siret);
    const others = pairs.flatMap(([a, b]) => (a === siret ? [b] : b === siret ? [a] : [])).flatMap((other) => reach.get(other) ?? []);
    if (!me || others.length === 0) continue;
    const outcomeId = await askOutcome(deps, row, siret, 0, me);
    const next = sides.find((side) => side.siret === siret)?.told.next ?? [];
    if (me.email)
      await queueMail(deps, {
        territoryId: row.territory_id, to: me.email, toName: me.name, kind: 'introduction-details', subject: others.length === 1 ? `Vous êtes d’accord tous les deux${NBSP}: voici avec qui` : `Vous êtes d’accord${NBSP}: voici avec qui`,
        lines: ['Bonjour,', `${row.title}.`, ...others.map(named), ...next, 'Ils ont reçu vos coordonnées aussi. Nous vous demanderons ce qui en est sorti\u00a0; vous pouvez le dire dès maintenant.'],
        actions: answerActions(deps, { territoryId: row.territory_id, id: outcomeId, kind: 'outcome', at: 0 }), why: WHY, once: `introduction-details ${row.id} ${siret} ${others.map((one) => one.siret).join(' ')}`,
      });
    else await callAbout(deps, row, me, `donner le nom et le téléphone de ${listed(others.map(named))} ; les deux sont d’accord`);
  }
}

/** For persons in the proposal: who looks after them tells them which firms said yes, and brings them together; the firms are asked later what came of it. */
export async function tellPeople(deps: Deps, row: IntroductionRow, sides: SideRow[]): Promise<void> {
  if (row.seeker_ids.length === 0) return;
  const reach = await reachOfSides(deps, row);
  const willing = sides.filter((side) => side.answer === 'interested').flatMap((side) => reach.get(side.siret) ?? []);
  for (const one of willing) await askOutcome(deps, row, one.siret, 0, one);
  const people = await deps.db.selectFrom('seeker').select(['id', 'person_name as name', 'phone', 'noted_by']).where('territory_id', '=', row.territory_id).where('id', 'in', row.seeker_ids).where('withdrawn_at', 'is', null).execute();
  for (const person of people)
    await openPromise(deps)({
      territoryId: row.territory_id, kind: 'call', what: `dire qui a dit oui, et mettre en contact${NBSP}: ${listed(willing.map(named))}`.slice(0, 500), subject: { kind: 'introduction-call', id: row.id }, about: { name: person.name, phone: person.phone },
      ownerId: person.noted_by ?? row.owner_id, bodyId: row.body_id, dueOn: deps.clock.today(), demonstration: row.demonstration,
    });
}

/** Asks one side what came of it, so many months after the agreement; at the agreement itself the clock waits two weeks. Answers the promise’s identifier. */
export async function askOutcome(deps: Deps, row: Pick<IntroductionRow, 'territory_id' | 'id' | 'title' | 'owner_id' | 'body_id' | 'demonstration'>, siret: string, months: number, me: Pick<Reach, 'name' | 'phone' | 'email'>): Promise<string> {
  const there = await deps.db.selectFrom('introduction_outcome').select('promise_id').where('territory_id', '=', row.territory_id).where('introduction_id', '=', row.id).where('siret', '=', siret).where('months', '=', months).executeTakeFirst();
  if (there) return there.promise_id;
  const from = months === 0 ? addWorkingDays(deps.clock.today(), ASK_AFTER_WORKING_DAYS) : deps.clock.today();
  const opened = await openPromise(deps)({
    territoryId: row.territory_id, kind: 'outcome', what: months === 0 ? `Vous avez été mis en relation${NBSP}: ${lower(row.title)}` : `Il y a ${months}${NBSP}mois, vous étiez mis en relation${NBSP}: ${lower(row.title)}`,
    subject: { kind: 'introduction', id: row.id }, siret, about: { name: me.name, phone: me.phone, email: me.email }, ownerId: row.owner_id, bodyId: row.body_id, clockFrom: from, demonstration: row.demonstration,
  });
  await deps.db.insertInto('introduction_outcome').values({ territory_id: row.territory_id, introduction_id: row.id, siret, months, promise_id: opened.value.id }).execute();
  return opened.value.id;
}

const lower = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

const OVER: Record<CloseReason, string> = {
  refused: 'L’autre côté ne donne pas suite.', 'not-now': 'L’autre côté ne peut pas maintenant ; nous y reviendrons.'.replace(' ;', '\u00a0;'), silent: 'L’autre côté n’a pas répondu, malgré une relance et un appel.', withdrawn: 'Votre conseiller a retiré cette proposition.',
};

/** Tells who said yes that it will not be, this time; by telephone when it has no address. */
export async function tellOver(deps: Deps, row: IntroductionRow, siret: string, reason: CloseReason): Promise<void> {
  const me = (await reachOfSides(deps, row)).get(siret);
  if (!me) return;
  if (!me.email) return callAbout(deps, row, me, `dire que cela ne se fera pas cette fois (${lower(row.title)}). ${OVER[reason]}`);
  await queueMail(deps, {
    territoryId: row.territory_id, to: me.email, toName: me.name, kind: 'introduction-over', subject: 'Cela ne se fera pas cette fois',
    lines: ['Bonjour,', `Vous aviez dit oui${NBSP}: ${lower(row.title)}.`, OVER[reason], 'Ce que vous avez dit reste dans votre fiche\u00a0: nous continuons de chercher.'], why: WHY, once: `introduction-over ${row.id} ${siret}`,
  });
}

async function callAbout(deps: Deps, row: IntroductionRow, me: Reach, what: string): Promise<void> {
  await openPromise(deps)({ territoryId: row.territory_id, kind: 'call', what: what.slice(0, 500), subject: { kind: 'introduction-call', id: row.id }, siret: me.siret, about: { name: me.name, phone: me.phone }, ownerId: row.owner_id, bodyId: row.body_id, dueOn: deps.clock.today(), demonstration: row.demonstration });
}
