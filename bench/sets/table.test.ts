import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { apart } from '../apart.ts';
import { summary as gapSummary } from './gap.ts';
import { summary as roundSummary } from './round.ts';
import type { Row } from './row.ts';
import { readRun } from './runs.ts';
import { cells, sectionOf, share, withSection } from './table.ts';

const row = (given: Partial<Row>): Row => ({ set: 'a set', instance: 'one', value: 10, best: 10, bound: 10, gap: 0, status: 'optimal', seconds: 0.5, asked: 'optimum', reached: true, ...given });

test('writing one kind’s table leaves the others as they were', () => {
  const document = 'before\n<!-- measured flow: begin -->\nold flow\n<!-- measured flow: end -->\nbetween\n<!-- measured gap: begin -->\nold gap\n<!-- measured gap: end -->\nafter\n';
  expect(withSection(document, 'gap', 'new gap')).toBe(document.replace('old gap', 'new gap'));
  expect(() => withSection(document, 'ride', 'new')).toThrow('no place marked for ride');
});

test('a run kept row by row is told again with its date, its machine and its load, and one cut short says what is not known', () => {
  const folder = mkdtempSync(join(tmpdir(), 'runs-'));
  try {
    const file = join(folder, 'run.jsonl');
    const begun = JSON.stringify({ run: { kind: 'flow', date: '2026-01-02T03:04:05.000Z', node: '24.0.0', cores: 2, cpu: 'a processor', load: 0.25 } });
    const rows = [row({}), row({ instance: 'two', value: NaN, reached: false })].map((one) => JSON.stringify(one));
    writeFileSync(file, [begun, ...rows].join('\n'));
    const cut = readRun(file);
    expect(cut.rows.length).toBe(2);
    expect(sectionOf(cut, undefined)).toContain('1 of 2 reached. `node bench/engine.ts --only flow`, 2026-01-02 03:04 UTC, Node 24.0.0, 2 cores (a processor), load 0.3 at start, not known at end.');
    writeFileSync(file, [begun, ...rows, JSON.stringify({ end: { load: 1 } })].join('\n'));
    expect(readRun(file).load).toEqual([0.25, 1]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('a row says beside what it was measured, and nothing where there is nothing', () => {
  expect(cells(row({ best: null, seconds: 12.34, again: 0.002, peakMB: 417, reference: { name: 'LEMON', seconds: 0.1, value: 10 }, reached: false }))).toEqual(
    ['one', '10', '–', '10', '0.000 %', 'optimal', '12.3 s', '417 MB', 'LEMON: 10, 100 ms; solved again: 2 ms', 'optimum', '**no**'],
  );
  expect([share(-1e-9, 4), share(-0.0001, 4), share(null)]).toEqual(['0.0000 %', '-0.0100 %', '–']);
});

test('many instances are told by class: the worst of each, and how many are within what was asked', () => {
  const { lines } = gapSummary([row({ instance: 'gap10-0', value: 101, best: 100, reached: false, status: 'feasible', gap: 0.02 }), row({ instance: 'gap2-1' }), row({ instance: 'gap2-0' }), row({ instance: 'c05100' })]);
  expect(lines.map((line) => line.slice(0, 6))).toEqual([
    ['gap2', '2', '0.000 %', '2 of 2', '2 of 2', '0.000 %'],
    ['gap10', '1', '1.000 %', '0 of 1', '0 of 1', '2.000 %'],
    ['class c', '1', '0.000 %', '1 of 1', '1 of 1', '0.000 %'],
    ['all', '4', '1.000 %', '3 of 4', '3 of 4', '2.000 %'],
  ]);
  const rounds = roundSummary([row({ instance: 'lr101: 19 vehicles of 19', value: 1650.8, best: 1650.8 }), row({ instance: 'lr102: 18 vehicles of 17', value: 1400, best: 1487 })]);
  expect(rounds.lines[0]).toEqual(['lr1', '2', '1 of 2', '37 of 36', '0.0000 %', '0.0000 %', '0 %', '500 ms', '**no**']);
});

test('memory is that of a process that does nothing else, and what fails there is told here', async () => {
  const { result, peakMB } = await apart<number, number>(new URL('./testing/hold-memory.ts', import.meta.url).href, 'holdMemory', 200);
  expect(result).toBe(200 * 2 ** 20);
  expect(peakMB).toBeGreaterThan(200);
  expect(peakMB).toBeLessThan(400);
  await expect(apart(new URL('./testing/hold-memory.ts', import.meta.url).href, 'nothing', 1)).rejects.toThrow();
});
