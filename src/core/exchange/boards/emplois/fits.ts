import { RECORD_KINDS, tradeInWords, tradeKey, type ValueOf } from '#core/directory/index.ts';
import { euros, listed, number } from '#lib/format.ts';
import type { BoardContext, BoardSide } from '../../board.ts';
import type { PairObstacle } from '../../pairs.ts';

const { job, household } = RECORD_KINDS;
export type JobValue = ValueOf<typeof job.fields>;
export type HouseholdValue = ValueOf<typeof household.fields>;
export type Post = BoardSide<JobValue>;
export type Household = BoardSide<HouseholdValue>;
export type Adult = HouseholdValue['adults'][number];

/** A post for one adult of a household: minutes by road one way from home (0 where any home would do; null when a place is unknown), and what else stands in the way. */
export type Fit = { post: Post; adult: number; minutes: number | null; km: number | null; obstacles: PairObstacle[] };

const NBSP = '\u00a0';
const SHIFT_WORDS: Record<JobValue['shifts'][number], string> = { day: 'en journée', early: 'tôt le matin', evening: 'le soir', night: 'la nuit', weekend: 'le week-end' };
export const minutesInWords = (minutes: number): string => `${number(minutes)}${NBSP}min`;
export const postInWords = (post: Post): string => tradeInWords(post.value.trade, post.value.words);
export const postKey = ({ value }: Post): string => tradeKey(value.trade, value.words);
const tradesOf = (adult: Adult) => adult.trades.map((trade) => tradeKey(trade, adult.words));

/** What stands between somebody and a post beside the way there. */
export function obstacles(post: JobValue, adult: Adult): PairObstacle[] {
  const found: PairObstacle[] = [];
  const not = (code: string, size: number, text: string) => found.push({ code, size, text, change: null });
  if (post.hoursAWeek < adult.hoursMin) not('hours', 1 - post.hoursAWeek / adult.hoursMin, `${number(post.hoursAWeek, 1)}${NBSP}h par semaine, ${number(adult.hoursMin, 1)} voulues au moins.`);
  if (post.hoursAWeek > adult.hoursMax) not('hours', post.hoursAWeek / adult.hoursMax - 1, `${number(post.hoursAWeek, 1)}${NBSP}h par semaine, ${number(adult.hoursMax, 1)} voulues au plus.`);
  const missing = post.shifts.filter((shift) => !adult.shifts.includes(shift));
  if (missing.length > 0) not('shifts', missing.length / post.shifts.length, `Il faut travailler ${listed(missing.map((shift) => SHIFT_WORDS[shift]))}, ce qui n’est pas possible.`);
  if (post.payCents !== undefined && adult.payCents !== undefined && post.payCents < adult.payCents) not('pay', 1 - post.payCents / adult.payCents, `${euros(post.payCents)} brut par mois, ${euros(adult.payCents)} voulus au moins.`);
  return found;
}

/** Too long a way, or an unknown one. */
export function wayObstacle(minutes: number | null, most: number): PairObstacle[] {
  if (minutes === null) return [{ code: 'no-place', size: 1, text: 'Lieu inconnu.', change: null }];
  return minutes <= most + 1e-9 ? [] : [{ code: 'minutes', size: minutes / most - 1, text: `${minutesInWords(minutes)} de trajet, ${minutesInWords(most)} acceptées au plus.`, change: null }];
}

// So many of the nearest posts are remembered for each adult.
const REMEMBERED = 60;

/** Every post in the trades of each adult of a household, nearest first. */
export async function fitsOf(home: Household, byKey: Map<string, Post[]>, { travel, apart }: Pick<BoardContext, 'travel' | 'apart'>): Promise<Fit[][]> {
  const anywhere = home.value.lives === 'anywhere';
  const lists: Fit[][] = [];
  for (const [at, adult] of home.value.adults.entries()) {
    const posts = [...new Set(tradesOf(adult))].flatMap((key) => byKey.get(key) ?? []).filter((post) => post.party !== home.party);
    const there = anywhere || !home.place ? [] : posts.filter((post) => post.place !== null && !post.value.remote);
    const table = there.length > 0 ? await travel.table([home.place!], there.map((post) => post.place!)) : new Float64Array();
    const kmOf = new Map(there.map((post, i) => [post.id, table[i]!]));
    const ways = posts.map((post) => ({ post, km: post.value.remote || (anywhere && post.place) ? 0 : (kmOf.get(post.id) ?? null) }));
    const near = ways.sort((a, b) => (a.km ?? Infinity) - (b.km ?? Infinity) || (a.post.id < b.post.id ? -1 : 1)).slice(0, REMEMBERED);
    const fits: Fit[] = [];
    for (const { post, km } of near) {
      const minutes = km === null || km === 0 ? km : (await travel.between(home.place!, post.place!)).minutes;
      const why = apart?.(home.party, post.party) ?? null;
      fits.push({ post, adult: at, minutes, km, obstacles: [...(why === null ? [] : [{ code: 'apart', size: 2, text: why, change: null }]), ...obstacles(post.value, adult)] });
    }
    lists.push(fits);
  }
  return lists;
}
