import type { Answer, BadInput } from '../common/answer.ts';
import type { FlowProblem } from './problem.ts';

/**
 * A flow that grows or shrinks on its way: `gain[arc]` (above 0) is what arrives at the arc's end for each unit that leaves its beginning: 0.97 where 3 % is
 * lost, 0.4 where 1 t of wood becomes 0.4 t of boards. Costs, bounds and `upper` count what leaves. Amounts and costs need not be whole here.
 */
export type FlowWithGains = FlowProblem & { gain: ArrayLike<number> };

/** As in FlowChosen, without a basis: an arc is worth using when its cost is below gain × potential[to] - potential[from]. */
export type FlowWithGainsChosen = { flow: Float64Array; potential: Float64Array };
export type FlowWithGainsAnswer = Answer<FlowWithGainsChosen>;

const bad = (reason: BadInput['reason'], where: string): BadInput => ({ ok: false, reason, where });

/** Beyond this HiGHS's tolerances mean nothing. */
const LARGEST = 1e12;

/** The first thing wrong, or null. Where: the array and the index, as in `gain[12]`. */
export function badFlowWithGains(problem: FlowWithGains): BadInput | null {
  const { nodes, from, to, gain, cost, lower, upper, supply, kind } = problem;
  if (!Number.isSafeInteger(nodes) || nodes < 0) return bad('bad-length', 'nodes');
  if (nodes === 0) return bad('empty', 'nodes');
  for (const [name, values, length] of [['to', to, from.length], ['gain', gain, from.length], ['cost', cost, from.length], ['upper', upper, from.length], ['lower', lower, from.length], ['supply', supply, nodes], ['kind', kind, nodes]] as const) {
    if (values && values.length !== length) return bad('bad-length', name);
  }
  for (let arc = 0; arc < from.length; arc++) {
    for (const [name, end] of [['from', from[arc]!], ['to', to[arc]!]] as const) if (!(Number.isInteger(end) && end >= 0 && end < nodes)) return bad('bad-index', `${name}[${arc}]`);
    const floor = lower?.[arc] ?? 0;
    for (const [name, value] of [['gain', gain[arc]!], ['cost', cost[arc]!], ['lower', floor], ['upper', upper[arc]!]] as const) {
      if (Number.isNaN(value)) return bad('not-a-number', `${name}[${arc}]`);
      if (Math.abs(value) > LARGEST && !(name === 'upper' && value === Infinity)) return bad('overflow', `${name}[${arc}]`);
    }
    if (!(gain[arc]! > 0)) return bad('negative-capacity', `gain[${arc}]`);
    if (upper[arc]! < 0 && floor >= 0) return bad('negative-capacity', `upper[${arc}]`);
    if (floor > upper[arc]!) return bad('crossed-bounds', `lower[${arc}]`);
  }
  for (let node = 0; node < nodes; node++) {
    if (Number.isNaN(supply[node])) return bad('not-a-number', `supply[${node}]`);
    if (Math.abs(supply[node]!) > LARGEST) return bad('overflow', `supply[${node}]`);
    if (kind && ![0, 1, 2].includes(kind[node]!)) return bad('bad-index', `kind[${node}]`);
  }
  return null;
}
