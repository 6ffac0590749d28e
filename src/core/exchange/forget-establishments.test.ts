import { beforeAll, expect, test } from 'vitest';
import type { Deps } from '#core/kernel/index.ts';
import { testDeps } from '#core/kernel/testing/test-database.ts';
import { aFirm, aTerritory, offers, seeks, TERRITORY } from '../directory/testing/builders.ts';
import { forgetEstablishments } from './forget-establishments.ts';
import { runBoard } from './run-board.ts';

let deps: Deps;
beforeAll(async () => {
  deps = await testDeps();
});

test('when firms are forgotten, so are the runs that counted on them, with their proposals; other runs stay', async () => {
  await aTerritory(deps.db);
  const sawmill = await aFirm(deps.db, 'Cazals');
  const pelletMaker = await aFirm(deps.db, 'Gourdon');
  const stranger = await aFirm(deps.db, 'Figeac');
  await offers(deps, sawmill);
  await seeks(deps, pelletMaker);
  expect((await runBoard(deps)({ territoryId: TERRITORY })).proposals).toBe(1);
  expect(await forgetEstablishments(deps)(TERRITORY, [stranger])).toBe(0);
  expect(await forgetEstablishments(deps)(TERRITORY, [sawmill])).toBe(1);
  for (const table of ['board_run', 'proposal', 'unmatched'] as const) expect(await deps.db.selectFrom(table as 'proposal').selectAll().execute(), table).toEqual([]);
});
