import fc from 'fast-check';
import { expect, test } from 'vitest';
import { kindOf } from '#core/directory/index.ts';
import { csv, readCsv } from '#lib/csv.ts';
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
