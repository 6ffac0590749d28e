import { existsSync } from 'node:fs';
import { z } from 'zod';
import { factsFile, factsPath } from '#core/kernel/index.ts';
import { REACH, TIMES } from '../requests/index.ts';
import { isSubject } from '../subjects/index.ts';

const SubjectId = z.string().refine(isSubject);
const Written = z.strictObject({
  note: z.string(),
  /** By demonstration account; `groupings`: the first so many groupings of communes, all when absent. */
  coverage: z.array(z.strictObject({ adviser: z.string(), subjects: z.array(SubjectId), starting: z.enum(['too', 'only', 'no']), groupings: z.int().positive().optional() })),
  requests: z.array(
    z.strictObject({
      words: z.string(), subject: SubjectId, commune: z.string(), person: z.string().includes('Exemple'), phone: z.string().regex(/^0[56] (65|00) 00 00 \d\d$/), reach: z.enum(REACH), times: z.array(z.enum(TIMES)),
      siret: z.int().optional(), ago: z.int(), state: z.enum(['new', 'taken', 'uncovered', 'closed']), said: z.string().optional(), putInPlace: z.string().optional(),
    }),
  ),
  round: z.strictObject({ adviser: z.string(), start: z.string(), withinKm: z.number(), stops: z.int().positive() }),
  /** Actions of plans of invented firms; due so many working days after the loading. */
  actions: z.array(z.strictObject({ adviser: z.string(), siret: z.int(), what: z.string(), why: z.string(), dueIn: z.int() })),
});
export type WrittenDemonstration = z.infer<typeof Written>;
export type WrittenRequest = z.infer<typeof Written>['requests'][number];

/** The requests written for a territory's demonstration; null when there are none. */
export function demonstrationRequestsOf(territoryId: string): z.infer<typeof Written> | null {
  const file = `support/demonstration-${territoryId}.json`;
  return /^[a-z0-9-]+$/.test(territoryId) && existsSync(factsPath(file)) ? Written.parse(JSON.parse(factsFile(file))) : null;
}
