import { describe, expect, test } from 'vitest';
import { balanceOf } from '../balance.ts';
import { shippedFactors } from '../factors-file.ts';
import { readValue } from '../read-inventory.ts';
import { accountRows, rowOfAccount } from './accounts.ts';
import { mapFec, MONEY_UNIT } from './map-fec.ts';
import { centsOf, FEC_COLUMNS, readFec } from './read-fec.ts';

type Entry = [account: string, label: string, debit: string, credit: string, more?: { journal?: string; date?: string; ref?: string }];
let next = 0;
const row = ([account, label, debit, credit, { journal = 'AC', date = '20250131', ref = `F${next++}` } = {}]: Entry, cut: string) => [journal, journal, `E${ref}`, date, account, label, '', '', ref, date, 'Facture', debit, credit, '', '', date, '', ''].join(cut);
const fec = (entries: Entry[], cut = '\t') => [FEC_COLUMNS.join(cut), ...entries.map((one) => row(one, cut))].join('\r\n');
const read = (text: string | Uint8Array) => readFec(typeof text === 'string' ? Buffer.from(text) : text, 2026);
const opened = (text: string | Uint8Array) => { const it = read(text); if (!it.ok) throw new Error(it.detail); return it.value; };

const bakery: Entry[] = [
  ['215400', 'Four', '60000,00', '', { journal: 'AN', date: '20250101' }], ['101000', 'Capital', '', '60000,00', { journal: 'AN', date: '20250101' }],
  ['601000', 'Farines', '20000,00', ''], ['445660', 'TVA déductible', '1100,00', ''], ['401000', 'Fournisseurs', '', '21100,00'],
  ['601000', 'Farines', '', '500,00'], ['401000', 'Fournisseurs', '500,00', ''],
  ['606110', 'Électricité', '3224,00', ''], ['401000', 'Fournisseurs', '', '3224,00'],
  ['616000', 'Assurances', '2000,00', ''], ['512000', 'Banque', '', '2000,00'],
  ['641100', 'Salaire de Jeanne Exemple', '30000,00', ''], ['512000', 'Banque', '', '30000,00'],
  ['701000', 'Ventes de pain', '', '180000,00'], ['512000', 'Banque', '180000,00', ''],
];

describe('an accounting export', () => {
  test.each([['tab', '\t'], ['pipe', '|']])('is read with %s, credit notes off, VAT outside', (_, cut) => {
    const it = opened(fec(bakery, cut));
    expect([it.lines, it.counted, it.year, it.problems, it.recoversVat]).toEqual([15, 15, 2025, [], true]);
    expect(it.accounts.find(({ account }) => account === '601000')).toMatchObject({ debit: 2_000_000, credit: 50_000 });
  });

  test('becomes lines: what is mapped, what is guessed, what is left', () => {
    const mapped = mapFec(opened(fec(bakery)), 'baker');
    expect(mapped.accounts.map(({ account, how, euros }) => [account, how, euros])).toEqual([['215400', 'mapped', 60_000], ['601000', 'guessed', 19_500], ['606110', 'guessed', 3224], ['616000', 'mapped', 2000], ['641100', 'none', 30_000]]);
    expect(mapped.turnoverKeuros).toBe(180);
    expect(mapped.lines.map(({ activity, quantity, unit, factor, years }) => [activity, Math.round(quantity * 100) / 100, unit, factor, years])).toEqual([
      ['equipment', 60, MONEY_UNIT, '43355', 10], ['goods', 19.5, MONEY_UNIT, '43410', undefined], ['electricity', 20_000, 'kWh', '43642', undefined], ['services', 2, MONEY_UNIT, '43475', undefined],
    ]);
    const balance = balanceOf(readValue({ format: 'gariotte-carbon/1', year: 2025 }, mapped.lines, 2026));
    expect([balance.problems, balance.lines.counted]).toEqual([[], 4]);
    expect(balance.details[0]!.kg).toBeCloseTo(60 * 273 / 10, 6);
    expect(JSON.stringify(mapped)).not.toContain('Jeanne');
  });

  test('without a trade, goods are the mean of what is made; a rebate follows its account', () => {
    const lines = mapFec(opened(fec([['607000', 'Marchandises', '1000,00', ''], ['609700', 'Remises sur marchandises', '', '100,00'], ['619600', 'Ristourne d’assurance', '', '50,00'], ['401000', 'F', '', '850,00']])));
    expect(lines.accounts.map(({ account, how, euros }) => [account, how, euros])).toEqual([['607000', 'guessed', 1000], ['609700', 'guessed', -100], ['619600', 'left', -50]]);
    expect(lines.lines.map(({ label, quantity }) => [label, quantity])).toEqual([['Marchandises (compte 607000)', 0.9]]);
    expect(lines.euros).toEqual({ mapped: 0, guessed: 900, left: -50, none: 0 });
    expect(rowOfAccount('609700')?.label).toBe('Marchandises');
  });

  test('an amount and its side, dots and thin spaces, and Windows-1252 are read', () => {
    expect(['1 234,56', '1\u202f234.56', '', '-3,5', '.5', 'dix', '1,2,3'].map(centsOf)).toEqual([123_456, 123_456, 0, -350, 50, null, null]);
    const names = FEC_COLUMNS.map((name) => ({ Debit: 'Montant', Credit: 'Sens' })[name as string] ?? name);
    const text = [names.join('|'), ['AC', 'Achats', '1', '20250201', '6064', 'Papeterie d’été', '', '', 'a', '20250201', 'x', '100,00', 'D', '', '', '20250201', '', ''].join('|'), ['AC', 'Achats', '1', '20250201', '401', 'F', '', '', 'a', '20250201', 'x', '100,00', 'C', '', '', '20250201', '', ''].join('|')].join('\n');
    const it = opened(Buffer.from(text.replace('’', "'"), 'latin1'));
    expect([it.debit, it.credit, it.problems.map(({ sentence }) => sentence.slice(0, 40))]).toEqual([10_000, 10_000, ['Le fichier n’est pas en UTF-8 : il a été', 'Aucune TVA déductible n’y figure : si vo']]);
  });
});

