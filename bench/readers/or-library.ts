import type { DenseAssignment } from '#engine/assign/index.ts';
import type { GapProblem } from '#engine/gap/index.ts';
import type { Unreadable } from './dimacs.ts';

/** Reads an OR-Library assignment problem (Beasley 1990): the size n, then n × n costs, row by row, broken into lines anywhere. */
export function readAssignment(text: string): { ok: true; problem: DenseAssignment } | Unreadable {
  const numbers = numbersOf(text);
  if (!numbers.ok) return numbers;
  const size = numbers.take(1);
  if (!size.ok || size.values[0]! < 1) return numbers.refuse('bad-size');
  const n = size.values[0]!;
  const cost = numbers.take(n * n);
  if (!cost.ok) return numbers.refuse('fewer-numbers-than-announced');
  return numbers.left() > 0 ? numbers.refuse('more-numbers-than-announced') : { ok: true, problem: { rows: n, columns: n, cost: cost.values } };
}

/**
 * Reads a generalised assignment problem in OR-Library's format: agents m, jobs n, then m × n costs, m × n weights, m capacities. A file that
 * begins with the number 1 (one problem follows) is read as well.
 */
export function readGap(text: string): { ok: true; problem: GapProblem } | Unreadable {
  const numbers = numbersOf(text);
  if (!numbers.ok) return numbers;
  if (isOnlyProblem(numbers.all)) numbers.take(1);
  const sizes = numbers.take(2);
  if (!sizes.ok || sizes.values[0]! < 1 || sizes.values[1]! < 1) return numbers.refuse('bad-size');
  const [agents, jobs] = [sizes.values[0]!, sizes.values[1]!];
  const cost = numbers.take(agents * jobs);
  const weight = numbers.take(agents * jobs);
  const capacity = numbers.take(agents);
  if (!cost.ok || !weight.ok || !capacity.ok) return numbers.refuse('fewer-numbers-than-announced');
  if (numbers.left() > 0) return numbers.refuse('more-numbers-than-announced');
  return { ok: true, problem: { agents, jobs, cost: cost.values, weight: weight.values, capacity: capacity.values } };
}

const isOnlyProblem = (all: Float64Array) => all[0] === 1 && all.length === 3 + 2 * all[1]! * all[2]! + all[1]! && all.length !== 3 + 2 * all[1]!;

/** All the numbers of a text; a word that is no whole number is named with its line. */
function numbersOf(text: string) {
  const lines = text.split('\n');
  const found: number[] = [];
  for (let line = 0; line < lines.length; line++) {
    for (const word of lines[line]!.split(/\s+/)) {
      if (word === '') continue;
      const value = Number(word);
      if (!Number.isSafeInteger(value)) return { ok: false as const, reason: 'not-whole-numbers', line: line + 1 };
      found.push(value);
    }
  }
  const all = Float64Array.from(found);
  let place = 0;
  return {
    ok: true as const,
    all,
    left: () => all.length - place,
    refuse: (reason: string): Unreadable => ({ ok: false, reason, line: lines.length }),
    take(count: number) {
      if (!(count <= all.length - place)) return { ok: false as const };
      place += count;
      return { ok: true as const, values: all.subarray(place - count, place) };
    },
  };
}
