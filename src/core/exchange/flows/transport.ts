import { AT_MOST, EXACT, type FlowBasis, solveFlow } from '#engine/flow/index.ts';
import { type LpModel, solveLp } from '#engine/lp/index.ts';

/**
 * Who serves whom, in whole units. `value`: what a unit through a pair is worth, above 0, or the pair is never used; `tie`: of two sets worth the same, the one whose sum of ties is least.
 * `least`: a pair carries at least that, or nothing; `leastIn`: so with all that one demand receives together.
 */
export type TransportPair = { from: number; to: number; value: number; tie: number; least?: number };
export type TransportProblem = { supply: readonly number[]; demand: readonly number[]; leastIn?: readonly number[]; pairs: readonly TransportPair[] };
export type Transported = { amount: Float64Array; value: number; bound: number };
type Control = { seconds?: number; signal?: AbortSignal };
/** Which pairs and which demands may carry anything, and which of them must carry their least. */
type Standing = { pairOpen: boolean[]; pairHeld: boolean[]; demandOpen: boolean[]; demandHeld: boolean[] };

/** Above this many all-or-nothing choices in one part, the best set found by closing what falls short is kept, with its honest bound. */
const MOST_CHOICES = 10_000;
/** Where pairs are many, those are tried first that each side could most easily use: a program of a fifth of the size often reaches the bound already. */
const EASIEST = { above: 3_000, each: 4 };
const PROVED = 1e-7;
/** Solves of one part before HiGHS is asked, which is slow to begin and quick on what is large. */
const MOST_BRANCHES = 300;

/**
 * The amounts worth most together, exactly where nothing is all-or-nothing (`bound` equals `value`). Otherwise pairs and demands that fall short are closed one after the
 * other; where that does not reach the bound, branch and bound or HiGHS settles which carry, and the amounts are exact again. Parts that nothing links are solved apart.
 */
export async function solveTransport(problem: TransportProblem, control: Control = {}): Promise<Transported> {
  const amount = new Float64Array(problem.pairs.length);
  let [value, bound] = [0, 0];
  for (const part of partsOf(problem)) {
    const solved = await solvePart(part.problem, control);
    part.pairs.forEach((pair, i) => (amount[pair] = solved.amount[i]!));
    value += solved.value;
    bound += solved.bound;
  }
  return { amount, value, bound };
}

async function solvePart(problem: TransportProblem, control: Control): Promise<Transported> {
  const relaxed = network(problem, openTo(problem))!;
  const dived = dive(problem, relaxed);
  if (dived.value >= relaxed.value) return { ...dived, bound: dived.value };
  const branched = branch(problem, relaxed, dived);
  if (branched.proved) return { ...branched.best, bound: branched.best.value };
  const choices = problem.pairs.filter((pair) => (pair.least ?? 0) > 0).length + (problem.leastIn ?? []).filter((least) => least > 0).length;
  if (choices > MOST_CHOICES) return { ...branched.best, bound: relaxed.value };
  let { best } = branched;
  const started = performance.now();
  const left = (part: number): Control => ({ ...control, seconds: Math.max(0.1, part * (control.seconds ?? 30) - (performance.now() - started) / 1000) });
  const better = (standing: Standing | null): void => {
    const exact = standing && network(problem, standing);
    if (exact && exact.value > best.value) best = exact;
  };
  if (problem.pairs.length > EASIEST.above) {
    const among = easiest(problem, relaxed.amount, best.amount);
    better(await chooseAmong(problem, among, left(0.4)));
    if (best.value < relaxed.value) better(await chooseAmong(problem, aroundLosses(problem, among, relaxed.amount, best.amount), left(0.6)));
  }
  if (best.value >= relaxed.value) return { ...best, bound: best.value };
  const whole = await choose(problem, left(1));
  better(whole.standing);
  const bound = Math.min(relaxed.value, whole.bound);
  return { amount: best.amount, value: best.value, bound: bound <= best.value * (1 + PROVED) ? best.value : Math.floor(bound) };
}

const openTo = ({ pairs, demand }: TransportProblem): Standing => ({ pairOpen: pairs.map(() => true), pairHeld: pairs.map(() => false), demandOpen: demand.map(() => true), demandHeld: demand.map(() => false) });

type Flowing = { amount: Float64Array; value: number; basis: FlowBasis };

