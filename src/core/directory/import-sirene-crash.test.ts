import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { aFile, aFolder, establishment, stockText } from './sirene/testing/files.ts';
import { sirets } from './sirene/testing/sirets.ts';

const IMPORTER = join(import.meta.dirname, 'sirene/testing/importer.ts');
const folder = aFolder();
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Imports a file into the embedded folder, killed without warning some milliseconds after it said a word; null lets it end. Answers what the directory held before. */
async function importing(file: string, kill: { after: string; ms: number } | null): Promise<string> {
  const child = spawn(process.execPath, [IMPORTER, folder, file], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  let errors = '';
  child.stderr.on('data', (part: Buffer) => (errors += part));
  child.stdout.on('data', (part: Buffer) => {
    said += part;
    if (kill && said.includes(kill.after)) setTimeout(() => child.kill('SIGKILL'), kill.ms);
  });
  const code = await new Promise((resolve) => child.on('close', resolve));
  if (kill === null && code !== 0) throw new Error(errors);
  return said.split('\n')[0]!;
}

test('an import killed half-way, before or during the merge, leaves the directory as it was', { timeout: 600_000 }, async () => {
  const firms = sirets(6_000);
  const old = aFile(folder, 'old.csv', stockText(firms.slice(0, 2_000).map((siret) => establishment({ siret }))));
  const next = aFile(folder, 'next.csv', stockText(firms.map((siret) => establishment({ siret, enseigne1Etablissement: 'AUTRE NOM' }))));
  await importing(old, null);
  const before = await importing(next, { after: 'staging', ms: 0 });
  expect(before).toMatch(/^holds 2000 /);
  expect(await importing(next, { after: 'staged', ms: 0 })).toBe(before);
  expect(await importing(next, { after: 'staged', ms: 60 })).toBe(before);
  // The last one killed may have had time to end its one transaction: then all of it is there.
  expect([before, expect.stringMatching(/^holds 6000 /)]).toContainEqual(await importing(next, null));
});
