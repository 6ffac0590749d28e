import { RECORD_KINDS } from '#core/directory/index.ts';
import { board, type BoardContext, type BoardLeftOut } from '../board.ts';
import { greedily } from '../columns.ts';
import type { PairObstacle } from '../pairs.ts';
import { settle } from '../near.ts';
import { chooseRanked } from '../ranked.ts';
import { changeOfHousehold, changeOfPost, type Found } from './emplois/changes.ts';
import { FIGURES } from './emplois/figures.ts';
import { type Fit, fitsOf, type Household, type Post, postKey, wayObstacle } from './emplois/fits.ts';
import { LAW } from './emplois/law.ts';
import { A_PERSON, postsFor, type Settling, settlingsOf } from './emplois/settlings.ts';
import { proposalOf } from './emplois/words.ts';

const NEAREST = 3;
// Beyond so many sides left out, their changes are not all searched.
const MOST_CHANGES = 300;
const byId = <T extends { id: string }>(list: readonly T[]): T[] => list.toSorted((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));

type Near = { other: string; km: number | null; obstacles: PairObstacle[] };
const size = (one: Near) => one.obstacles.reduce((sum, obstacle) => sum + obstacle.size, 0);
const nearestFirst = (near: Near[]): Near[] => near.sort((a, b) => a.obstacles.length - b.obstacles.length || size(a) - size(b) || (a.km ?? Infinity) - (b.km ?? Infinity) || (a.other < b.other ? -1 : 1));
const withWay = (home: Household, fit: Fit) => [...fit.obstacles, ...wayObstacle(fit.minutes, home.value.maxMinutes)];

function leftOutOf(id: string, near: Near[], why: string | null, unused: (other: string) => string, found: Found | null): BoardLeftOut {
  const first = new Map<string, Near>();
  for (const one of nearestFirst(near)) if (!first.has(one.other)) first.set(one.other, one);
  return {
    side: id,
    candidates: first.size,
    nearest: [...first.values()].slice(0, NEAREST).map(({ other, km, obstacles }) => ({ with: other, km, why: obstacles.length > 0 ? obstacles.map((one) => one.text) : [unused(other)] })),
    why,
    change: found && { ...found.change, with: found.settling.takes.find((one) => one !== id) ?? null },
  };
}

/** Why a household found nothing, where it is not a matter of one pair: no post in a trade, or a post for one only. */
function whyNot(home: Household, fits: Fit[][]): string | null {
  if (fits.every((list) => list.length === 0)) return 'Aucun poste dans ces métiers.';
  if (fits.length < 2) return null;
  const suits = fits.map((list) => list.some((fit) => withWay(home, fit).length === 0));
  if (suits[0] === suits[1]) return null;
  const missing = suits[0] ? 1 : 0;
  return `Un poste conviendrait à ${missing === 1 ? 'la première personne' : 'la seconde'}, ${fits[missing]!.length === 0 ? 'mais il n’y en a aucun dans les métiers de l’autre' : 'mais aucun à l’autre'}.`;
}

async function solve(offers: Post[], needs: Household[], context: BoardContext) {
  const [posts, homes] = [byId(offers), byId(needs)];
  const byKey = Map.groupBy(posts, postKey);
  const fits = new Map<string, Fit[][]>();
  const settlings: Settling[] = [];
  const most = postsFor(homes.length);
  for (const home of homes) {
    const own = await fitsOf(home, byKey, context);
    fits.set(home.id, own);
    settlings.push(...(await settlingsOf(home, own, most, context)));
  }
  const found = await chooseRanked(settlings, context);
  const settled = settle(settlings, found.chosen);
  const whole = settlings.every((one) => one.value % A_PERSON === 0);

  const nearPost = new Map<string, { home: Household; fit: Fit }[]>();
  for (const home of homes) for (const fit of fits.get(home.id)!.flat()) (nearPost.get(fit.post.id) ?? nearPost.set(fit.post.id, []).get(fit.post.id)!).push({ home, fit });
  const leftOut: BoardLeftOut[] = [];
  let searched = 0;
  const mayExplain = (id: string) => (context.explain?.(id) ?? true) && searched++ < MOST_CHANGES;
  for (const home of homes) {
    if (settled.holder.has(home.id)) continue;
    const own = fits.get(home.id)!;
    const near = own.flat().map((fit) => ({ other: fit.post.id, km: fit.km, obstacles: withWay(home, fit) }));
    leftOut.push(leftOutOf(home.id, near, whyNot(home, own), (post) => (settled.holder.has(post) ? 'Conviendrait, mais ce poste va à un autre foyer : plus de personnes ont ainsi un poste, ou de plus courts trajets.' : 'Conviendrait, mais ne suffit pas seul à ce foyer.'), mayExplain(home.id) ? await changeOfHousehold(home, byKey, settled, context) : null));
  }
  for (const post of posts) {
    if (settled.holder.has(post.id)) continue;
    const around = (nearPost.get(post.id) ?? []).map((one) => ({ ...one, other: one.home.id, km: one.fit.km, obstacles: withWay(one.home, one.fit) }));
    nearestFirst(around);
    leftOut.push(leftOutOf(post.id, [...around], around.length === 0 ? 'Personne ne cherche ce métier.' : null, (home) => (settled.holder.has(home) ? 'Conviendrait, mais ce foyer a trouvé ailleurs.' : 'Conviendrait à une personne de ce foyer, mais rien ne convient à l’autre.'), around.length > 0 && mayExplain(post.id) ? await changeOfPost(post, around, byKey, settled, context) : null));
  }
  const ceiling = whole ? Math.floor(found.bound / A_PERSON) : found.bound / A_PERSON;
  return {
    status: ceiling === found.value / A_PERSON ? 'optimal' : found.status, value: found.value / A_PERSON, bound: ceiling, seconds: found.seconds,
    proposals: found.chosen.map(proposalOf).sort((a, b) => b.value - a.value || (a.parties[0]!.side < b.parties[0]!.side ? -1 : 1)),
    leftOut,
    simple: greedily(settlings) / A_PERSON,
  };
}

/** Posts for households: both partners within the time that they say, or the nearest to it. */
export const emplois = board({
  id: 'emplois',
  name: 'Emplois',
  promise: 'Un emploi pour chacun des deux, à moins d’une demi-heure de la maison.',
  objective: 'les personnes qui trouvent un poste dans le temps de trajet dit, les deux d’un couple ou aucune ; puis les couples au plus près de ce temps, puis les trajets les plus courts',
  unit: 'count',
  counted: 'personnes avec un poste',
  worth: { label: 'de salaires bruts par an', told: null, promised: false },
  done: { unit: 'emplois', perYear: false },
  offers: RECORD_KINDS.job,
  needs: RECORD_KINDS.household,
  people: ['household'],
  law: LAW,
  assumptions: [FIGURES.nearestMinutes.note, FIGURES.spread.note],
  solve,
});
