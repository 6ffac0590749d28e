import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Reference } from '../model.ts';
import { applies, askedAfter, cellsOf, frenchNumber, longestPath, readPage, reread } from './index.ts';

const NO_COMMUNE = async () => ({ ok: false as const, problem: 'Aucune commune.' });
const asked = { why: 'Pour voir si tout va bien.' };
const reference = Reference.parse({
  id: 'test', slug: 'test', edition: '2026-11', title: 'Test', promise: 'Voir', minutes: 1, subject: 'cyber', sources: [{ id: 'a', text: 'Une source', year: 2026 }],
  pages: [
    { id: 'one', title: 'Un', questions: [{ ...asked, id: 'has', kind: 'yes-no-unsure', text: 'En avez-vous ?' }, { ...asked, id: 'use', kind: 'number', text: 'Combien par an ?', units: [{ id: 'kWh', label: 'kWh', factor: 1 }, { id: 'MWh', label: 'MWh', factor: 1000 }], max: 5_000_000, unusual: { above: 500_000, say: 'C’est beaucoup.' } }] },
    { id: 'two', title: 'Deux', questions: [{ ...asked, id: 'which', kind: 'choice', text: 'Lequel avez-vous ?', when: [{ question: 'has', is: ['yes'] }], options: [{ id: 'big', label: 'Grand', formerly: ['large'] }, { id: 'small', label: 'Petit' }] }, { ...asked, id: 'deep', kind: 'yes-no-unsure', text: 'Et encore ?', when: [{ question: 'which', is: ['big'] }] }] },
    { id: 'three', title: 'Trois', questions: [{ ...asked, id: 'staff', kind: 'lines', text: 'Qui vient d’où ?', atMost: 3, columns: [{ id: 'mode', label: 'Mode', kind: 'choice', options: [{ id: 'car', label: 'Voiture' }, { id: 'bike', label: 'Vélo' }] }, { id: 'days', label: 'Jours', kind: 'number', min: 1, max: 7, whole: true, unit: 'j', otherwise: '5' }, { id: 'at', label: 'Arrivée', kind: 'time' }] }] },
  ],
});
const [first, second, third] = reference.pages.map((page) => page.questions);
const read = (typed: Record<string, string>) => readPage(first!, { has: 'yes', ...typed }, NO_COMMUNE);

test.each([
  ['-3', 'négatif'], ['beaucoup', 'n’est pas un nombre'], ['12 litres', 'n’est pas une unité'], ['9000 MWh', 'dépasse ce qui est possible'], ['600 MWh', 'C’est beaucoup'], ['', 'Écrivez un nombre'],
])('« %s » gets a sentence at its field', async (use, sentence) => {
  expect((await read({ use })).problems['use']).toContain(sentence);
});

test('numbers are read as the French write them, with the unit typed beside or chosen', async () => {
  expect((await read({ use: '1 234,5' })).answers['use']).toEqual({ value: 1234.5, unit: 'kWh' });
  expect((await read({ use: '12', 'use-unite': 'MWh' })).answers['use']).toEqual({ value: 12, unit: 'MWh' });
  expect((await read({ use: '12 MWh', 'use-unite': 'kWh' })).answers['use']).toEqual({ value: 12, unit: 'MWh' });
  expect((await read({ use: '600 MWh', 'use-sur': 'oui' })).problems).toEqual({});
});

test.each([['0.125', 0.125], ['1.234,5', 1234.5], ['1.5', 1.5], ['12 345 678', 12_345_678], ['1.234.567', null], ['1,2,3', null], ['12 34', 12]])('« %s » is read as %s', (text, value) => {
  expect(frenchNumber(text)?.value ?? null).toBe(value);
});

test('a number typed as the page writes it reads as itself', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 99_999_999 }), (value) => {
    expect(frenchNumber(value.toLocaleString('fr-FR'))).toEqual({ value, rest: '' });
  }));
});

test('a condition behind a condition that no longer holds asks nothing', () => {
  expect(applies(reference, { has: 'yes', which: 'big' }, second![1]!)).toBe(true);
  expect(applies(reference, { has: 'no', which: 'big' }, second![1]!)).toBe(false);
  expect(askedAfter(reference, { has: 'no' }).asked.map((one) => one.id)).toEqual(['has', 'use', 'staff']);
  expect(longestPath(reference)).toBe(5);
});

test('answers of a former edition are read again: what was renamed is found, what has no place is said', () => {
  expect(reread(reference, { has: 'yes', which: 'large', gone: 'x' })).toMatchObject({ answers: { has: 'yes', which: 'big' }, lost: ['gone'], changed: true });
  expect(reread(reference, { rows: [{ a: 1 }] }, ['rows'])).toMatchObject({ answers: { rows: [{ a: 1 }] }, lost: [] });
});

test('lines come from a form or a file; a column with names is not read', async () => {
  const cells = cellsOf(third![0] as never, '\ufeffNom;Mode;Arrivée\r\nLou Exemple;vélo;7h30\r\nMax;Voiture;08:00');
  expect(cells).toEqual({ rows: [{ mode: 'vélo', at: '7h30' }, { mode: 'Voiture', at: '08:00' }], dropped: ['Nom'], problem: null });
  const lines = await readPage(third!, { 'staff-csv': 'Nom;Mode;Arrivée\nLou;vélo;7h30\n' }, NO_COMMUNE);
  expect(lines).toMatchObject({ answers: { staff: [{ mode: 'bike', days: 5, at: '07:30' }] }, dropped: ['Nom'] });
  expect(JSON.stringify(lines.answers)).not.toContain('Lou');
  expect((await readPage(third!, { 'staff.0.mode': 'car', 'staff.0.days': '9', 'staff.0.at': '8h' }, NO_COMMUNE)).problems['staff']).toBe('Ligne 1. Jours\u00a0: entre 1 et 7.');
  expect((await readPage(third!, { 'staff-csv': 'a;b\n1;2' }, NO_COMMUNE)).problems['staff']).toContain('Il manque');
});
