import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { crashStage } from '#core/kernel/testing/crash-stage.ts';
import { aFile, establishment, stockText } from './sirene/testing/files.ts';
import { sirets } from './sirene/testing/sirets.ts';

let stage: Awaited<ReturnType<typeof crashStage>>;
beforeAll(async () => {
  stage = await crashStage(join(import.meta.dirname, 'sirene/testing/importer.ts'));
});
afterAll(() => stage.clear());

/** Imports a file, killed without warning some milliseconds after it came to what it was to reach, or to its end. Answers what the directory held before. */
const importing = async (file: string, reached?: 'staging' | 'staged', killAfter?: number): Promise<string> => (await stage.run(file, [stage.folder, ...(reached ? [reached] : [])], killAfter)).split('\n')[0]!;

test('an import killed half-way, before or during the merge, leaves the directory as it was', { timeout: 600_000 }, async () => {
  const firms = sirets(6_000);
  const old = aFile(stage.folder, 'old.csv', stockText(firms.slice(0, 2_000).map((siret) => establishment({ siret }))));
  const next = aFile(stage.folder, 'next.csv', stockText(firms.map((siret) => establishment({ siret, enseigne1Etablissement: 'AUTRE NOM' }))));
  await importing(old);
  const before = await importing(next, 'staging', 0);
  expect(before).toMatch(/^holds 2000 /);
  expect(await importing(next, 'staged', 0)).toBe(before);
  expect(await importing(next, 'staged', 60)).toBe(before);
  // The last one killed may have had time to end its one transaction: then all of it is there.
  expect([before, expect.stringMatching(/^holds 6000 /)]).toContainEqual(await importing(next));
});
