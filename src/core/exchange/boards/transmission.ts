import { RECORD_KINDS } from '#core/directory/index.ts';
import { board, type BoardChange, type BoardContext, type BoardLeftOut } from '../board.ts';
import { greedily } from '../columns.ts';
import type { PairObstacle } from '../pairs.ts';
import { settle } from '../near.ts';
import { chooseRanked } from '../ranked.ts';
import { changeOfCandidate, changeOfTransfer, type Found } from './transmission/changes.ts';
import { FIGURES } from './transmission/figures.ts';
import { type Candidate, lotObstacles, roughKm, type Transfer, wholeOf } from './transmission/fit.ts';
import { A_PARTY, candidatesFor, type Handover, handoversOf, type Meeting, meetingsOf, TAKERS } from './transmission/handovers.ts';
import { LAW } from './transmission/law.ts';
import { partiesServed, proposalOf } from './transmission/words.ts';

const NEAREST = 3;
// Each firm is shown three fits at most, each person two, the best set's included.
const FITS = { transfer: 3, candidate: 2 };
// Beyond so many sides left out, their changes are not all searched.
const MOST_CHANGES = 150;
const byId = <T extends { id: string }>(list: readonly T[]): T[] => list.toSorted((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));

/** What stands between a firm, whole, and somebody; land too large is no obstacle of its own where it may be cut. */
const standing = ({ from, to, obstacles }: Meeting): PairObstacle[] => [...obstacles, ...lotObstacles(wholeOf(from), to)];
const size = (obstacles: PairObstacle[]) => obstacles.reduce((sum, one) => sum + one.size, 0);

/** Second and third possibilities: for each side with fewer fits than it is shown, its best other hand-overs that bring somebody new to the firm. */
function others(handovers: readonly Handover[], chosen: readonly Handover[]): Handover[] {
  const fits = new Map<string, number>();
  const met = new Set<string>();
  const note = (one: Handover) => {
    for (const id of one.takes) fits.set(id, (fits.get(id) ?? 0) + 1);
    for (const from of one.from) for (const to of one.to) met.add(`${from.id}\n${to.id}`);
  };
  chosen.forEach(note);
  const found: Handover[] = [];
  const taken = new Set(chosen);
  for (const one of handovers.toSorted((a, b) => b.value - a.value || b.rank - a.rank || (a.takes.join() < b.takes.join() ? -1 : 1))) {
    if (taken.has(one) || one.from.some((from) => (fits.get(from.id) ?? 0) >= FITS.transfer)) continue;
    const fresh = one.to.filter((to) => one.from.some((from) => !met.has(`${from.id}\n${to.id}`)));
    const wanted = one.from.some((from) => (fits.get(from.id) ?? 0) < FITS.transfer) && one.to.every((to) => (fits.get(to.id) ?? 0) < FITS.candidate + 1);
    if (fresh.length === 0 || !wanted) continue;
    found.push(one);
    note(one);
  }
  return found;
}

function leftOutOf(id: string, own: readonly Meeting[], settled: ReadonlyMap<string, Handover>, change: BoardChange | null): BoardLeftOut {
  const near = own.map((one) => ({ other: one.from.id === id ? one.to.id : one.from.id, km: one.km, obstacles: standing(one), meeting: one }));
  near.sort((a, b) => a.obstacles.length - b.obstacles.length || size(a.obstacles) - size(b.obstacles) || (a.km ?? Infinity) - (b.km ?? Infinity) || (a.other < b.other ? -1 : 1));
  const seller = own.some((one) => one.from.id === id);
  return {
    side: id,
    candidates: near.length,
    nearest: near.slice(0, NEAREST).map(({ other, km, obstacles, meeting }) => ({
      with: other,
      km: km === null ? null : roughKm(km),
      why: obstacles.length > 0 ? obstacles.map((one) => (one.code === 'area-high' && meeting.from.value.cut !== 'whole' ? `${one.text} Personne ne prend le reste.` : one.text)) : [settled.has(other) ? 'Conviendrait : c’est un second choix, un autre accord sert plus de monde.' : 'Conviendrait, mais un autre accord sert plus de monde.'],
    })),
    why: near.length > 0 ? null : seller ? 'Personne ne cherche cette activité.' : 'Personne ne cherche, ou ne transmet, cette activité.',
    change,
  };
}

