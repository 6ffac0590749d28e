import { existsSync } from 'node:fs';
import { z } from 'zod';
import { factsFile, factsPath } from '#core/kernel/index.ts';
import { ByproductAnswers, Certainty, Consent, PhysicalState } from '../model.ts';

/** One figure, or the two ends of what it may be. */
const Range = z.union([z.number(), z.tuple([z.number(), z.number()])]);
export type Range = z.infer<typeof Range>;
const Months = z.array(z.int().min(1).max(12)).optional();

/** Flows as the demonstration's file writes them: euros where the record holds cents, and ranges to draw from. */
const Out = z.strictObject({ material: z.string(), wasteCode: z.string(), tonnesPerYear: Range, state: PhysicalState, moisturePercent: Range.optional(), months: Months, since: z.iso.date().optional(), disposalEurosPerTonne: Range.optional(), condition: z.string().optional(), byproduct: ByproductAnswers.optional() });
const In = z.strictObject({ material: z.string(), wasteCodes: z.array(z.string()), tonnesPerYear: Range, minTonnesPerYear: z.number().optional(), states: z.array(PhysicalState), maxMoisturePercent: z.number().optional(), months: Months, maxKm: z.number().optional(), purchaseEurosPerTonne: Range.optional(), use: z.string().optional(), condition: z.string().optional() });
export type Flow = { kind: 'flow-out'; value: z.infer<typeof Out> } | { kind: 'flow-in'; value: z.infer<typeof In> };
const flow = <Extra extends z.ZodRawShape>(extra: Extra) => z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('flow-out'), value: Out, ...extra }), z.strictObject({ kind: z.literal('flow-in'), value: In, ...extra })]);

/** So many firms of one trade, where they are found, and what share of them says what. */
const Trade = z.strictObject({ id: z.string(), naf: z.string(), count: z.int().positive(), names: z.array(z.string().includes('exemple').includes('{}')), words: z.string(), zone: z.string(), sizes: z.record(z.string(), z.number()), legalCategory: z.string(), flows: z.array(flow({ share: z.number().gt(0).max(1) })) });
export type Trade = z.infer<typeof Trade>;
/** One firm as written, for what must be seen in a demonstration. */
const Story = z.strictObject({ name: z.string().includes('exemple'), naf: z.string(), commune: z.string(), size: z.string(), legalCategory: z.string(), flows: z.array(flow({ consent: Consent, certainty: Certainty, statedOn: z.iso.date() })) });
export type Story = z.infer<typeof Story>;

const Demonstration = z.strictObject({
  territory: z.string(),
  seed: z.int(),
  /** No fact is said later than this. */
  edition: z.iso.date(),
  note: z.string(),
  /** What firms are named after. */
  words: z.record(z.string(), z.array(z.string())),
  /** Where a trade is found: by area or by population, everywhere or within some kilometres of some communes. */
  zones: z.record(z.string(), z.strictObject({ by: z.enum(['area', 'population']), around: z.array(z.tuple([z.string(), z.number()])) })),
  trades: z.array(Trade),
  stories: z.array(Story),
  /** Written since: made last, so that firms that were there keep their numbers and what was drawn for them. */
  laterStories: z.array(Story).default([]),
});
export type Demonstration = z.infer<typeof Demonstration>;

/** The demonstration written for a territory; null when there is none. */
export function demonstrationOf(territoryId: string): Demonstration | null {
  const file = `demonstration/${territoryId}.json`;
  return /^[a-z0-9-]+$/.test(territoryId) && existsSync(factsPath(file)) ? Demonstration.parse(JSON.parse(factsFile(file))) : null;
}
