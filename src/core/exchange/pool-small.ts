import type { FlowIn, FlowOut } from '#core/directory/index.ts';
import type { TravelTimes } from '#core/territory/index.ts';
import { type RoundProblem, solveRounds } from '#engine/round/index.ts';
import { assumptions } from './boards/assumptions.ts';
import { tonnesIn } from './flows/problem.ts';
import { flowsOf, type Matched } from './match.ts';
import type { CollectionRound, ProposedFlow, Side } from './model.ts';

/** Small flows of one material that one receiver's truck fetches in one round. */
export type Pooled = { need: number; flows: ProposedFlow[]; round: CollectionRound };

/** One small offer for one receiver, in the months that both have. `brings`: cents a year said to be saved, loading taken off. */
type Small = { offer: number; side: Side<FlowOut>; km: number; tonnes: number; brings: number };
type Group = { need: number; months: number[]; smalls: Small[]; room: number };

/** Of what lies around a receiver, the nearest are looked at; of receivers, those with most to gain. */
const MOST_STOPS = 10;
const MOST_RECEIVERS = 100;
/** Stops that pay only together are never begun by a search that weighs them one by one: each is first counted this many times, then what does not pay is taken out. */
const EAGER = 20;

/**
 * What found nobody because no link pays alone, fetched together: for each receiver with room left, the round of a truck that brings most above what it costs, by the engine's rounds.
 * A round is kept when what each side said it pays or saves is more than the truck, the stops, the loading and the time to keep it alive. Best first, each offer once. Heuristic.
 */
export async function poolSmall(matched: Matched, travel: TravelTimes): Promise<Pooled[]> {
  const pooled: Pooled[] = [];
  const taken = new Set<number>();
  const receivers = new Set<number>();
  const waiting = groupsOf(matched).filter((group) => promiseOf(group) > 0).toSorted((a, b) => promiseOf(b) - promiseOf(a) || a.need - b.need).slice(0, MOST_RECEIVERS);
  const found = new Map<Group, Pooled | null>();
  for (;;) {
    for (const group of waiting) {
      const free = group.smalls.filter(({ offer }) => !taken.has(offer));
      const known = found.get(group);
      if (receivers.has(group.need) || free.length < 2) found.set(group, null);
      else if (known === undefined || known?.flows.some(({ offerId }) => !free.some(({ side }) => side.factId === offerId))) found.set(group, await bestRound(matched, { ...group, smalls: free }, travel));
    }
    const best = waiting.flatMap((group) => found.get(group) ?? []).reduce<Pooled | null>((a, b) => (a && gainOf(a.round) >= gainOf(b.round) ? a : b), null);
    if (!best) return pooled;
    pooled.push(best);
    receivers.add(best.need);
    for (const { offerId } of best.flows) taken.add(matched.offers.findIndex(({ factId }) => factId === offerId));
  }
}

const gainOf = (round: CollectionRound) => round.brings - round.centsPerYear;

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

async function bestRound(matched: Matched, group: Group, travel: TravelTimes): Promise<Pooled | null> {
  const receiver = matched.needs[group.need]!;
  const places = [receiver.place!, ...group.smalls.map(({ side }) => side.place!)];
  const km = await travel.table(places, places);
  const { leastPerYear, truckTonnes } = assumptions().round;
  const tonnes = group.smalls.reduce((sum, one) => sum + one.tonnes, 0);
  const best = await roundAt(group, receiver, km, Math.max(leastPerYear.value, Math.ceil(Math.min(tonnes, group.room) / truckTonnes.value)));
  if (!best || gainOf(best) <= 0) return null;
  const flows = best.stops.map(({ factId, siret, tonnes }): ProposedFlow => {
    const small = group.smalls.find(({ side }) => side.factId === factId)!;
    return { offerId: factId, needId: receiver.factId, from: siret, to: receiver.siret, tonnesPerYear: tonnes * best.perYear, km: small.km, centsPerTonne: Math.round((small.side.value.disposalCentsPerTonne ?? 0) + (receiver.value.purchaseCentsPerTonne ?? 0) - best.centsPerYear / best.stops.reduce((sum, stop) => sum + stop.tonnes * best.perYear, 0)) };
  });
  return { need: group.need, flows, round: best };
}