/**
 * The best amounts once it is settled what may carry: from each supply to each demand, then through the demand's own arc, which holds its least. The tie is worth so little that
 * no cycle of the network can trade a unit of value for it. Null when what must carry cannot.
 */
function network({ supply, demand, leastIn, pairs }: TransportProblem, standing: Standing, from?: FlowBasis): Flowing | null {
  const [sources, sinks] = [supply.length, demand.length];
  const target = sources + sinks;
  const worst = pairs.reduce((most, pair) => Math.max(most, pair.tie), 0);
  const unit = 2 * (target + 1) * (worst + 1);
  const upper = pairs.map((pair, i) => (standing.pairOpen[i] && standing.demandOpen[pair.to] ? Math.min(supply[pair.from]!, demand[pair.to]!) : 0));
  // A least that its own most does not allow.
  if (pairs.some((pair, i) => standing.pairHeld[i] && (pair.least ?? 0) > upper[i]!) || demand.some((most, d) => standing.demandHeld[d] && (leastIn?.[d] ?? 0) > most)) return null;
  const answer = solveFlow(
    {
      nodes: target + 1,
      from: [...pairs.map((pair) => pair.from), ...demand.map((_, d) => sources + d)],
      to: [...pairs.map((pair) => sources + pair.to), ...demand.map(() => target)],
      cost: [...pairs.map((pair) => pair.tie - pair.value * unit), ...demand.map(() => 0)],
      lower: [...pairs.map((pair, i) => (standing.pairHeld[i] ? (pair.least ?? 0) : 0)), ...demand.map((_, d) => (standing.demandHeld[d] ? (leastIn?.[d] ?? 0) : 0))],
      upper: [...upper, ...demand],
      supply: [...supply, ...demand.map(() => 0), -demand.reduce((sum, one) => sum + one, 0)],
      kind: [...supply.map(() => AT_MOST), ...demand.map(() => EXACT), AT_MOST],
    },
    from ? { from } : {},
  );
  if (!answer.ok) throw new Error(`The flow was refused: ${answer.reason} at ${answer.where}`);
  if (answer.status !== 'optimal') return null;
  const amount = answer.chosen.flow.slice(0, pairs.length);
  return { amount, value: pairs.reduce((sum, pair, i) => sum + pair.value * amount[i]!, 0), basis: answer.chosen.basis };
}

/** Branch and bound on what falls short: it must carry its least, or nothing. Proved unless it takes too many solves. */
function branch(problem: TransportProblem, relaxed: Flowing, incumbent: Flowing): { best: Flowing; proved: boolean } {
  let best = incumbent;
  let solves = 0;
  const explore = (standing: Standing, now: Flowing): boolean => {
    if (now.value <= best.value) return true;
    const [short] = shortfalls(problem, now.amount).sort((a, b) => b.share - a.share || a.at - b.at);
    if (!short) {
      best = now;
      return true;
    }
    const set = (key: keyof Standing, value: boolean): Standing => ({ ...standing, [key]: standing[key].with(short.at, value) });
    const sides = short.what === 'pair' ? [set('pairHeld', true), set('pairOpen', false)] : [set('demandHeld', true), set('demandOpen', false)];
    return sides.every((side) => {
      if (++solves > MOST_BRANCHES) return false;
      const next = network(problem, side, now.basis);
      return next === null || explore(side, next);
    });
  };
  const proved = explore(openTo(problem), relaxed);
  return { best, proved };
}

/** Closes what falls short of its least, the one furthest from it first, and solves again until nothing does. */
function dive(problem: TransportProblem, relaxed: Flowing): Flowing {
  const standing = openTo(problem);
  let now = relaxed;
  for (;;) {
    const short = shortfalls(problem, now.amount).toSorted((a, b) => a.share - b.share || a.at - b.at);
    if (short.length === 0) return now;
    // Many at once while they are far from it: each round is a solve.
    for (const one of short.slice(0, Math.max(1, Math.floor(short.length / 8)))) (one.what === 'pair' ? standing.pairOpen : standing.demandOpen)[one.at] = false;
    now = network(problem, standing, now.basis)!;
  }
}

function shortfalls({ pairs, leastIn, demand }: TransportProblem, amount: Float64Array): { what: 'pair' | 'demand'; at: number; share: number }[] {
  const received = new Float64Array(demand.length);
  pairs.forEach((pair, i) => (received[pair.to]! += amount[i]!));
  const short = (what: 'pair' | 'demand', at: number, carried: number, least: number) => (carried > 0 && carried < least ? [{ what, at, share: carried / least }] : []);
  return [...pairs.flatMap((pair, i) => short('pair', i, amount[i]!, pair.least ?? 0)), ...demand.flatMap((_, d) => short('demand', d, received[d]!, leastIn?.[d] ?? 0))];
}