describe('bad input, line by line', () => {
  test.each<[string, Entry, string]>([
    ['text in an amount', ['601', 'x', 'douze', ''], 'Le montant « douze » n’est pas un nombre : elle n’est pas comptée.'],
    ['a date upside down', ['601', 'x', '1,00', '', { date: '31012025' }], 'La date « 31012025 » n’est pas de la forme AAAAMMJJ : elle n’est pas comptée.'],
    ['an account in letters', ['ACHATS', 'x', '1,00', ''], 'Le compte « ACHATS » ne commence pas par trois chiffres : elle n’est pas comptée.'],
    ['a year to come', ['601', 'x', '1,00', '', { date: '20310101' }], 'Elle est datée de 2031, une année à venir : elle n’est pas comptée.'],
    ['a debit and a credit', ['601', 'x', '1,00', '1,00'], 'Elle a un débit et un crédit à la fois : les deux sont comptés.'],
  ])('%s', (_, entry, sentence) => {
    const it = opened(fec([...bakery, entry]));
    expect(it.problems).toContainEqual({ line: 17, sentence, read: sentence.includes('sont comptés') });
  });

  test('a row cut short, a row twice, and accounts that do not balance are said', () => {
    const twice = ['AC', 'AC', 'E', '20250131', '601', 'x', '', '', 'r', '20250131', 'l', '5,00', '', '', '', '', '', ''].join('\t');
    const it = opened(`${fec(bakery)}\r\nAC\tAchats\r\n${twice}\r\n${twice}\r\n`);
    expect(it.problems.map(({ line, sentence }) => [line, sentence.split(' : ')[0]])).toEqual([[17, 'Elle a 2 colonnes, la première ligne en annonce 18'], [19, 'Elle est en tout point la ligne 18'], [null, 'Les débits (296\u202f834,00\u00a0€) et les crédits (296\u202f824,00\u00a0€) diffèrent de 10,00\u00a0€']]);
  });

  test('what is no FEC is refused with why', () => {
    expect(read('a;b;c')).toMatchObject({ ok: false, detail: expect.stringContaining('points-virgules') });
    expect(read('JournalCode\tDebit\n')).toMatchObject({ ok: false, detail: expect.stringContaining('EcritureNum, EcritureDate, CompteNum, CompteLib') });
    expect(read(FEC_COLUMNS.join('\t'))).toMatchObject({ ok: false, detail: 'aucune écriture ne s’y lit.' });
    expect(read(new Uint8Array())).toMatchObject({ ok: false });
  });

  test('closing entries, which empty every charge, are noticed', () => {
    expect(opened(fec([['601', 'x', '10,00', ''], ['401', 'f', '', '10,00'], ['120', 'r', '10,00', ''], ['601', 'x', '', '10,00']])).problems.map(({ sentence }) => sentence)).toContainEqual(expect.stringContaining('écritures de clôture'));
  });

  test('100,000 lines are read in good time', () => {
    const many = Array.from({ length: 50_000 }, (_, i): Entry[] => [[`60${1 + (i % 7)}${i % 10}00`, 'Achat', `${i % 90},50`, ''], ['401000', 'F', '', `${i % 90},50`]]).flat();
    const it = opened(fec(many));
    expect([it.lines, it.counted, it.debit === it.credit]).toEqual([100_000, 100_000, true]);
    expect(mapFec(it).accounts.length).toBeGreaterThan(30);
  });
});

test('no word of the map is lost to its semicolons', () => {
  expect(rowOfAccount('641000')?.why).toBe('un salaire n’émet rien ; les trajets se comptent en kilomètres');
  for (const { why } of accountRows()) expect(why).toBe(why.trim());
});

test('every account of the map has a factor that exists, in euros without VAT of 2023', () => {
  for (const { prefix, how, activity, factor } of accountRows()) {
    if (how === 'mapped' || how === 'guessed') expect([prefix, activity !== '', factor === 'trade' || shippedFactors().get(factor)?.unit === MONEY_UNIT]).toEqual([prefix, true, true]);
    else expect([prefix, factor]).toEqual([prefix, '']);
  }
});
