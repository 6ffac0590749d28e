import { expect, test } from 'vitest';
import { csv, csvCell } from './csv.ts';

test('a name that starts like a formula stays a name', () => {
  expect(csvCell('=HYPERLINK("x")')).toBe(`"'=HYPERLINK(""x"")"`);
  expect(csvCell('-12+cmd')).toBe("'-12+cmd");
  expect(csvCell('-12,5')).toBe('-12,5');
  expect(csvCell(-12.5)).toBe('-12,5');
});

test('semicolons, quotes and line ends survive a spreadsheet', () => {
  expect(csv([['a;b', 'dit "x"', null, 3]])).toBe('\ufeff"a;b";"dit ""x""";;3\r\n');
});
