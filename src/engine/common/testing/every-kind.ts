import { checkAssignment, solveDenseAssignment, solveSparseAssignment } from '../../assign/index.ts';
import { AT_MOST, checkFlow, checkFlowWithGains, EXACT, type FlowProblem, solveFlow, solveFlowWithGains } from '../../flow/index.ts';
import { checkGap, solveGap } from '../../gap/index.ts';
import { checkLp, type LpModel, solveLp } from '../../lp/index.ts';
import { checkPack, type PackModel, solvePack } from '../../pack/index.ts';
import { checkRides, type RideProblem, solveRides } from '../../ride/index.ts';
import { checkRounds, type RoundProblem, solveRounds } from '../../round/index.ts';
import type { Answer, BadInput, Control } from '../answer.ts';

type Draw = (most: number) => number;

/** A kind of problem as the tests of what all answers promise see it: `check` recounts a chosen answer's value, undefined when it must be refused. */
export type Kind<Problem = never, Chosen = never> = {
  name: string;
  maximises: boolean;
  draw: (draw: Draw) => Problem;
  solve: (problem: Problem, control: Control) => Promise<Answer<Chosen> | BadInput> | Answer<Chosen> | BadInput;
  check: (problem: Problem, answer: Answer<Chosen>) => number | undefined;
};

const kind = <Problem, Chosen>(given: Kind<Problem, Chosen>): Kind => given as unknown as Kind;
const list = (length: number, one: (index: number) => number) => Float64Array.from({ length }, (_, index) => one(index));
const whole = (length: number, one: (index: number) => number) => Int32Array.from({ length }, (_, index) => one(index));

function network(draw: Draw): FlowProblem {
  const [nodes, arcs] = [2 + draw(6), draw(20)];
  const end = () => draw(nodes);
  const supply = list(nodes, () => draw(13) - 6);
  return { nodes, from: whole(arcs, end), to: whole(arcs, end), cost: list(arcs, () => draw(30) - 9), upper: list(arcs, () => draw(9)), supply, kind: whole(nodes, (node) => (node === 0 || draw(4) > 0 ? AT_MOST : EXACT)) };
}

function table(draw: Draw) {
  const rows = 1 + draw(6);
  const columns = rows + draw(3) - (draw(9) === 0 ? 1 : 0);
  return { rows, columns, cost: list(rows * columns, () => (draw(6) === 0 ? Infinity : draw(40) - 10)) };
}

function listed(draw: Draw) {
  const { rows, columns } = { rows: 1 + draw(5), columns: 1 + draw(7) };
  const pairs = draw(rows * columns + 1);
  return { rows, columns, row: whole(pairs, () => draw(rows)), column: whole(pairs, () => draw(columns)), cost: list(pairs, () => draw(40) - 10) };
}

function jobs(draw: Draw) {
  const [agents, count] = [1 + draw(3), 1 + draw(6)];
  return { agents, jobs: count, cost: list(agents * count, () => draw(30) - 5), weight: list(agents * count, () => draw(9)), capacity: list(agents, () => draw(25)) };
}

function columns(draw: Draw): PackModel {
  const [rowCount, count] = [1 + draw(7), 1 + draw(10)];
  const held = Array.from({ length: count }, () => [...new Set(Array.from({ length: draw(4) }, () => draw(rowCount)))]);
  const starts = [0];
  for (const rows of held) starts.push(starts.at(-1)! + rows.length);
  return { rowCount, values: list(count, () => draw(60) - 10), starts: Int32Array.from(starts), rows: Int32Array.from(held.flat()), kinds: Uint8Array.from({ length: rowCount }, () => (draw(5) === 0 ? 1 + draw(2) : 0)) };
}

function trips(draw: Draw, count: number) {
  const leave = list(count, () => 400 + draw(60));
  const place = () => list(count, () => draw(20_000));
  return { fromX: place(), fromY: place(), toX: place(), toY: place(), leave, arrive: leave.map((at) => at + 20 + draw(60)), detour: list(count, () => draw(12_000)) };
}

const cars = (seats: number) => (draw: Draw): RideProblem => {
  const [drivers, riders] = [1 + draw(5), 1 + draw(6)];
  return { drivers: { ...trips(draw, drivers), seats: whole(drivers, () => draw(seats + 1)) }, riders: trips(draw, riders), winding: 1.3, speed: 700 };
};

