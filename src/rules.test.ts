import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
let house: string;

// A small house that keeps every rule, in which each test breaks one.
const KEPT = {
  'src/engine/flow/index.ts': 'export const flow = 1;',
  'src/engine/flow/pivot.ts': 'export const pivot = 1;',
  'src/core/kernel/index.ts': 'export const kernel = 1;',
  'src/core/territory/index.ts': "import { kernel } from '../kernel/index.ts'; export const territory = kernel;",
  'src/core/territory/queries.ts': 'export const inside = 1;',
  'src/core/directory/index.ts': "import { territory } from '../territory/index.ts'; export const directory = territory;",
  'src/core/exchange/index.ts': "import { flow } from '../../engine/flow/index.ts'; export const exchange = flow;",
  'src/lib/format.ts': 'export const format = 1;',
  'src/lib/chart.ts': 'export const chart = 1;',
  'src/routes/page.ts': "import { exchange } from '../core/exchange/index.ts'; export const page = exchange;",
  'src/cli/main.ts': "import { directory } from '../core/directory/index.ts'; export const main = directory;",
  'package.json': '{"type":"module"}',
};

beforeAll(() => {
  house = mkdtempSync(join(tmpdir(), 'house-'));
  symlinkSync(join(ROOT, 'node_modules'), join(house, 'node_modules'));
});
afterAll(() => rmSync(house, { recursive: true, force: true }));

/** Names of the rules that the check says are broken, once some files are added to the house. */
async function broken(added: Record<string, string>): Promise<string[]> {
  rmSync(join(house, 'src'), { recursive: true, force: true });
  for (const [file, text] of Object.entries({ ...KEPT, ...added })) {
    mkdirSync(dirname(join(house, file)), { recursive: true });
    writeFileSync(join(house, file), text);
  }
  const program = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const output = await new Promise<string>((resolve) => execFile(process.execPath, [program, 'src', '--config', join(ROOT, '.dependency-cruiser.cjs'), '-T', 'json'], { cwd: house, maxBuffer: 1e8 }, (_, stdout) => resolve(stdout)));
  const { summary } = JSON.parse(output) as { summary: { error: number; violations: { rule: { name: string; severity: string } }[] } };
  expect(summary.violations.every((violation) => violation.rule.severity === 'error')).toBe(true);
  return [...new Set(summary.violations.map((violation) => violation.rule.name))];
}

test('a house that keeps the rules passes', async () => {
  expect(await broken({})).toEqual([]);
});

test.each([
  ['the engine that reaches for a room', { 'src/engine/flow/index.ts': "export { kernel } from '../../core/kernel/index.ts';" }, 'engine-stands-alone'],
  ['a room that uses a room below it', { 'src/core/territory/more.ts': "export { exchange } from '../exchange/index.ts';" }, 'territory-uses-only-rooms-above'],
  ['a room that reaches past the door of another', { 'src/core/directory/more.ts': "export { inside } from '../territory/queries.ts';" }, 'territory-is-closed'],
  ['a page that reaches past the door of a room', { 'src/routes/page.ts': "export { inside } from '../core/territory/queries.ts';" }, 'rooms-are-closed-to-pages'],
  ['a page that solves by itself', { 'src/routes/page.ts': "export { flow } from '../engine/flow/index.ts';" }, 'pages-use-rooms-only'],
  ['a chart that knows a room', { 'src/lib/chart.ts': "export { kernel } from '../core/kernel/index.ts';" }, 'lib-knows-no-room'],
  ['a room that draws', { 'src/core/exchange/more.ts': "export { chart } from '../../lib/chart.ts';" }, 'core-knows-no-page'],
  ['a room that goes into a solver', { 'src/core/exchange/more.ts': "export { pivot } from '../../engine/flow/pivot.ts';" }, 'engine-has-doors'],
  ['a room that nobody placed', { 'src/core/attic/index.ts': 'export const attic = 1;', 'src/cli/main.ts': "export { attic } from '../core/attic/index.ts';" }, 'known-rooms-only'],
  ['two files that need each other', { 'src/lib/chart.ts': "import { format } from './format.ts'; export const chart = format;", 'src/lib/format.ts': "import { chart } from './chart.ts'; export const format = chart;" }, 'no-circles'],
])('%s is refused', async (_, added, rule) => {
  expect(await broken(added)).toContain(rule);
});
