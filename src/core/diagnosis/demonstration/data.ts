import { existsSync } from 'node:fs';
import { z } from 'zod';
import { factsFile, factsPath } from '#core/kernel/index.ts';
import type { Answers } from '../model.ts';

/** Invented diagnoses of invented firms: the `nth` of an activity by its number, or the first firm that a demonstration account speaks for. */
const Written = z.strictObject({
  note: z.string(),
  firms: z.array(
    z.strictObject({
      naf: z.string().optional(), nth: z.int().min(0).default(0), member: z.string().optional(),
      diagnoses: z.array(z.strictObject({ diagnosis: z.string(), daysAgo: z.int().positive(), answers: z.record(z.string(), z.unknown()).transform((answers) => answers as Answers) })).min(1),
      /** Of the latest of that diagnosis, how many of the first actions are in the firm's plan, and how many of those are done. */
      plan: z.strictObject({ diagnosis: z.string(), take: z.int().positive(), done: z.int().min(0) }).optional(),
    }).refine((one) => (one.naf === undefined) !== (one.member === undefined), 'One of `naf` and `member`.'),
  ),
});
export type WrittenDiagnoses = z.output<typeof Written>;

/** The diagnoses written for a territory's demonstration; null when there are none. */
export function demonstrationDiagnosesOf(territoryId: string): WrittenDiagnoses | null {
  const file = `diagnosis/demonstration-${territoryId}.json`;
  return /^[a-z0-9-]+$/.test(territoryId) && existsSync(factsPath(file)) ? Written.parse(JSON.parse(factsFile(file))) : null;
}
