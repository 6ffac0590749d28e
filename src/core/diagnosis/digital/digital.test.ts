import { expect, test } from 'vitest';
import type { Answers } from '../model.ts';
import { digital } from './index.ts';

const { reference } = digital;
const assess = (answers: Answers, today = '2026-11-23') => digital.assess({ reference, answers, today }, undefined) as Exclude<ReturnType<typeof digital.assess>, Promise<unknown>>;
const PAPER: Answers = { connection: 'slow', presence: [], sales: 'none', payments: ['cash'], invoicing: 'paper', tools: [], data: [], cloud: [], backup: 'no', people: [], ai: [], ahead: [] };
const EQUIPPED: Answers = { connection: 'fast', presence: ['site', 'hours', 'social', 'social-two'], sales: 'people', payments: ['card'], invoicing: 'platform', tools: ['erp', 'crm', 'stock', 'books'], data: ['looked', 'analysed', 'exportable', 'register'], cloud: ['files', 'business'], backup: 'tested', people: ['half', 'trained', 'involved', 'relay'], ai: ['text'], ahead: ['plan', 'budget', 'keep'] };

test('a firm that keeps everything on paper is told first what the law asks, then to copy its files', () => {
  const result = assess(PAPER);
  expect(result.actions.slice(0, 2).map((one) => one.id)).toEqual(['e-invoicing', 'backup']);
  expect(result.headline[0]).toMatchObject({ value: 0, unit: 'sur 12' });
});

test('a well-equipped firm has nothing pressing, and all criteria; each says where it was read', () => {
  const result = assess(EQUIPPED);
  expect(result.actions).toEqual([]);
  expect(result.headline.map((one) => [one.value, one.unit, one.note])).toEqual([[12, 'sur 12', expect.stringContaining('niveau de base (4 critères sur 12) est atteint')]]);
  expect(result.lines.map((one) => one.source?.text.startsWith('Eurostat'))).toEqual(Array.from({ length: 12 }, () => true));
  expect(result.notes[0]).toContain('8 ont été lus chez Eurostat et 4 dans une analyse publique');
});

test('the duty of electronic invoices is said as of today', () => {
  const said = (today: string) => JSON.stringify(assess(PAPER, today).sections[0]);
  expect(said('2026-06-01')).toContain('à partir du 1er\u00a0septembre\u00a02026');
  expect(said('2026-11-23')).toContain('depuis le 1er\u00a0septembre\u00a02026');
  expect(said('2026-11-23')).toContain('à partir du 1er\u00a0septembre\u00a02027');
});

test('tools say who makes them, where data are, licence, price and whether one can leave, European makers first', () => {
  const table = assess(PAPER).sections.find((one) => one.id === 'outils');
  if (table?.kind !== 'table') throw new Error();
  expect(table.rows.every((row) => row.length === table.columns.length && row.every((cell) => cell !== ''))).toBe(true);
  expect(table.rows[0]![0]).toBe('Dolibarr');
});
