import { FAMILIES, type Family } from './activities.ts';
import { computeLine, type LineResult } from './compute-line.ts';
import { type Factors, shippedFactors } from './factors-file.ts';
import type { Head } from './inventory.ts';
import { CATEGORIES, type Gases, noGas, postIds, POSTS, type PostId, scopeOf } from './model.ts';
import { outOfScale } from './out-of-scale.ts';
import { isGap, type Problem } from './problem.ts';
import type { ReadInventory } from './read-inventory.ts';
import { gsd2OfSum, intervalOf, noSpread, type Spread, spread, spreadLog } from './uncertainty.ts';

/** A sum in kgCO2e with its 95 % interval; `gsd2`, `low` and `high` null when nothing positive is summed. */
export type Sum = { kg: number; gsd2: number | null; low: number | null; high: number | null };
export type PostResult = Sum & { post: PostId; label: string; scope: 1 | 2 | 3; gases: Gases; co2b: number; lines: number };

/** A balance: everything in kgCO2e a year unless its name says otherwise. The total is the sum of the posts. */
export type Balance = {
  method: string;
  organisation: string | null;
  year: number | null;
  /** Lines counted, told apart (avoided emissions), left for a reason that `problems` gives; gaps are among those left. */
  lines: { read: number; counted: number; apart: number; left: number; gaps: number };
  total: Sum;
  posts: PostResult[];
  categories: { category: string; label: string; kg: number }[];
  scopes: Record<'1' | '2' | '3', Sum>;
  gases: Gases;
  /** Biogenic CO2 in kg, outside the total. */
  co2b: number;
  /** The columns of the official table, where what no factor details counts as CO2, in tCO2e; CH4 fossil and biogenic together. */
  official: { post: PostId; co2: number; ch4: number; n2o: number; others: number; total: number; co2b: number; uncertaintyPercent: number | null }[];
  /** Lines kept whole under the family of the decision. `kg` differs from the total by the rounding of the sources' parts only. */
  bilanCarbone: { kg: number; families: { family: Family; kg: number }[] };
  perEmployee: number | null;
  perKeuro: number | null;
  /** Emissions that recycling or energy recovery avoided: beside the balance, never in it. */
  avoidedKg: number;
  details: LineResult[];
  problems: Problem[];
};

export const METHOD = 'BEGES v5 (22 postes), PRG à 100 ans du 6e rapport du GIEC tels que la Base Carbone les emploie ; incertitudes log-normales à 95 %. Règles : docs/carbon.md';

type Tally = { spread: Spread; gases: Gases; co2b: number; lines: number };

/** Computes an inventory. Pure; `factors` finds a factor by its number, those of the product unless told. */
export function balanceOf({ head, lines, read, problems: before }: ReadInventory, factors: Factors = (number) => shippedFactors().get(number)): Balance {
  const problems = [...before];
  const posts = Object.fromEntries(postIds.map((post) => [post, { spread: noSpread(), gases: noGas(), co2b: 0, lines: 0 }])) as Record<PostId, Tally>;
  const scopes = { '1': noSpread(), '2': noSpread(), '3': noSpread() };
  const families = new Map<Family, number>(FAMILIES.map((family) => [family, 0]));
  const total = noSpread();
  const details: LineResult[] = [];
  let avoidedKg = 0;
  let apart = 0;

  for (const readLine of lines) {
    const result = computeLine(readLine, factors, problems);
    if (!result) continue;
    if ('avoided' in result) {
      avoidedKg += result.avoided;
      apart++;
      continue;
    }
    details.push(result);
    spread(total, result.kg, result.gsd2);
    families.set(result.family, families.get(result.family)! + result.wholeKg);
    addParts(result, posts, scopes);
  }
  problems.push(...outOfScale(head, details));

  const shown = postIds.map((post): PostResult => ({ post, label: POSTS[post], scope: scopeOf(post), ...sumOf(posts[post].spread), gases: posts[post].gases, co2b: posts[post].co2b, lines: posts[post].lines }));
  // Summed from the posts, so that the total is theirs to the last digit.
  total.kg = shown.reduce((sum, post) => sum + post.kg, 0);
  const gases = shown.reduce((sum, post) => addGases(sum, post.gases), noGas());
  return {
    method: METHOD,
    organisation: head.organisation ?? null,
    year: head.year ?? null,
    lines: { read, counted: details.length, apart, left: read - details.length - apart, gaps: problems.filter(isGap).length },
    total: sumOf(total),
    posts: shown,
    categories: Object.entries(CATEGORIES).map(([category, label]) => ({ category, label, kg: shown.filter(({ post }) => post.startsWith(category)).reduce((sum, { kg }) => sum + kg, 0) })),
    scopes: { '1': sumOf(scopes['1']), '2': sumOf(scopes['2']), '3': sumOf(scopes['3']) },
    gases,
    co2b: shown.reduce((sum, post) => sum + post.co2b, 0),
    official: shown.map(officialRow),
    bilanCarbone: { kg: [...families.values()].reduce((sum, kg) => sum + kg, 0), families: [...families].map(([family, kg]) => ({ family, kg })) },
    perEmployee: per(total.kg, head.employees),
    perKeuro: per(total.kg, head.turnoverKeuros),
    avoidedKg,
    details,
    problems: problems.sort((a, b) => (a.line ?? 0) - (b.line ?? 0)),
  };
}

