import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { RECORD_KINDS } from '#core/directory/index.ts';
import { boardFileSchema, BOARDS, printBoards } from '../index.ts';

test('docs/boards.md is what the code prints', () => {
  expect(readFileSync(join(import.meta.dirname, '../../../../docs/boards.md'), 'utf8')).toBe(printBoards());
});

test.each(BOARDS.map((board) => [board.id, board] as const))('%s has a published schema, says what the law says, and uses kinds that the record knows', (_, board) => {
  expect(JSON.stringify(z.toJSONSchema(boardFileSchema(board), { io: 'input' }))).toContain('"needs"');
  for (const kind of [board.needs, ...(board.offers ? [board.offers] : [])]) expect(Object.values(RECORD_KINDS)).toContain(kind);
  for (const rule of Object.values(board.law)) expect(rule.source.length, rule.text).toBeGreaterThan(5);
});
