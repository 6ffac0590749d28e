import type { BoardContext } from '../../board.ts';
import { MOST_RANK, type RankedColumn } from '../../ranked.ts';
import { FIGURES } from './figures.ts';
import { type Candidate, changesProduction, hectaresOf, lotObstacles, pairObstacles, type Transfer, wholeOf } from './fit.ts';
import type { PairObstacle } from '../../pairs.ts';
import { type Cut, cutBetween, joined } from './lots.ts';

/** One or two firms handed over to one, two or three people. `value`: a hundred for each firm wholly passed on and each person settled. */
export type Handover = RankedColumn & { from: Transfer[]; to: Candidate[]; cut: Cut | null; hectares: number; km: number };

/** A firm and somebody of the same activity, the road between them, and what stands in the way whatever is cut. */
export type Meeting = { from: Transfer; to: Candidate; km: number | null; obstacles: PairObstacle[] };

export const A_PARTY = 100;
// A farm is cut in three at most, and in as many as it has groups of parcels where all ways stay countable.
export const TAKERS = { least: 3, most: 6, ways: 100_000 } as const;
const FEW_FARMS = 20;
// So many groups of candidates are looked at in all: with few firms every one, with many those of the best candidates of each.
const BUDGET = { groups: 60_000, least: 5, most: 24 };

/** Into how many a farm may be cut, so that all ways to share its groups of parcels can be looked at. `suitors`: how many might want a part. */
function takersFor(suitors: number, parcels: number): number {
  let [most, ofSize, ways] = [0, 1, 0];
  while (most < Math.min(TAKERS.most, suitors, parcels)) {
    ofSize = (ofSize * (suitors - most)) / (most + 1);
    ways += ofSize * (most + 2) ** parcels;
    if (most >= TAKERS.least && ways > TAKERS.ways) break;
    most++;
  }
  return Math.max(TAKERS.least, most);
}

export function candidatesFor(transfers: number): number {
  let most = BUDGET.least;
  const groups = (n: number) => n + (n * (n - 1)) / 2 + (n * (n - 1) * (n - 2)) / 6;
  while (most < BUDGET.most && transfers * groups(most + 1) <= BUDGET.groups) most++;
  return most;
}

// Of the firms of an activity, so many of the nearest are looked at for each person: what lies further is outside the search and its bound.
const REMEMBERED = 60;

/** Everybody who wants an activity, with the nearest firms of it. */
export async function meetingsOf(transfers: readonly Transfer[], candidates: readonly Candidate[], { travel, apart, today }: Pick<BoardContext, 'travel' | 'apart' | 'today'>): Promise<Meeting[]> {
  const byActivity = Map.groupBy(transfers, (one) => one.value.what);
  const meetings: Meeting[] = [];
  for (const to of candidates) {
    const alike = [...new Set(to.value.project)].flatMap((what) => byActivity.get(what) ?? []).filter((from) => from.party !== to.party);
    const placed = alike.filter((from) => from.place !== null);
    const table = to.place && placed.length > 0 ? await travel.table([to.place], placed.map((from) => from.place!)) : new Float64Array();
    const kmOf = new Map(placed.map((from, i) => [from.id, table[i] ?? null]));
    const near = alike.length > REMEMBERED ? alike.toSorted((a, b) => (kmOf.get(a.id) ?? Infinity) - (kmOf.get(b.id) ?? Infinity)).slice(0, REMEMBERED) : alike;
    for (const from of near) {
      const km = kmOf.get(from.id) ?? null;
      meetings.push({ from, to, km, obstacles: pairObstacles(from, to, km, apart?.(from.party, to.party) ?? null, today) });
    }
  }
  return meetings;
}

/** All hand-overs of some firms: whole, cut in two or three, two joined for one; with `must`, those that this person is in. */
export async function handoversOf(meetings: readonly Meeting[], most: number, context: Pick<BoardContext, 'travel' | 'weigh' | 'apart'>, must: string | null = null): Promise<Handover[]> {
  const good = meetings.filter((one) => one.obstacles.length === 0);
  const handovers: Handover[] = [];
  const groups = Map.groupBy(good, (one) => one.from.id);
  for (const own of groups.values()) {
    const { from } = own[0]!;
    // Who could take the whole is looked at first, then who wants most land.
    const best = own.toSorted((a, b) => misfit(from, a.to) - misfit(from, b.to) || (b.to.value.hectaresMax ?? 1e9) - (a.to.value.hectaresMax ?? 1e9) || (a.to.id < b.to.id ? -1 : 1)).filter((one) => one.to.id !== must).slice(0, most);
    const first = own.filter((one) => one.to.id === must);
    if (must !== null && first.length === 0) continue;
    const takers = groups.size <= FEW_FARMS ? takersFor(best.length, from.value.parcels?.length ?? 0) : TAKERS.least;
    const extend = (chosen: Meeting[], next: number) => {
      const cut = chosen.length > 0 ? cutBetween(from, chosen.map((one) => one.to)) : null;
      if (cut) handovers.push(made([from], chosen.map((one) => one.to), cut, cut.hectares, chosen, context.weigh));
      if (chosen.length === takers || (chosen.length > 0 && (from.value.cut === 'whole' || (from.value.parcels?.length ?? 0) <= chosen.length))) return;
      for (let i = next; i < best.length; i++) if (chosen.every((one) => one.to.party !== best[i]!.to.party && !context.apart?.(one.to.party, best[i]!.to.party))) extend([...chosen, best[i]!], i + 1);
    };
    extend(first, 0);
  }
  for (const own of Map.groupBy(good.filter((one) => (must === null || one.to.id === must) && (hectaresOf(one.from) ?? Infinity) < (one.to.value.hectaresMin ?? 0)), (one) => one.to.id).values()) {
    const near = own.toSorted((a, b) => a.km! - b.km! || (a.from.id < b.from.id ? -1 : 1)).slice(0, most);
    for (const [i, a] of near.entries())
      for (const b of near.slice(i + 1)) {
        const lot = a.from.party === b.from.party || context.apart?.(a.from.party, b.from.party) ? null : joined(a.from, b.from, a.to);
        if (lot && (await context.travel.between(a.from.place!, b.from.place!)).km <= FIGURES.joinKm.value) handovers.push(made([a.from, b.from], [a.to], null, lot.hectares!, [a, b], context.weigh));
      }
  }
  return handovers;
}

const misfit = (from: Transfer, to: Candidate) => lotObstacles(wholeOf(from), to).length;

// Among hand-overs of as many parties: the most hectares, no change of production, trained people, near.
const PREFERS = { hectares: 400, sameProduction: 150, trained: 50, road: 200 };

function made(from: Transfer[], to: Candidate[], cut: Cut | null, hectares: number, meetings: Meeting[], weigh: BoardContext['weigh']): Handover {
  const sides = [...from, ...to];
  const km = Math.max(...meetings.map((one) => one.km ?? 0));
  const trained = to.filter((one) => one.value.experience !== 'none').length / to.length;
  const same = meetings.filter((one) => !changesProduction(one.from, one.to)).length / meetings.length;
  const rank = Math.min(PREFERS.hectares, Math.round(hectares)) + Math.round(PREFERS.sameProduction * same) + Math.round(PREFERS.trained * trained) + Math.max(0, PREFERS.road - Math.round(km));
  const parties = to.length + (cut && cut.left.length > 0 ? 0 : from.length);
  return { from, to, cut, hectares, km, value: Math.round(weigh(parties * A_PARTY, sides)), rank: Math.min(MOST_RANK, rank), takes: sides.map((side) => side.id) };
}