/** Parts of one line that go to one post are one uncertain figure: they share their quantity and their factor. */
function addParts({ parts, gsd2 }: LineResult, posts: Record<PostId, Tally>, scopes: Record<'1' | '2' | '3', Spread>): void {
  const log = Math.log(gsd2);
  // A line has few parts: looking for those before that share a post or a scope costs less than a map of them.
  for (let i = 0; i < parts.length; i++) {
    const { post, gases, co2b } = parts[i]!;
    addGases(posts[post].gases, gases);
    posts[post].co2b += co2b;
    const scope = post.charCodeAt(0);
    let [firstOfPost, firstOfScope, kgOfPost, kgOfScope] = [true, true, 0, 0];
    for (let j = 0; j < parts.length; j++) {
      const other = parts[j]!;
      if (other.post === post) j < i ? (firstOfPost = false) : (kgOfPost += other.kg);
      if (sameScope(other.post.charCodeAt(0), scope)) j < i ? (firstOfScope = false) : (kgOfScope += other.kg);
    }
    if (firstOfPost) {
      spreadLog(posts[post].spread, kgOfPost, log);
      posts[post].lines++;
    }
    if (firstOfScope) spreadLog(scopes[`${scopeOf(post)}`], kgOfScope, log);
  }
}

/** Categories 1 and 2 are scopes of their own, all others are the third. Digits as character codes. */
const [ONE, TWO] = [49, 50];
const sameScope = (a: number, b: number): boolean => a === b || (a !== ONE && a !== TWO && b !== ONE && b !== TWO);

function addGases(into: Gases, more: Gases): Gases {
  into.co2f += more.co2f;
  into.ch4f += more.ch4f;
  into.ch4b += more.ch4b;
  into.n2o += more.n2o;
  into.others += more.others;
  into.undetailed += more.undetailed;
  return into;
}

function sumOf(sum: Spread): Sum {
  const gsd2 = gsd2OfSum(sum);
  return { kg: sum.kg, gsd2, ...(gsd2 === null ? { low: null, high: null } : intervalOf(sum.kg, gsd2)) };
}

const officialRow = ({ post, gases, kg, co2b, gsd2 }: PostResult) => ({
  post, co2: (gases.co2f + gases.undetailed) / 1e3, ch4: (gases.ch4f + gases.ch4b) / 1e3, n2o: gases.n2o / 1e3, others: gases.others / 1e3, total: kg / 1e3, co2b: co2b / 1e3,
  uncertaintyPercent: gsd2 === null ? null : (gsd2 - 1) * 100,
});

const per = (kg: number, by: Head['employees']): number | null => (by === undefined ? null : kg / by);
