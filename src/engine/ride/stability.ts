/** Stable ride-sharing: X. Wang, N. Agatz, A. Erera, "Stable matching for dynamic ride-sharing systems", Transportation Science 52, 2018. */

/** Cars to choose from: option k joins the people members[starts[k]] … members[starts[k + 1] - 1] and saves saving[k] > 0 metres. */
export type Options = { starts: Int32Array; members: Int32Array; saving: Float64Array };

/**
 * `blocking`: options whose people would all gain by leaving for it, when a car's saving is shared evenly in it; `worst`: the most metres
 * that one of them would give the least served of its members. `stableValue`: saving of the choice that nobody would leave (the best
 * share first, then the next); `price`: what it costs to all, in metres.
 */
export type Stability = { blocking: number; worst: number; stableValue: number; price: number };

export function stabilityOf(options: Options, people: number, chosen: Iterable<number>, value: number): Stability {
  const { starts, members, saving } = options;
  const share = sharesOf(options);
  const has = new Float64Array(people);
  for (const k of chosen) for (let at = starts[k]!; at < starts[k + 1]!; at++) has[members[at]!] = share[k]!;
  let [blocking, worst] = [0, 0];
  for (let k = 0; k < saving.length; k++) {
    let least = Infinity;
    for (let at = starts[k]!; at < starts[k + 1]!; at++) least = Math.min(least, share[k]! - has[members[at]!]!);
    if (least <= 0) continue;
    blocking++;
    worst = Math.max(worst, least);
  }
  const stableValue = stableChoice(options, people).reduce((sum, k) => sum + saving[k]!, 0);
  return { blocking, worst, stableValue, price: value - stableValue };
}

/** Options that nobody would leave: the one with the best share for each, then the best among those left, and so on. */
export function stableChoice(options: Options, people: number): Int32Array {
  const { starts, members, saving } = options;
  const share = sharesOf(options);
  const best = Int32Array.from(saving, (_, k) => k).sort((a, b) => share[b]! - share[a]! || a - b);
  const taken = new Uint8Array(people);
  return best.filter((k) => {
    const joined = members.subarray(starts[k]!, starts[k + 1]!);
    if (joined.some((person) => taken[person] === 1)) return false;
    for (const person of joined) taken[person] = 1;
    return true;
  });
}

const sharesOf = ({ starts, saving }: Options): Float64Array => Float64Array.from(saving, (metres, k) => metres / (starts[k + 1]! - starts[k]!));
