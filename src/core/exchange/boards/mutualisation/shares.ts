import { costAlone, costTogether, daysPerYear, type Wish } from './things.ts';

export type Sharing = { by: 'use' | 'shapley' | 'alone'; cents: number[] };
export type Shares = { kept: Sharing; use: number[] | null; equal: number[]; shapley: number[] | null };

/** Whole cents in these proportions that add up to the total, nobody above their own `most` where that can be. */
function parted(total: number, weights: readonly number[], most: readonly number[]): number[] {
  const sum = weights.reduce((all, weight) => all + weight, 0);
  const exact = weights.map((weight) => (sum > 0 ? (total * weight) / sum : total / weights.length));
  const cents = exact.map(Math.floor);
  let left = total - cents.reduce((all, one) => all + one, 0);
  const order = exact.map((value, i) => ({ i, part: value - Math.floor(value) })).sort((a, b) => b.part - a.part || a.i - b.i);
  for (const { i } of [...order.filter(({ i }) => cents[i]! < most[i]!), ...order]) {
    if (left <= 0) break;
    cents[i]!++;
    left--;
  }
  return cents;
}

const MOST_FOR_SHAPLEY = 10;

/** L. S. Shapley's value (1953) of the saving: what each one adds to it, over all orders of arrival; then what each one pays. Exact, up to ten members. */
function shapley(wishes: readonly Wish[], total: number): number[] | null {
  const n = wishes.length;
  if (n > MOST_FOR_SHAPLEY) return null;
  const saving = Array.from({ length: 1 << n }, (_, set) => {
    const members = wishes.filter((_, i) => set & (1 << i));
    return set === (1 << n) - 1 ? costAlone(wishes) - total : Math.max(0, members.length > 1 ? costAlone(members) - (costTogether(members) ?? Infinity) : 0);
  });
  const factorial = [1];
  for (let i = 1; i <= n; i++) factorial.push(factorial[i - 1]! * i);
  const gains = wishes.map((_, i) => {
    let sum = 0;
    for (let set = 0; set < 1 << n; set++) {
      if (set & (1 << i)) continue;
      let size = 0;
      for (let bits = set; bits; bits &= bits - 1) size++;
      sum += (factorial[size]! * factorial[n - size - 1]! * (saving[set | (1 << i)]! - saving[set]!)) / factorial[n]!;
    }
    return sum;
  });
  const pays = wishes.map((wish, i) => wish.value.aloneCents - gains[i]!);
  return pays.some((one) => one < 0) ? null : parted(total, pays, wishes.map((wish) => wish.value.aloneCents));
}

/**
 * Who pays what of a cost shared by some: by use (days, or quantities) where that asks of nobody more than alone; else by Shapley's value; else in proportion to
 * what each pays alone, which never does as long as sharing pays. In cents, adding up to the cost.
 */
export function sharesOf(wishes: readonly Wish[], total: number): Shares {
  const alone = wishes.map((wish) => wish.value.aloneCents);
  const quantities = wishes.every((wish) => wish.value.quantity !== undefined) ? wishes.map((wish) => wish.value.quantity!) : null;
  const days = wishes.map(daysPerYear);
  const uses = quantities ?? (days.every((one) => one !== null && one > 0) ? (days as number[]) : null);
  const use = uses && parted(total, uses, alone);
  const byShapley = shapley(wishes, total);
  const fair = (cents: number[] | null): cents is number[] => cents !== null && cents.every((one, i) => one <= alone[i]!);
  const kept: Sharing = fair(use) ? { by: 'use', cents: use } : fair(byShapley) ? { by: 'shapley', cents: byShapley } : { by: 'alone', cents: parted(total, alone, alone) };
  return { kept, use, equal: parted(total, alone.map(() => 1), alone), shapley: byShapley };
}