async function solve(offers: Transfer[], needs: Candidate[], context: BoardContext) {
  const [transfers, candidates] = [byId(offers), byId(needs)];
  const meetings = await meetingsOf(transfers, candidates, context);
  const handovers = await handoversOf(meetings, candidatesFor(transfers.length), context);
  const found = await chooseRanked(handovers, context);
  const settled = settle(handovers, found.chosen);
  const whole = handovers.every((one) => one.value % A_PARTY === 0);
  const own = new Map<string, Meeting[]>();
  for (const one of meetings) for (const id of [one.from.id, one.to.id]) (own.get(id) ?? own.set(id, []).get(id)!).push(one);

  const left = [...candidates, ...transfers].filter((one) => !settled.holder.has(one.id));
  const changes: (Found & { of: string })[] = [];
  for (const one of left.filter(({ id }) => context.explain?.(id) ?? true).slice(0, MOST_CHANGES)) {
    const mine = own.get(one.id) ?? [];
    const change = mine.length === 0 ? null : 'project' in one.value ? await changeOfCandidate(one as Candidate, mine, (id) => own.get(id) ?? [], settled, context) : await changeOfTransfer(one as Transfer, mine, settled, context);
    if (change) changes.push({ ...change, of: one.id });
  }
  const elsewhere = (text: string) => `Chez {0}${'\u00a0'}: ${text[0]!.toLowerCase()}${text.slice(1)}`;
  const changeFor = (id: string): BoardChange | null => {
    const mine = changes.find((one) => one.of === id);
    if (mine) return { ...mine.change, with: mine.handover.takes.find((one) => one !== id) ?? null };
    const [other] = changes.filter((one) => one.handover.takes.includes(id)).sort((a, b) => b.change.gain - a.change.gain);
    return other ? { ...other.change, text: elsewhere(other.change.text), with: other.of } : null;
  };
  const proposals = found.chosen.map((one) => {
    const [better] = changes.filter((change) => change.handover.from.some((from) => one.from.includes(from))).sort((a, b) => b.change.gain - a.change.gain);
    return { ...proposalOf(one, false), improvement: better ? { ...better.change, text: elsewhere(better.change.text), with: better.of } : null };
  });
  proposals.sort((a, b) => b.value - a.value || (a.parties[0]!.side < b.parties[0]!.side ? -1 : 1));
  const ceiling = whole ? Math.floor(found.bound / A_PARTY) : found.bound / A_PARTY;
  return {
    status: ceiling === found.value / A_PARTY ? 'optimal' : found.status, value: partiesServed(found.value), bound: ceiling, seconds: found.seconds,
    proposals: [...proposals, ...others(handovers, found.chosen).map((one) => proposalOf(one, true))],
    leftOut: left.map(({ id }) => leftOutOf(id, own.get(id) ?? [], settled.holder, changeFor(id))),
    simple: partiesServed(greedily(handovers)),
  };
}

/** Firms and farms to hand over: whole, cut in two or three, two joined for one; told by steps, for one bakery in a village is a name. */
export const transmission = board({
  id: 'transmission',
  name: 'Transmission',
  promise: 'Soixante-dix hectares pour trois installations, ou deux petites fermes pour une seule.',
  objective: 'les fermes et entreprises reprises en entier et les personnes installées, comptées ensemble ; à égalité, le plus d’hectares, sans changer de production, au plus près',
  unit: 'count',
  counted: 'reprises et installations',
  worth: { label: 'de prix demandé, en tout', told: null, promised: false },
  done: { unit: 'installations', perYear: false },
  offers: RECORD_KINDS.transfer,
  needs: RECORD_KINDS.candidate,
  people: ['candidate'],
  law: LAW,
  assumptions: [`Choix de la bourse : une exploitation se partage entre ${TAKERS.most} personnes au plus, ${TAKERS.least} quand beaucoup sont comparées.`, FIGURES.joinKm.note, FIGURES.priceByHectare.note, FIGURES.spread.note],
  solve,
});