/** The engine's round at so many a year, without the stops that cost more than they bring; null when none is left, or too few. */
async function roundAt(group: Group, receiver: Side<FlowIn>, km: Float64Array, perYear: number): Promise<CollectionRound | null> {
  const { round, relation } = assumptions();
  const n = group.smalls.length + 1;
  const price = group.smalls.map(({ brings }) => Math.floor(brings / perYear - round.centsPerStop.value));
  const cost = Float64Array.from(km, (one) => Math.round(one * round.centsPerKm.value));
  const capacity = Math.floor(1_000 * Math.min(round.truckTonnes.value, group.room / perYear));
  const problem: RoundProblem = {
    nodes: n, cost, time: new Float64Array(n * n), opens: new Float64Array(n), closes: new Float64Array(n).fill(1), service: new Float64Array(n),
    requests: { pickup: Int32Array.from(group.smalls.keys(), (i) => i + 1), delivery: new Int32Array(n - 1).fill(-1), load: Float64Array.from(group.smalls, ({ tonnes }) => Math.ceil((1_000 * tonnes) / perYear)), price: Float64Array.from(price, (one) => Math.max(0, one) * EAGER) },
    vehicles: { start: Int32Array.of(0), end: Int32Array.of(0), capacity: Float64Array.of(capacity), from: new Float64Array(1), until: Float64Array.of(1), longest: Float64Array.of(1), fixed: Float64Array.of(Math.round(relation.centsPerYear.value / perYear)) },
  };
  const driven = (route: readonly number[]) => [0, ...route].reduce((sum, node, i) => sum + cost[node * n + (route[i] ?? 0)]!, 0);
  const netOf = (route: readonly number[]) => route.reduce((sum, node) => sum + price[node - 1]!, 0) - driven(route);
  const answer = await solveRounds(problem, { seed: 1, iterations: 30 * n });
  if (!answer.ok) throw new Error(`The collection round was refused: ${answer.reason} at ${answer.where}`);
  let route = [...answer.chosen.routes[0]!];
  for (;;) {
    const better = route.map((node) => route.filter((one) => one !== node)).reduce((best, one) => (netOf(one) > netOf(best) ? one : best), route);
    if (better === route) break;
    route = better;
  }
  const smalls = route.map((node) => group.smalls[node - 1]!);
  const tonnes = smalls.reduce((sum, one) => sum + one.tonnes, 0);
  // One alone is no round, and a receiver takes its least or nothing.
  if (route.length < 2 || (receiver.value.minTonnesPerYear > tonnes && !hasFlows(group, receiver))) return null;
  const way = route.map((node, i) => km[(route[i - 1] ?? 0) * n + node]!);
  const length = way.reduce((sum, one) => sum + one, 0) + km[route.at(-1)! * n]!;
  const loading = tonnes * assumptions().transport.loadingCentsPerTonne.value;
  return {
    perYear, months: group.months, km: length,
    stops: smalls.map((one, i) => ({ factId: one.side.factId, siret: one.side.siret, tonnes: one.tonnes / perYear, km: way[i]! })),
    centsPerYear: Math.ceil(perYear * (length * round.centsPerKm.value + route.length * round.centsPerStop.value) + relation.centsPerYear.value + loading),
    brings: Math.floor(smalls.reduce((sum, one) => sum + one.brings, 0) + loading),
  };
}

/** Whether the receiver already takes something: less room than its months have says so. */
const hasFlows = ({ room, months }: Group, receiver: Side<FlowIn>): boolean => room < tonnesIn(receiver.value, { months }) - 1e-9;
