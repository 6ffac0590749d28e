import { existsSync } from 'node:fs';
import { z } from 'zod';
import { Certainty, Consent, RECORD_KINDS, type RecordKindId } from '#core/directory/index.ts';
import { factsFile, factsPath } from '#core/kernel/index.ts';

const Kind = z.enum(Object.keys(RECORD_KINDS) as [RecordKindId, ...RecordKindId[]]);
const Written = z.strictObject({
  note: z.string(),
  edition: z.iso.date(),
  /** Which invented firm says it: the nth of its trade, in the order of their numbers, from 1. */
  firms: z.array(z.strictObject({ naf: z.string(), nth: z.int().positive(), kind: Kind, value: z.record(z.string(), z.unknown()), consent: Consent.default('advisers'), certainty: Certainty.default('stated') })),
  people: z.array(z.strictObject({ kind: Kind, name: z.string().includes('Exemple'), phone: z.string().regex(/^0[56] (65|00) 00 00 \d\d$/), commune: z.string(), value: z.record(z.string(), z.unknown()) })),
});
export type WrittenBoards = z.infer<typeof Written>;

/** What invented firms and persons say on the boards of a territory's demonstration; null when nothing is written. */
export function demonstrationBoardsOf(territoryId: string): WrittenBoards | null {
  const file = `exchange/demonstration-${territoryId}.json`;
  return /^[a-z0-9-]+$/.test(territoryId) && existsSync(factsPath(file)) ? Written.parse(JSON.parse(factsFile(file))) : null;
}
