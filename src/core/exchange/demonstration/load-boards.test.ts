import { expect, test } from 'vitest';
import { loadDemonstration, removeDemonstration } from '#core/directory/index.ts';
import { testDeps } from '#core/kernel/testing/test-database.ts';
import { loadReference } from '#core/territory/index.ts';
import { boardLeftOut, boardProposals, BOARDS, forgetEstablishments, loadDemonstrationBoards, removeDemonstrationBoards, searchBoard } from '../index.ts';

test('the demonstration has a telling case on every board; loaded twice it is there once, removed nothing is left', { timeout: 180_000 }, async () => {
  const deps = await testDeps();
  await loadReference(deps)();
  await loadDemonstration(deps)('lot');
  expect(await loadDemonstrationBoards(deps)('lot')).toBeGreaterThan(0);
  expect(await loadDemonstrationBoards(deps)('lot')).toBe(0);
  for (const board of BOARDS) {
    const { runId } = await searchBoard(deps)({ territoryId: 'lot', board, seconds: 3 });
    const proposals = await boardProposals(deps.db, 'lot', runId, { kind: 'adviser' });
    const leftOut = await boardLeftOut(deps.db, 'lot', board, runId, { kind: 'adviser' });
    expect([board.id, proposals.length > 0, leftOut.some((one) => one.change !== null || one.why !== null || one.nearest.length > 0)]).toEqual([board.id, true, true]);
    // What the board is for: small employers none of whom could fill a car alone.
    if (board.id === 'trajets') expect(proposals.some((one) => one.body.parties.length >= 3)).toBe(true);
  }
  await removeDemonstrationBoards(deps)('lot');
  const sirets = await removeDemonstration(deps)('lot');
  await forgetEstablishments(deps)('lot', sirets);
  for (const table of ['seeker', 'fact', 'proposal', 'unmatched', 'board_run'] as const) expect([table, (await deps.db.selectFrom(table).select((row) => row.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()).count]).toEqual([table, 0]);
});
