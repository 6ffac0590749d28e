import fc from 'fast-check';
import { expect, test } from 'vitest';
import { kindOf } from '#core/directory/index.ts';
import { csv, readCsv } from '#lib/csv.ts';
import { flowTables } from './flow-tables.ts';
import { cellsOf, columnsOf, readCells } from './table.ts';

const COMMUNES = [{ code: '46042', name: 'Cahors' }];
const kind = kindOf('premises-offer')!;
const value = fc.record(
  {
    use: fc.constantFrom('workshop', 'storage', 'office'), squareMetres: fc.integer({ min: 1, max: 5_000 }), heightMetres: fc.integer({ min: 1, max: 400 }).map((tenths) => tenths / 10), dock: fc.boolean(),
    parts: fc.subarray(['morning', 'afternoon', 'evening', 'night', 'weekend'], { minLength: 1 }), from: fc.constantFrom('2027-01-01', '2027-06-30'), rentCents: fc.integer({ min: 0, max: 100_000 }), divisible: fc.boolean(), queue: fc.boolean(),
  },
  { requiredKeys: ['use', 'squareMetres', 'dock', 'parts', 'divisible', 'queue'] },
);

test('what a table of ours says comes back as it was', () => {
  fc.assert(fc.property(value, (said) => {
    const [header, line] = readCsv(csv([columnsOf(kind), cellsOf(kind, said, COMMUNES)]));
    expect(readCells(kind, header!.cells, line!.cells, COMMUNES)).toEqual({ ok: true, value: said });
  }));
});

test('a line that cannot be read says which column and why', () => {
  expect(readCells(kind, ['Quelle place ?', 'Surface libre'], ['Atelier', 'deux cents'], COMMUNES)).toEqual({ ok: false, problems: ['Surface libre : Un nombre entre 0 et 200 000 m².'.replace('0 et', '1 et').replace('200 000', '200\u202f000')] });
});

test.each([
  ['a;b\r\n1;2\r\n', [['a', 'b'], ['1', '2']]],
  ['\ufeffa,b\n"x, y","dit ""oui"""\n\n', [['a', 'b'], ['x, y', 'dit "oui"']]],
  ['a\tb\n"deux\nlignes"\t3', [['a', 'b'], ['deux\nlignes', '3']]],
])('« %j » reads cell by cell', (text, rows) => expect(readCsv(text).map((row) => row.cells)).toEqual(rows));

test('a table of by-products comes back as it was, but for what has its evidence; its codes survive a spreadsheet', () => {
  for (const [kind, said] of [
    ['flow-out', { material: 'sciure', wasteCode: '030105', tonnesPerYear: 12.5, state: 'wet-solid', moisturePercent: 45, months: [1, 2, 3], disposalCentsPerTonne: -1_250, since: '2024-05-01' }],
    ['flow-in', { material: 'sciure', wasteCodes: ['030105', '200138'], tonnesPerYear: 400, minTonnesPerYear: 20, states: ['wet-solid', 'dry-solid'], maxMoisturePercent: 50, months: [5], maxKm: 30, purchaseCentsPerTonne: 2_000, use: 'granulés' }],
  ] as const) {
    const table = flowTables()[kind];
    const [header, line] = readCsv(csv([columnsOf(table), cellsOf(table, said, [])]));
    expect(line!.cells.join(';')).toContain('03 01 05');
    expect(readCells(table, header!.cells, line!.cells, [])).toEqual({ ok: true, value: { ...said, ...(kind === 'flow-out' ? { byproduct: {} } : {}) } });
  }
});

test('a waste code that the list does not have is refused, as six digits or in words', () => {
  for (const code of ['99 99 98', 'sciure', ''])
    expect(readCells(flowTables()['flow-out'], ['Matière', 'Code déchet', 'Tonnes par an', 'Forme'], ['sciure', code, '10', 'solide sec'], [])).toEqual({ ok: false, problems: ['Code déchet : Un code de la liste des déchets, par exemple 03 01 05 ; l’annuaire donne celui d’un mot.'] });
});