function day(draw: Draw): RoundProblem {
  const [vehicles, requests] = [1 + draw(2), 1 + draw(4)];
  const nodes = vehicles + 2 * requests;
  const at = Array.from({ length: nodes }, () => [draw(100), draw(100)] as const);
  const way = list(nodes * nodes, (k) => Math.ceil(Math.hypot(at[Math.floor(k / nodes)]![0] - at[k % nodes]![0], at[Math.floor(k / nodes)]![1] - at[k % nodes]![1])));
  const opens = list(nodes, (node) => (node < vehicles ? 0 : draw(200)));
  return {
    nodes, cost: way, time: way.slice(), opens, closes: opens.map((from, node) => (node < vehicles ? 900 : from + 50 + draw(300))), service: list(nodes, () => draw(9)),
    requests: { pickup: whole(requests, (r) => vehicles + 2 * r), delivery: whole(requests, (r) => vehicles + 2 * r + 1), load: list(requests, () => 1 + draw(5)), ...(draw(2) === 0 && { price: list(requests, () => draw(400)) }) },
    vehicles: { start: whole(vehicles, (v) => v), end: whole(vehicles, (v) => v), capacity: list(vehicles, () => 5), from: list(vehicles, () => 0), until: list(vehicles, () => 600), longest: list(vehicles, () => 600), fixed: list(vehicles, () => draw(90)) },
  };
}

const program = (integer: boolean) => (draw: Draw): LpModel => {
  const [count, rows] = [1 + draw(5), draw(5)];
  return {
    columns: { cost: list(count, () => draw(20) - 10), lower: list(count, () => 0), upper: list(count, () => (draw(5) === 0 ? Infinity : draw(9))), ...(integer && { integer: new Uint8Array(count).fill(1) }) },
    rows: { lower: list(rows, () => (draw(3) === 0 ? draw(4) : -Infinity)), upper: list(rows, () => 4 + draw(9)) },
    matrix: { by: 'row', starts: whole(rows + 1, (row) => row * count), indices: whole(rows * count, (k) => k % count), values: list(rows * count, () => draw(9) - 3) },
  };
};

const pairsOf = ({ rows, columns: wide, cost }: ReturnType<typeof table>) => ({ rows, columns: wide, row: whole(cost.length, (k) => Math.floor(k / wide)), column: whole(cost.length, (k) => k % wide), cost });

/** Every solver of the engine, on problems small enough to be solved by the hundred. */
export const EVERY_KIND: Kind[] = [
  kind({ name: 'flow', maximises: false, draw: network, solve: solveFlow, check: (problem, { chosen, status }) => {
    const { feasible, value, bound } = checkFlow(problem, chosen.flow, chosen.potential);
    return feasible && (status !== 'optimal' || bound === value) ? value : undefined;
  } }),
  kind({ name: 'flow with gains', maximises: false, draw: (draw) => { const plain = network(draw); return { ...plain, gain: list(plain.from.length, () => (1 + draw(8)) / 4) }; }, solve: solveFlowWithGains, check: (problem, { chosen }) => {
    const { feasible, value } = checkFlowWithGains(problem, chosen.flow);
    return feasible ? value : undefined;
  } }),
  kind({ name: 'dense assignment', maximises: false, draw: table, solve: solveDenseAssignment, check: (problem, { chosen }) => {
    const { feasible, value, bound } = checkAssignment(pairsOf(problem), chosen.columnOf, chosen.rowPrice, chosen.columnPrice);
    return feasible && bound === value ? value : undefined;
  } }),
  kind({ name: 'sparse assignment', maximises: false, draw: listed, solve: solveSparseAssignment, check: (problem, { chosen }) => {
    const { feasible, value, bound } = checkAssignment(problem, chosen.columnOf, chosen.rowPrice, chosen.columnPrice);
    return feasible && bound === value ? value : undefined;
  } }),
  kind({ name: 'generalised assignment', maximises: false, draw: jobs, solve: solveGap, check: (problem, { chosen }) => {
    const { feasible, value } = checkGap(problem, chosen.agentOf);
    return feasible ? value : undefined;
  } }),
  kind({ name: 'packing', maximises: true, draw: columns, solve: solvePack, check: (problem, { chosen }) => {
    const { feasible, value } = checkPack(problem, chosen);
    return feasible ? value : undefined;
  } }),
  ...[1, 3].map((seats) => kind({ name: `rides, ${seats} a car`, maximises: true, draw: cars(seats), solve: solveRides, check: (problem, { chosen }) => {
    const checked = checkRides(problem, chosen.cars);
    return checked.ok ? checked.value : undefined;
  } })),
  kind({ name: 'rounds', maximises: false, draw: day, solve: solveRounds, check: (problem, { chosen }) => {
    const checked = checkRounds(problem, chosen);
    return checked.ok ? checked.value : undefined;
  } }),
  ...[false, true].map((integer) => kind({ name: integer ? 'integer program' : 'linear program', maximises: false, draw: program(integer), solve: solveLp, check: (problem, answer) => (checkLp(problem, answer).length === 0 ? answer.value : undefined) })),
];
