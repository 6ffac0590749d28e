import type { Answer, BadInput } from '../common/answer.ts';

/** What a node's supply means. A node of supply 0 counts as a supplier. */
export const EXACT = 0;
/** A supplier may keep some of what it has; a demand may stay partly unmet. */
export const AT_MOST = 1;
/** A supplier may send more than its figure; a demand may receive more. */
export const AT_LEAST = 2;

/**
 * Minimum-cost flow. Arrays `from`, `to`, `cost`, `lower`, `upper` are one entry an arc; `supply` and `kind` one entry a node
 * (nodes are 0 … nodes-1). Every number is an integer that a double holds exactly, save `upper`, which may be Infinity.
 * `supply` is positive where flow comes from, negative where it is wanted; `kind` is EXACT, AT_MOST or AT_LEAST (EXACT when absent).
 * `lower` is 0 when absent. To maximise, give negative costs.
 */
export type FlowProblem = {
  nodes: number;
  from: ArrayLike<number>;
  to: ArrayLike<number>;
  cost: ArrayLike<number>;
  lower?: ArrayLike<number>;
  upper: ArrayLike<number>;
  supply: ArrayLike<number>;
  kind?: ArrayLike<number>;
};

/** Where each arc stands in a basis: in the spanning tree, or out of it at its lower or upper bound. Arcs first, then one entry a node for its slack. */
export type FlowBasis = Int8Array;
export const IN_TREE = 0;
export const AT_LOWER = 1;
export const AT_UPPER = -1;

/**
 * `flow`: one entry an arc. `potential`: what one more unit is worth at each node, in cost units (the dual solution): an arc is worth using
 * when its cost is below potential[to] - potential[from]. `basis`: start from it after a change of cost, capacity or supply.
 * When the problem is infeasible, `cut` proves it: the nodes marked 1 have, together, more to send than may leave them; those marked -1 want,
 * together, more than can reach them.
 */
export type FlowChosen = { flow: Float64Array; potential: Float64Array; basis: FlowBasis; cut?: Int8Array };
export type FlowAnswer = Answer<FlowChosen>;

const bad = (reason: BadInput['reason'], where: string): BadInput => ({ ok: false, reason, where });

/** The first thing wrong with a problem, or null. Where: the array and the index, as in `cost[12]`. */
export function badFlowProblem(problem: FlowProblem): BadInput | null {
  const { nodes, from, to, cost, lower, upper, supply, kind } = problem;
  if (!Number.isSafeInteger(nodes) || nodes < 0) return bad('bad-length', 'nodes');
  if (nodes === 0) return bad('empty', 'nodes');
  const arcs = from.length;
  if (to.length !== arcs) return bad('bad-length', 'to');
  if (cost.length !== arcs) return bad('bad-length', 'cost');
  if (upper.length !== arcs) return bad('bad-length', 'upper');
  if (lower && lower.length !== arcs) return bad('bad-length', 'lower');
  if (supply.length !== nodes) return bad('bad-length', 'supply');
  if (kind && kind.length !== nodes) return bad('bad-length', 'kind');
  for (let arc = 0; arc < arcs; arc++) {
    const wrong = badArc(nodes, from[arc]!, to[arc]!, cost[arc]!, lower ? lower[arc]! : 0, upper[arc]!);
    if (wrong) return bad(wrong[0], `${wrong[1]}[${arc}]`);
  }
  return badSupplies(nodes, supply, kind);
}

function badArc(nodes: number, from: number, to: number, cost: number, lower: number, upper: number): [BadInput['reason'], string] | null {
  if (!(from >= 0 && from < nodes && Number.isInteger(from))) return ['bad-index', 'from'];
  if (!(to >= 0 && to < nodes && Number.isInteger(to))) return ['bad-index', 'to'];
  if (!Number.isSafeInteger(cost)) return [whyNotInteger(cost), 'cost'];
  if (!Number.isSafeInteger(lower)) return [whyNotInteger(lower), 'lower'];
  if (upper !== Infinity && !Number.isSafeInteger(upper)) return [whyNotInteger(upper), 'upper'];
  if (upper < 0 && lower >= 0) return ['negative-capacity', 'upper'];
  if (lower > upper) return ['crossed-bounds', 'lower'];
  return null;
}

const whyNotInteger = (value: number): BadInput['reason'] =>
  Number.isNaN(value) ? 'not-a-number' : Number.isInteger(value) || Math.abs(value) === Infinity ? 'overflow' : 'not-an-integer';

function badSupplies(nodes: number, supply: ArrayLike<number>, kind: ArrayLike<number> | undefined): BadInput | null {
  let sum = 0;
  let volume = 0;
  let exact = true;
  for (let node = 0; node < nodes; node++) {
    const value = supply[node]!;
    if (!Number.isSafeInteger(value)) return bad(whyNotInteger(value), `supply[${node}]`);
    const how = kind ? kind[node]! : EXACT;
    if (how !== EXACT && how !== AT_MOST && how !== AT_LEAST) return bad('bad-index', `kind[${node}]`);
    exact &&= how === EXACT;
    sum += value;
    volume += Math.abs(value);
  }
  if (volume > Number.MAX_SAFE_INTEGER) return bad('overflow', 'supply');
  return exact && sum !== 0 ? bad('unbalanced', 'supply') : null;
}
