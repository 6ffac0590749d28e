import type { AdviserToRoute, Coverage, RequestToRoute } from '#core/support/index.ts';
import { seededRandom } from '#engine/common/random.ts';

const SIZES = ['0', '1', '10', '50', '250'] as const;

export type Territory = { communes: { code: string; epci: string }[]; subjects: string[]; activities: string[] };

/** A territory like a rural département: 312 communes in nine groupings, subjects as shipped, activities of five trades. */
export const aDepartement = (subjects: string[]): Territory => ({
  communes: Array.from({ length: 312 }, (_, i) => ({ code: String(46_000 + i), epci: `epci-${i % 9}` })),
  subjects,
  activities: ['10.71C', '01.50Z', '43.32A', '47.11B', '56.10A', '25.62B', '96.02A'],
});

/** Advisers of twelve bodies, some of the whole territory, most of a grouping or two and a handful of subjects; a few away. */
export function advisers(count: number, { communes, subjects }: Territory, seed: number): AdviserToRoute[] {
  const random = seededRandom(seed);
  const some = <T>(list: T[], least: number, most: number) => list.map((one) => ({ one, at: random() })).toSorted((a, b) => a.at - b.at).slice(0, least + Math.floor(random() * (most - least + 1))).map(({ one }) => one);
  const groupings = [...new Set(communes.map((one) => one.epci))];
  return Array.from({ length: count }, (_, i) => {
    const where = random() < 0.2 ? null : some(groupings, 1, 2);
    const coverage: Coverage = {
      communes: where && communes.filter((one) => where.includes(one.epci)).map((one) => one.code),
      subjects: random() < 0.02 ? null : some(subjects, 3, 8),
      activities: random() < 0.15 ? some(['A', 'C', 'F', 'G', 'I', 'S'], 1, 3) : null,
      sizes: random() < 0.1 ? some([...SIZES], 2, 4) : null,
      starting: random() < 0.1 ? 'only' : random() < 0.3 ? 'no' : 'too',
      place: where ? where.join(', ') : 'tout le territoire',
    };
    return { personId: `person-${i}`, name: `Adviser ${i}`, bodyId: `body-${i % 12}`, bodyName: `Body ${i % 12}`, dormant: false, awayUntil: random() < 0.05 ? '2026-12-24' : null, load: 0, recent: 0, coverages: [coverage] };
  });
}

/** Requests of a year or so: small firms mostly, one in seven from people who have none yet. */
export function requests(count: number, { communes, subjects, activities }: Territory, seed: number): RequestToRoute[] {
  const random = seededRandom(seed);
  const one = <T>(list: readonly T[]) => list[Math.floor(random() ** 1.6 * list.length)]!;
  return Array.from({ length: count }, (_, i) => {
    const starting = random() < 0.15;
    return { id: `request-${i}`, subject: one(subjects), commune: one(communes).code, activity: starting || random() < 0.2 ? null : one(activities), size: starting ? null : one(SIZES), starting };
  });
}
