import { type Balance, balanceOf } from '../balance.ts';
import { type Factors, shippedFactors } from '../factors-file.ts';
import { type PostId, POSTS } from '../model.ts';
import type { ReadInventory } from '../read-inventory.ts';

/** How a balance moved, post by post, in kgCO2e. `activity`: what the quantities did, at today's factors; `factors`: what a change of factor or of line did. */
export type Compared = { years: [number | null, number | null]; total: Move; posts: (Move & { post: PostId; label: string })[]; perEmployee: Move | null; perKeuro: Move | null };
export type Move = { before: number; now: number; change: number; activity: number; other: number };

/**
 * This year's inventory beside last year's at equal method: both are computed anew by the same program with the same factors, so that a new edition is not taken for a saving.
 * A line present in both under one mark, with one factor, moved by its activity; anything else is told apart.
 */
export function compareYears(last: ReadInventory, current: ReadInventory, factors: Factors = (number) => shippedFactors().get(number)): Compared {
  const [before, now] = [balanceOf(last, factors), balanceOf(current, factors)];
  const was = new Map(before.details.flatMap((one) => (one.id === null ? [] : [[one.id, one] as const])));
  const activity = new Map<PostId, number>();
  for (const line of now.details) {
    const former = line.id === null ? undefined : was.get(line.id);
    if (!former || former.factor.number !== line.factor.number || former.factor.total !== line.factor.total || former.activity !== line.activity) continue;
    for (const [i, part] of line.parts.entries()) activity.set(part.post, (activity.get(part.post) ?? 0) + part.kg - (former.parts[i]?.post === part.post ? former.parts[i]!.kg : 0));
  }
  const posts = now.posts.flatMap(({ post, kg }, i) => (kg === 0 && before.posts[i]!.kg === 0 ? [] : [{ post, label: POSTS[post], ...move(before.posts[i]!.kg, kg, activity.get(post) ?? 0) }]));
  const per = (pick: (balance: Balance) => number | null) => (pick(before) === null || pick(now) === null ? null : move(pick(before)!, pick(now)!, 0));
  return { years: [before.year, now.year], total: move(before.total.kg, now.total.kg, [...activity.values()].reduce((sum, kg) => sum + kg, 0)), posts, perEmployee: per((one) => one.perEmployee), perKeuro: per((one) => one.perKeuro) };
}

const move = (before: number, now: number, activity: number): Move => ({ before, now, change: now - before, activity, other: now - before - activity });