/** Pairs that carry something already, and for each side those whose least asks least of what the pair could carry. */
function easiest({ supply, demand, pairs }: TransportProblem, ...amounts: Float64Array[]): Uint8Array {
  const ease = pairs.map((pair) => (pair.least ?? 0) / Math.min(supply[pair.from]!, demand[pair.to]!));
  const [ofSupply, ofDemand] = [new Int32Array(supply.length), new Int32Array(demand.length)];
  const among = Uint8Array.from(pairs, (_, i) => (amounts.some((amount) => amount[i]! > 0) ? 1 : 0));
  for (const i of [...pairs.keys()].sort((a, b) => ease[a]! - ease[b]! || pairs[a]!.tie - pairs[b]!.tie || a - b)) {
    const { from, to } = pairs[i]!;
    if (ofSupply[from]! >= EASIEST.each && ofDemand[to]! >= EASIEST.each) continue;
    among[i] = 1;
    ofSupply[from]!++;
    ofDemand[to]!++;
  }
  return among;
}

/** These pairs, those of every side that carries less than it might, and those of the sides that these touch. */
function aroundLosses({ supply, demand, pairs }: TransportProblem, among: Uint8Array, relaxed: Float64Array, amount: Float64Array): Uint8Array {
  const loss = new Float64Array(demand.length);
  pairs.forEach((pair, i) => (loss[pair.to]! += relaxed[i]! - amount[i]!));
  const near = new Uint8Array(supply.length);
  for (const pair of pairs) if (loss[pair.to]! > 0) near[pair.from] = 1;
  return among.map((is, i) => (is === 1 || near[pairs[i]!.from] === 1 ? 1 : 0));
}

/** Which carry when of the pairs that have a least only these may. */
async function chooseAmong(problem: TransportProblem, among: Uint8Array, control: Control): Promise<Standing | null> {
  const kept = problem.pairs.keys().filter((i) => among[i] === 1).toArray();
  const { standing } = await choose({ ...problem, pairs: kept.map((i) => problem.pairs[i]!) }, control);
  if (!standing) return null;
  const [pairOpen, pairHeld] = [problem.pairs.map((pair) => (pair.least ?? 0) === 0), problem.pairs.map(() => false)];
  kept.forEach((i, at) => ([pairOpen[i], pairHeld[i]] = [standing.pairOpen[at]!, standing.pairHeld[at]!]));
  return { ...standing, pairOpen, pairHeld };
}

/** Which pairs and demands carry, by a program with a whole choice for each that has a least. Amounts are scaled so that tolerances mean little. */
async function choose(problem: TransportProblem, control: Control): Promise<{ standing: Standing | null; bound: number }> {
  const { supply, demand, pairs } = problem;
  const scale = Math.max(1, ...supply, ...demand) / 1_000;
  const cap = (pair: TransportPair) => Math.min(supply[pair.from]!, demand[pair.to]!) / scale;
  const rows: { lower: number; upper: number }[] = [...supply, ...demand].map((most) => ({ lower: -Infinity, upper: most / scale }));
  const columns: { cost: number; upper: number; whole: boolean; entries: [number, number][] }[] = pairs.map((pair) => ({ cost: pair.value, upper: cap(pair), whole: false, entries: [[pair.from, 1], [supply.length + pair.to, 1]] }));
  const choice = (carriers: number[], least: number, most: number) => {
    const atLeast = rows.push({ lower: 0, upper: Infinity }) - 1;
    const atMost = rows.push({ lower: -Infinity, upper: 0 }) - 1;
    for (const carrier of carriers) columns[carrier]!.entries.push([atLeast, 1], [atMost, 1]);
    return columns.push({ cost: 0, upper: 1, whole: true, entries: [[atLeast, -least], [atMost, -most]] }) - 1;
  };
  const pairChoice = pairs.map((pair, i) => ((pair.least ?? 0) > 0 ? choice([i], pair.least! / scale, Math.max(cap(pair), pair.least! / scale)) : null));
  const demandChoice = demand.map((most, d) => ((problem.leastIn?.[d] ?? 0) > 0 ? choice(pairs.flatMap((pair, i) => (pair.to === d ? [i] : [])), problem.leastIn![d]! / scale, most / scale) : null));
  const answer = await solveLp(modelOf(columns, rows), { seconds: control.seconds ?? 30, ...(control.signal ? { signal: control.signal } : {}) });
  if (!answer.ok) throw new Error(`The program of least amounts was refused: ${answer.reason} at ${answer.where}`);
  const bound = Number.isFinite(answer.bound) ? answer.bound * scale : Infinity;
  if (!Number.isFinite(answer.value)) return { standing: null, bound };
  const on = (column: number | null) => column === null || answer.chosen.x[column]! > 0.5;
  return {
    bound,
    standing: { pairOpen: pairChoice.map(on), pairHeld: pairChoice.map((column) => column !== null && on(column)), demandOpen: demandChoice.map(on), demandHeld: demandChoice.map((column) => column !== null && on(column)) },
  };
}

