import type { FlowIn, FlowOut } from '#core/directory/index.ts';
import type { TravelTimes } from '#core/territory/index.ts';
import { gapOf } from '#engine/common/answer.ts';
import { shortestTours, type ShortestTours } from '#engine/round/index.ts';
import { assumptions } from './boards/assumptions.ts';
import { chooseColumns, type Column } from './columns.ts';
import { type FlowSolution, tonnesIn } from './flows/problem.ts';
import { flowsOf, type Matched } from './match.ts';
import type { CollectionRound, ProposedFlow, Side } from './model.ts';

/** Small flows of one material that one receiver's truck fetches in one round. `value`: what it weighs in the search, in cents a year: what it gains, and what its tonnes weigh beside euros. */
export type Pooled = { need: number; flows: ProposedFlow[]; round: CollectionRound; value: number };
/** `bound`: what no rounds of the same stops could weigh together, each receiver having one. */
export type PooledSmall = { pooled: Pooled[]; value: number; bound: number };

/** One small offer for one receiver, in the months that both have. `brings`: cents a year said to be saved, loading taken off. */
type Small = { offer: number; side: Side<FlowOut>; km: number; tonnes: number; brings: number };
type Group = { need: number; months: number[]; smalls: Small[]; room: number };

/** Of what lies around a receiver, the nearest are looked at; of receivers, those with most to gain. */
const MOST_STOPS = 10;
const MOST_RECEIVERS = 100;
/** Choosing among rounds takes milliseconds where few receivers want the same stops. */
const MOST_SECONDS = 3;
/** Tonnes that are no more than the rounding of what was said. */
const CRUMB = 1e-9;

/**
 * What found nobody because no link pays alone, fetched together: the rounds of trucks that bring most above what they cost, one for a receiver with room left, among all sets of its nearest stops.
 * A round is kept when what each side said it pays or saves is more than the truck, the stops, the loading and the time to keep it alive; no stop is in two.
 */
export async function poolSmall(matched: Matched, travel: TravelTimes, control: { signal?: AbortSignal } = {}): Promise<PooledSmall> {
  const waiting = groupsOf(matched).filter((group) => promiseOf(group) > 0).toSorted((a, b) => promiseOf(b) - promiseOf(a) || a.need - b.need).slice(0, MOST_RECEIVERS);
  const rounds: PossibleRound[] = [];
  for (const group of waiting) rounds.push(...(await roundsOf(matched, group, travel)));
  const { chosen, value, bound } = await chooseColumns(rounds, { seconds: MOST_SECONDS, ...control }, 0);
  return { pooled: chosen.map(asPooled).sort((a, b) => b.value - a.value), value, bound };
}

/** A solution of the flows with the rounds that fetch what they leave: what they are worth together, and what neither could exceed, the rounds given the flows. */
export function withRounds(solution: FlowSolution, rounds: PooledSmall): FlowSolution {
  const [value, bound] = [solution.value + rounds.value, solution.bound + rounds.bound];
  const gap = gapOf(value, bound);
  return { ...solution, value, bound, gap, status: gap > 0 && solution.status === 'optimal' ? 'feasible' : solution.status };
}

/** What a group could bring at most, were all its stops as near as the nearest. */
function promiseOf({ smalls }: Group): number {
  const { round, relation } = assumptions();
  const rounds = round.leastPerYear.value;
  const stops = smalls.reduce((sum, { brings }) => sum + Math.max(0, brings - rounds * round.centsPerStop.value), 0);
  return stops - relation.centsPerYear.value - rounds * 2 * Math.min(...smalls.map(({ km }) => km)) * round.centsPerKm.value;
}

