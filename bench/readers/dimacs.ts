import type { FlowProblem } from '#engine/flow/index.ts';

export type Unreadable = { ok: false; reason: string; line: number };

const [NEWLINE, MINUS, PLUS, ZERO, NINE] = [10, 45, 43, 48, 57];
const letter = (name: string) => name.charCodeAt(0);

/**
 * Reads a minimum-cost flow problem in DIMACS `.min` format (First DIMACS Implementation Challenge, 1991): `p min NODES ARCS`, `n NODE SUPPLY`,
 * `a FROM TO LOWER UPPER COST`, nodes from 1. An upper bound below its lower one means no limit, as in other readers of the format.
 * Works on the bytes: files of millions of arcs are not turned into text.
 */
export function readDimacs(bytes: Uint8Array): { ok: true; problem: FlowProblem } | Unreadable {
  let problem: ReturnType<typeof emptyProblem> | null = null;
  let arc = 0;
  let line = 0;
  const refuse = (reason: string): Unreadable => ({ ok: false, reason, line });
  const values = [0, 0, 0, 0, 0];
  for (let at = 0; at < bytes.length; ) {
    line++;
    let end = bytes.indexOf(NEWLINE, at);
    if (end < 0) end = bytes.length;
    const begin = skipBlanks(bytes, at, end);
    at = end + 1;
    const kind = bytes[begin]!;
    if (begin === end || kind === letter('c')) continue;
    if (kind === letter('p')) {
      if (problem) return refuse('second-problem-line');
      const name = skipBlanks(bytes, begin + 1, end);
      const isMin = bytes[name] === letter('m') && bytes[name + 1] === letter('i') && bytes[name + 2] === letter('n');
      if (!isMin || readIntegers(bytes, name + 3, end, values) !== 2) return refuse('bad-problem-line');
      const [nodes, arcs] = [values[0]!, values[1]!];
      if (nodes < 0 || arcs < 0 || nodes > 2 ** 30) return refuse('bad-problem-line');
      if (arcs > bytes.length) return refuse('fewer-arcs-than-announced');
      problem = emptyProblem(nodes, arcs);
      continue;
    }
    if (kind !== letter('n') && kind !== letter('a')) return refuse('unknown-line');
    if (!problem) return refuse('no-problem-line');
    if (readIntegers(bytes, begin + 1, end, values) !== (kind === letter('n') ? 2 : 5)) return refuse('not-whole-numbers');
    if (values[0]! < 1 || values[0]! > problem.nodes) return refuse('no-such-node');
    if (kind === letter('n')) {
      problem.supply[values[0]! - 1] = values[1]!;
      continue;
    }
    if (values[1]! < 1 || values[1]! > problem.nodes) return refuse('no-such-node');
    if (arc === problem.from.length) return refuse('more-arcs-than-announced');
    problem.from[arc] = values[0]! - 1;
    problem.to[arc] = values[1]! - 1;
    problem.lower[arc] = values[2]!;
    problem.upper[arc] = values[3]! < values[2]! ? Infinity : values[3]!;
    problem.cost[arc++] = values[4]!;
  }
  if (!problem) return refuse('no-problem-line');
  return arc < problem.from.length ? refuse('fewer-arcs-than-announced') : { ok: true, problem };
}

const isBlank = (byte: number) => byte === 32 || byte === 9 || byte === 13;

function skipBlanks(bytes: Uint8Array, at: number, end: number): number {
  while (at < end && isBlank(bytes[at]!)) at++;
  return at;
}

/** Fills `values` and returns how many there were; -1 when something is no whole number, too large for a double, or one too many. */
function readIntegers(bytes: Uint8Array, from: number, end: number, values: number[]): number {
  let count = 0;
  for (let at = skipBlanks(bytes, from, end); at < end; at = skipBlanks(bytes, at, end)) {
    const sign = bytes[at] === MINUS ? -1 : 1;
    if (bytes[at] === MINUS || bytes[at] === PLUS) at++;
    const digits = at;
    let value = 0;
    for (; at < end && bytes[at]! >= ZERO && bytes[at]! <= NINE; at++) value = 10 * value + bytes[at]! - ZERO;
    if (at === digits || (at < end && !isBlank(bytes[at]!)) || value > Number.MAX_SAFE_INTEGER || count === values.length) return -1;
    values[count++] = sign * value;
  }
  return count;
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
