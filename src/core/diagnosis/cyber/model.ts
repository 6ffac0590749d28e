import { z } from 'zod';
import type { Reference } from '../model.ts';

const Step = z.strictObject({ what: z.string(), detail: z.string().optional(), href: z.url().optional(), source: z.string() });
const Measure = z.strictObject({
  id: z.string(), question: z.string(),
  /** Its place in MonAideCyber's order of priority, from 1; null: not in it. */
  rank: z.int().min(1).max(40).nullable(),
  /** What it protects, among the options of the first question. */
  protects: z.array(z.string()).min(1),
  title: z.string(), why: z.string(), how: z.string(), cost: z.string().nullable(), time: z.string(),
  /** What of it can be done tonight, in one gesture. */
  tonight: z.string().optional(), source: z.string().default('mac'),
});
export type CyberMeasure = z.infer<typeof Measure>;

const Data = z.strictObject({
  dimensions: z.array(z.strictObject({ id: z.string(), label: z.string(), questions: z.array(z.string()).min(1) })),
  /** Options of the first question as a sentence names them. */
  assetWords: z.record(z.string(), z.string()),
  measures: z.array(Measure), attacked: z.array(Step), attackedShare: z.strictObject({ value: z.number(), source: z.string() }),
});
export type CyberData = z.infer<typeof Data>;

/** What the cyber diagnosis keeps in its reference beside questions. */
export const cyberData = (reference: Reference): CyberData => Data.parse(reference.data);

/** Places in MonAideCyber's order of priority. */
const RANKS = 36;
/** How much a question weighs, from 1 (last in the published order) to 3 (first): our reading of the order, an assumption. Unranked: 1. */
export const weightOf = (rank: number | null): number => (rank === null ? 1 : 1 + (2 * (RANKS - Math.min(rank, RANKS))) / (RANKS - 1));
