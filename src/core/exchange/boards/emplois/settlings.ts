import type { BoardContext } from '../../board.ts';
import { MOST_RANK, type RankedColumn } from '../../ranked.ts';
import { FIGURES } from './figures.ts';
import type { Fit, Household } from './fits.ts';

/** A household and a post for each of its adults. `value`: a hundred for each adult when all are within the time said, 0 when the nearest is all there is. `minutes`: one way, adult by adult. */
export type Settling = RankedColumn & { home: Household; fits: Fit[]; minutes: number[]; over: number };

/** What one person with a job counts in `value`, so that favouring small firms by a part of it still shows. */
export const A_PERSON = 100;

// So many settlings are looked at in all: with few households every pair of posts is, with many the nearest.
const BUDGET = { settlings: 40_000, leastPosts: 4, mostPosts: 60 };
export const postsFor = (households: number): number => Math.min(BUDGET.mostPosts, Math.max(BUDGET.leastPosts, Math.floor(Math.sqrt(BUDGET.settlings / Math.max(1, households)))));

/** All ways to give a household its posts, the nearest `most` posts for each adult. Two who would live anywhere live half-way between their posts. */
export async function settlingsOf(home: Household, fits: Fit[][], most: number, { travel, weigh }: Pick<BoardContext, 'travel' | 'weigh'>): Promise<Settling[]> {
  const beyond = home.value.maxMinutes + FIGURES.nearestMinutes.value;
  const [own, partner] = fits.map((list) => list.filter((fit) => fit.obstacles.length === 0 && fit.minutes !== null && fit.minutes <= beyond).slice(0, most));
  const made = (chosen: Fit[], minutes: number[]): Settling[] => {
    const over = minutes.reduce((sum, one) => sum + Math.max(0, one - home.value.maxMinutes), 0);
    if (minutes.some((one) => one > beyond)) return [];
    const sides = [home, ...chosen.map((fit) => fit.post)];
    const within = over < 1e-9;
    // The nearest to the time said first, then the shortest ways.
    const rank = 1 + Math.max(0, 600 - Math.ceil(over * 5)) + Math.max(0, 300 - Math.round(minutes.reduce((sum, one) => sum + one, 0)));
    return [{ home, fits: chosen, minutes, over: within ? 0 : over, value: within ? Math.round(weigh(chosen.length * A_PERSON, sides)) : 0, rank: Math.min(MOST_RANK, rank), takes: sides.map((side) => side.id) }];
  };
  if (!partner) return (own ?? []).flatMap((fit) => made([fit], [fit.minutes!]));
  const settlings: Settling[] = [];
  for (const first of own!)
    for (const second of partner) {
      if (first.post.id === second.post.id) continue;
      const between = home.value.lives === 'anywhere' && first.post.place && second.post.place && !first.post.value.remote && !second.post.value.remote ? (await travel.between(first.post.place, second.post.place)).minutes / 2 : null;
      settlings.push(...made([first, second], between === null ? [first.minutes!, second.minutes!] : [between, between]));
    }
  return settlings;
}