function modelOf(columns: { cost: number; upper: number; whole: boolean; entries: [number, number][] }[], rows: { lower: number; upper: number }[]): LpModel {
  const starts = new Int32Array(columns.length + 1);
  columns.forEach((column, j) => (starts[j + 1] = starts[j]! + column.entries.length));
  const entries = columns.flatMap((column) => column.entries);
  return {
    maximise: true,
    columns: { cost: Float64Array.from(columns, (column) => column.cost), lower: new Float64Array(columns.length), upper: Float64Array.from(columns, (column) => column.upper), integer: Uint8Array.from(columns, (column) => Number(column.whole)) },
    rows: { lower: Float64Array.from(rows, (row) => row.lower), upper: Float64Array.from(rows, (row) => row.upper) },
    matrix: { by: 'column', starts, indices: Int32Array.from(entries, ([row]) => row), values: Float64Array.from(entries, ([, value]) => value) },
  };
}

/** Cuts a problem where nothing links the parts; pairs worth nothing, or that could never carry their least, are left out. */
function partsOf({ supply, demand, leastIn, pairs }: TransportProblem): { problem: TransportProblem; pairs: number[] }[] {
  const parent = Array.from({ length: supply.length + demand.length }, (_, i) => i);
  const find = (i: number): number => {
    while (parent[i] !== i) i = parent[i] = parent[parent[i]!]!;
    return i;
  };
  const useful = [...pairs.keys()].filter((i) => pairs[i]!.value > 0 && Math.min(supply[pairs[i]!.from]!, demand[pairs[i]!.to]!) >= Math.max(1, pairs[i]!.least ?? 0));
  for (const i of useful) parent[find(pairs[i]!.from)] = find(supply.length + pairs[i]!.to);
  return [...Map.groupBy(useful, (i) => find(pairs[i]!.from)).values()].map((own) => {
    const froms = new Map([...new Set(own.map((i) => pairs[i]!.from))].map((from, at) => [from, at]));
    const tos = new Map([...new Set(own.map((i) => pairs[i]!.to))].map((to, at) => [to, at]));
    return {
      pairs: own,
      problem: { supply: [...froms.keys()].map((from) => supply[from]!), demand: [...tos.keys()].map((to) => demand[to]!), leastIn: [...tos.keys()].map((to) => leastIn?.[to] ?? 0), pairs: own.map((i) => ({ ...pairs[i]!, from: froms.get(pairs[i]!.from)!, to: tos.get(pairs[i]!.to)! })) },
    };
  });
}

/** What taking the best pair first, then the next, reaches: the simple way, to be shown beside the exact one. */
export function simply({ supply, demand, leastIn, pairs }: TransportProblem): number {
  const [left, wanted] = [[...supply], [...demand]];
  const took = [...pairs.keys()].toSorted((a, b) => pairs[b]!.value - pairs[a]!.value || pairs[a]!.tie - pairs[b]!.tie || a - b).map((i) => {
    const pair = pairs[i]!;
    const amount = Math.min(left[pair.from]!, wanted[pair.to]!);
    if (pair.value <= 0 || amount <= 0 || amount < (pair.least ?? 0)) return { to: pair.to, value: 0 };
    left[pair.from]! -= amount;
    wanted[pair.to]! -= amount;
    return { to: pair.to, value: amount * pair.value };
  });
  return took.reduce((sum, { to, value }) => sum + (demand[to]! - wanted[to]! < (leastIn?.[to] ?? 0) ? 0 : value), 0);
}
