import { z } from 'zod';
import { factsFile } from '#core/kernel/index.ts';

const Assumed = z.object({ value: z.number(), kind: z.enum(['assumption', 'source']), note: z.string().optional(), source: z.string().optional(), uncertainty: z.number().optional(), year: z.int().optional() });

const Assumptions = z.object({
  edition: z.iso.date(),
  transport: z.object({ centsPerTonneKm: Assumed, loadingCentsPerTonne: Assumed, kgCo2ePerTonneKm: Assumed }),
  relation: z.object({ centsPerYear: Assumed }),
  round: z.object({ truckTonnes: Assumed, centsPerKm: Assumed, centsPerStop: Assumed, leastPerYear: Assumed }),
  divertedTonne: z.object({ centsPerTonne: Assumed }),
  shares: z.object({ note: z.string(), kind: z.literal('assumption'), measured: z.number(), stated: z.number(), estimated: z.number(), price: z.number() }),
  landfill: z.object({
    note: z.string(),
    families: z.array(z.object({ codes: z.array(z.string()), kgCo2ePerTonne: z.number(), uncertainty: z.number(), label: z.string(), source: z.string(), year: z.int() })),
  }),
});
export type Assumptions = z.infer<typeof Assumptions>;
export type LandfillFamily = Assumptions['landfill']['families'][number];

let read: Assumptions | undefined;

/** Every figure that the board of by-products counts with, each with its source or marked an assumption. */
export const assumptions = (): Assumptions => (read ??= Assumptions.parse(JSON.parse(factsFile('exchange/matieres.json'))));

/** The family whose landfill factor stands nearest to a waste code: the longest prefix wins; null where none is known. */
export function landfillFamily(wasteCode: string): LandfillFamily | null {
  const byPrefix = assumptions().landfill.families.flatMap((family) => family.codes.filter((code) => wasteCode.startsWith(code)).map((code) => ({ family, length: code.length })));
  return byPrefix.sort((a, b) => b.length - a.length)[0]?.family ?? null;
}
