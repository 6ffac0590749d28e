import type { Outcome } from '#core/followup/index.ts';

export const SIDE_ANSWERS = ['interested', 'not-now', 'no', 'silent'] as const;
/** What a firm says of an introduction; `silent` is said for it when its clock has run out. */
export type SideAnswer = (typeof SIDE_ANSWERS)[number];
export type IntroductionState = 'asked' | 'agreed' | 'closed';
export type CloseReason = 'refused' | 'not-now' | 'silent' | 'withdrawn';

export type Side = { siret: string; answer: SideAnswer | null };
/** `hub`: who must be in it, with one other at least; null: everybody must. `withdrawn`: called off by whoever introduced. */
export type Answers = { hub: string | null; sides: Side[]; withdrawn: boolean };
export type Standing = {
  state: IntroductionState;
  reason: CloseReason | null;
  /** Pairs that both said yes: each knows the other. */
  known: [string, string][];
  /** Whose answer still counts. */
  waiting: string[];
};

const REASON = { no: 'refused', 'not-now': 'not-now', silent: 'silent' } as const;
type Refusal = keyof typeof REASON;
const isRefusal = (answer: SideAnswer | null): answer is Refusal => answer !== null && answer !== 'interested';
/** Of several refusals, the one that says most: a no before « not now », before silence. */
const reasonOf = (sides: Side[]): CloseReason => REASON[(['no', 'not-now', 'silent'] as const).find((answer) => sides.some((side) => side.answer === answer)) ?? 'silent'];
const waitingOf = (sides: Side[]) => sides.filter((side) => side.answer === null).map((side) => side.siret);
const closed = (reason: CloseReason): Standing => ({ state: 'closed', reason, known: [], waiting: [] });

/**
 * Where an introduction stands, from its answers alone. Around a hub, each other side that says yes after the hub's yes is agreed with;
 * without one, it takes everybody's yes. A refusal that leaves nothing possible closes it. What was agreed stays agreed.
 */
export function standingOf({ hub, sides, withdrawn }: Answers): Standing {
  const core = sides.filter((side) => (hub === null ? true : side.siret === hub));
  const others = hub === null ? [] : sides.filter((side) => side.siret !== hub);
  const known: [string, string][] =
    !core.every((side) => side.answer === 'interested') ? []
    : hub === null ? core.flatMap((one, i) => core.slice(i + 1).map((other): [string, string] => [one.siret, other.siret]))
    : others.filter((side) => side.answer === 'interested').map((side): [string, string] => [hub, side.siret]);
  // A firm alone with a person whom an adviser looks after: its yes is enough, the adviser speaks for the person.
  const alone = sides.length === 1 && sides[0]!.answer === 'interested';
  if (known.length > 0 || alone) return { state: 'agreed', reason: null, known, waiting: withdrawn ? [] : waitingOf(others) };
  if (withdrawn) return closed('withdrawn');
  const against = core.filter((side) => isRefusal(side.answer));
  if (against.length > 0) return closed(reasonOf(against));
  if (hub !== null && others.every((side) => isRefusal(side.answer))) return closed(reasonOf(others));
  return { state: 'asked', reason: null, known: [], waiting: waitingOf(sides) };
}

/** What a change of answers makes of an introduction: whom to give names to, whom to tell that it is over, whom nobody needs any more. */
export type Consequences = { disclose: [string, string][]; tell: string[]; release: string[] };

/** What is to be done when answers go from one state to the next. Nothing is done twice, whatever the order in which answers come. */
export function consequencesOf(before: Answers, after: Answers): Consequences {
  const [then, now] = [standingOf(before), standingOf(after)];
  const disclose = now.known.filter(([a, b]) => !then.known.some(([c, d]) => a === c && b === d));
  const justClosed = now.state === 'closed' && then.state !== 'closed';
  return {
    disclose,
    tell: justClosed ? after.sides.filter((side) => side.answer === 'interested').map((side) => side.siret) : [],
    release: then.waiting.filter((siret) => !now.waiting.includes(siret) && after.sides.find((side) => side.siret === siret)?.answer === null),
  };
}

/** Whom a side may know by name: those with whom it agreed. Nobody before both said yes. */
export const knownTo = (standing: Pick<Standing, 'known'>, siret: string): string[] => standing.known.flatMap(([a, b]) => (a === siret ? [b] : b === siret ? [a] : []));

/** Pairs that a refusal keeps apart: around a hub its links, else everybody with everybody. */
export const pairsOf = (hub: string | null, sirets: string[]): [string, string][] =>
  hub === null ? sirets.flatMap((one, i) => sirets.slice(i + 1).map((other): [string, string] => [one, other])) : sirets.filter((one) => one !== hub).map((one): [string, string] => [hub, one]);

/** What a closed promise says for a side, however it was closed: by the mail, at the desk, on the page, or by its clock. */
export const answerFrom = (outcome: Outcome): SideAnswer => (({ done: 'interested', 'not-done': 'not-now', 'not-for-us': 'no', unreachable: 'silent', 'given-up': 'silent' }) as const)[outcome];

/** The outcome that a side's answer closes its promise with. */
export const outcomeFor = (answer: SideAnswer): Outcome => (({ interested: 'done', 'not-now': 'not-done', no: 'not-for-us', silent: 'unreachable' }) as const)[answer];