function groupsOf(matched: Matched): Group[] {
  const flows = flowsOf(matched);
  const moved = new Map<string, number>();
  for (const flow of flows) for (const id of [flow.offerId, flow.needId]) moved.set(id, (moved.get(id) ?? 0) + flow.tonnesPerYear);
  const loading = assumptions().transport.loadingCentsPerTonne.value;
  const smalls = matched.considered.flatMap(({ offer, need, verdict }) => {
    const [side, receiver] = [matched.offers[offer]!, matched.needs[need]!];
    const alone = verdict.kind === 'yes' || (verdict.obstacles.length === 1 && verdict.obstacles[0]!.code === 'not-worth-it');
    if (!alone || verdict.km === null || !side.place || !receiver.place || moved.has(side.factId)) return [];
    const months = side.value.months.filter((month) => receiver.value.months.includes(month));
    const tonnes = tonnesIn(side.value, { months });
    const brings = tonnes * ((side.value.disposalCentsPerTonne ?? 0) + (receiver.value.purchaseCentsPerTonne ?? 0) - loading);
    return brings > 0 && tonnes > 0 ? [{ need, months, small: { offer, side, km: verdict.km, tonnes, brings } }] : [];
  });
  return [...Map.groupBy(smalls, ({ need, months, small }) => `${need}/${small.side.value.wasteCode}/${months.join()}`).values()].flatMap((group) => {
    const { need, months } = group[0]!;
    const receiver = matched.needs[need]!;
    const room = tonnesIn(receiver.value, { months }) - (moved.get(receiver.factId) ?? 0);
    const nearest = group.map(({ small }) => small).toSorted((a, b) => a.km - b.km || a.side.factId.localeCompare(b.side.factId)).slice(0, MOST_STOPS);
    return nearest.length > 1 && room > 0 ? [{ need, months, smalls: nearest, room }] : [];
  });
}

/** A round that pays: some stops of a group, as many times a year as its truck needs. What it takes for itself is its stops and its receiver. */
type PossibleRound = Column & { group: Group; receiver: Side<FlowIn>; km: Float64Array; tours: ShortestTours; set: number; perYear: number; centsPerYear: number; brings: number };

/** Every round of a group that pays. */
async function roundsOf(matched: Matched, group: Group, travel: TravelTimes): Promise<PossibleRound[]> {
  const { round, relation, transport, divertedTonne } = assumptions();
  const { smalls } = group;
  const receiver = matched.needs[group.need]!;
  const places = [receiver.place!, ...smalls.map(({ side }) => side.place!)];
  const km = await travel.table(places, places);
  const tours = shortestTours(places.length, km);
  const least = hasFlows(group, receiver) ? 0 : receiver.value.minTonnesPerYear;
  const found: PossibleRound[] = [];
  for (let set = 1; set < 1 << smalls.length; set++) {
    const chosen = smalls.filter((_, i) => set & (1 << i));
    const tonnes = chosen.reduce((sum, one) => sum + one.tonnes, 0);
    // One alone is no round, and a receiver takes its least or nothing.
    if (chosen.length < 2 || tonnes > group.room + CRUMB || tonnes < least) continue;
    const perYear = Math.max(round.leastPerYear.value, Math.ceil(tonnes / round.truckTonnes.value));
    const loading = tonnes * transport.loadingCentsPerTonne.value;
    const centsPerYear = Math.ceil(perYear * (tours.of(set) * round.centsPerKm.value + chosen.length * round.centsPerStop.value) + relation.centsPerYear.value + loading);
    const brings = Math.floor(chosen.reduce((sum, one) => sum + one.brings, 0) + loading);
    if (brings > centsPerYear) found.push({ group, receiver, km, tours, set, perYear, centsPerYear, brings, value: Math.round(brings - centsPerYear + tonnes * divertedTonne.centsPerTonne.value), takes: [receiver.factId, ...chosen.map(({ side }) => side.factId)] });
  }
  return found;
}

function asPooled({ group, receiver, km, tours, set, perYear, centsPerYear, brings, value }: PossibleRound): Pooled {
  const order = tours.order(set);
  const met = order.map((node) => group.smalls[node - 1]!);
  const stops = met.map(({ side, tonnes }, i) => ({ factId: side.factId, siret: side.siret, tonnes: tonnes / perYear, km: km[(order[i - 1] ?? 0) * (group.smalls.length + 1) + order[i]!]! }));
  const tonnesPerYear = met.reduce((sum, { tonnes }) => sum + tonnes, 0);
  const flows = met.map(({ side, tonnes, km: kmAlone }): ProposedFlow => ({
    offerId: side.factId, needId: receiver.factId, from: side.siret, to: receiver.siret, tonnesPerYear: tonnes, km: kmAlone,
    centsPerTonne: Math.round((side.value.disposalCentsPerTonne ?? 0) + (receiver.value.purchaseCentsPerTonne ?? 0) - centsPerYear / tonnesPerYear),
  }));
  return { need: group.need, flows, round: { perYear, months: group.months, km: tours.of(set), stops, centsPerYear, brings }, value };
}

/** Whether the receiver already takes something: less room than its months have says so. */
const hasFlows = ({ room, months }: Group, receiver: Side<FlowIn>): boolean => room < tonnesIn(receiver.value, { months }) - 1e-9;
