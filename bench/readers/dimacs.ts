import type { FlowProblem } from '#engine/flow/index.ts';

export type Unreadable = { ok: false; reason: string; line: number };

/**
 * Reads a minimum-cost flow problem in DIMACS `.min` format (First DIMACS Implementation Challenge, 1991): `p min NODES ARCS`, `n NODE SUPPLY`,
 * `a FROM TO LOWER UPPER COST`, nodes from 1. An upper bound below its lower one means no limit, as in other readers of the format.
 */
export function readDimacs(text: string): { ok: true; problem: FlowProblem } | Unreadable {
  let problem: ReturnType<typeof emptyProblem> | null = null;
  let arc = 0;
  let line = 0;
  const refuse = (reason: string): Unreadable => ({ ok: false, reason, line });
  for (let start = 0; start < text.length; ) {
    line++;
    let end = text.indexOf('\n', start);
    if (end < 0) end = text.length;
    const letter = text.charCodeAt(start);
    const words = letter === 0x61 || letter === 0x6e || letter === 0x70 ? text.slice(start, end).trim().split(/\s+/) : null;
    const known = words !== null || letter === 0x63 || text.slice(start, end).trim() === '';
    start = end + 1;
    if (!known) return refuse('unknown-line');
    if (!words) continue;
    if (words[0] === 'p') {
      if (problem) return refuse('second-problem-line');
      const [nodes, arcs] = [integer(words[2]), integer(words[3])];
      if (words[1] !== 'min' || nodes === null || arcs === null || nodes < 0 || arcs < 0 || nodes > 2 ** 30 || arcs > 2 ** 30) return refuse('bad-problem-line');
      if (arcs > text.length) return refuse('fewer-arcs-than-announced');
      problem = emptyProblem(nodes, arcs);
      continue;
    }
    if (!problem) return refuse('no-problem-line');
    const numbers = words.slice(1).map(integer);
    if (words.length !== (words[0] === 'n' ? 3 : 6) || numbers.includes(null)) return refuse('not-whole-numbers');
    const [a, b, c, d, e] = numbers as number[];
    if (!isNode(a!, problem.nodes)) return refuse('no-such-node');
    if (words[0] === 'n') {
      problem.supply[a! - 1] = b!;
      continue;
    }
    if (words[0] !== 'a') return refuse('unknown-line');
    if (!isNode(b!, problem.nodes)) return refuse('no-such-node');
    if (arc === problem.from.length) return refuse('more-arcs-than-announced');
    problem.from[arc] = a! - 1;
    problem.to[arc] = b! - 1;
    problem.lower[arc] = c!;
    problem.upper[arc] = d! < c! ? Infinity : d!;
    problem.cost[arc++] = e!;
  }
  if (!problem) return refuse('no-problem-line');
  return arc < problem.from.length ? refuse('fewer-arcs-than-announced') : { ok: true, problem };
}

const emptyProblem = (nodes: number, arcs: number) => ({
  nodes,
  from: new Int32Array(arcs),
  to: new Int32Array(arcs),
  lower: new Float64Array(arcs),
  upper: new Float64Array(arcs),
  cost: new Float64Array(arcs),
  supply: new Float64Array(nodes),
});

const isNode = (node: number, nodes: number) => node >= 1 && node <= nodes;

function integer(word: string | undefined): number | null {
  const value = word === undefined || word === '' ? NaN : Number(word);
  return Number.isSafeInteger(value) ? value : null;
}
