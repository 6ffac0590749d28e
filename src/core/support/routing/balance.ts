/**
 * Shares requests between those who may take them so that nobody has more than she must. `may[r]` lists who may take request r (ranks, at least one),
 * `load` what each has already, `order` the requests from first to last; `before(a, b, r)` says who comes first among equally loaded.
 * Least loaded first, scarcest request first, then moves along chains while one makes the shares more even: none left is an optimal
 * semi-matching (N. Harvey, R. Ladner, L. Lovász, T. Tamir, Journal of Algorithms 59, 2006). Answers who takes each.
 */
export function balance(may: number[][], load: number[], before: (a: number, b: number) => number): Int32Array {
  const has = Float64Array.from(load);
  const taker = new Int32Array(may.length).fill(-1);
  const byScarcity = may.map((_, r) => r).toSorted((a, b) => may[a]!.length - may[b]!.length || a - b);
  for (const r of byScarcity) {
    const best = may[r]!.reduce((one, other) => (has[other]! - has[one]! || before(other, one)) < 0 ? other : one);
    taker[r] = best;
    has[best]!++;
  }
  improve(may, has, taker);
  return taker;
}

function improve(may: number[][], has: Float64Array, taker: Int32Array): void {
  const people = has.length;
  /** How many requests of `a` could go to `b`, at `a * people + b`. */
  const movable = new Int32Array(people * people);
  const held: Set<number>[] = Array.from({ length: people }, () => new Set());
  const count = (r: number, by: number) => {
    for (const other of may[r]!) movable[taker[r]! * people + other]! += by;
  };
  taker.forEach((a, r) => {
    held[a]!.add(r);
    count(r, 1);
  });
  const heaviestFirst = () => Array.from({ length: people }, (_, a) => a).toSorted((a, b) => has[b]! - has[a]! || a - b);
  // A hand-over may open a chain to someone who was looked at before: once more, until none is left.
  for (let moved = true; moved; ) {
    moved = false;
    for (const start of heaviestFirst())
      for (let path = chain(start, has, movable, people); path; path = chain(start, has, movable, people)) {
        moved = true;
        handOver(path);
      }
  }

  function handOver(path: number[]): void {
    for (let step = path.length - 1; step > 0; step--) {
      const [from, to] = [path[step - 1]!, path[step]!];
      const r = [...held[from]!].find((one) => may[one]!.includes(to))!;
      count(r, -1);
      held[from]!.delete(r);
      held[to]!.add(r);
      taker[r] = to;
      count(r, 1);
    }
    has[path[0]!]!--;
    has[path.at(-1)!]!++;
  }
}

/** The shortest chain of hand-overs from someone to someone with at least two less; null when there is none. */
function chain(start: number, has: Float64Array, movable: Int32Array, people: number): number[] | null {
  const from = new Int32Array(people).fill(-1);
  from[start] = start;
  const queue = [start];
  for (let at = 0; at < queue.length; at++) {
    const one = queue[at]!;
    if (has[one]! <= has[start]! - 2) {
      const path = [one];
      while (path[0] !== start) path.unshift(from[path[0]!]!);
      return path;
    }
    for (let other = 0; other < people; other++)
      if (from[other] === -1 && movable[one * people + other]! > 0) {
        from[other] = one;
        queue.push(other);
      }
  }
  return null;
}
