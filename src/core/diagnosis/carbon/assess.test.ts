import { describe, expect, test } from 'vitest';
import type { Answers } from '../model.ts';
import { longestPath } from '../answers/conditions.ts';
import { assessCarbon, carbonResult } from './assess.ts';
import { readFec } from './fec/read-fec.ts';
import { declare, putLine, removeLine, restoreLine, sayHead, saySize, takeAccounts, takeInventory } from './firm/edit.ts';
import { inventoryFile } from './firm/firm-inventory.ts';
import { keptDeclared, keptLines } from './firm/kept-line.ts';
import { namedFactor, offeredFactors, readLineForm, unitsFor } from './firm/line-form.ts';
import { readInventory, readValue } from './read-inventory.ts';
import { carbonReference } from './reference.ts';
import { conversion } from './units.ts';

const today = '2026-11-23';
const bakery: Answers = { trade: 'baker', 'baker-people': { value: 4, unit: 'own' }, 'baker-flour': { value: 30_000, unit: 'unit-1' }, 'baker-energy': 'gas' };
/** The bakery with a shop to heat, as it entered itself. */
const warmShop = putLine(bakery, { label: 'Chauffage de la boutique', activity: 'fossil-fuel', quantity: 30_000, unit: 'kWh PCS', factor: '37133', known: 'bill' });
const assess = (answers: Answers) => assessCarbon({ reference: carbonReference, answers, today });
const totalOf = (answers: Answers) => carbonResult({ answers, today }).balance.total;

describe('the first result', () => {
  test('takes four answers', () => expect(longestPath(carbonReference)).toBe(4));

  test('is a total with its interval, by person, and what to say next', () => {
    const { headline, lines, actions, sections } = assess(bakery);
    expect(headline.map(({ id }) => id)).toEqual(['total', 'per-person', 'next']);
    expect(headline[0]!.low!).toBeLessThan(headline[0]!.value!);
    expect(headline[0]!.high!).toBeGreaterThan(headline[0]!.value!);
    expect(lines.find(({ id }) => id === 'flour')!.detail).toContain('30000 kg'.replace('30000', '39000'));
    expect(actions.length).toBeGreaterThanOrEqual(6);
    expect(sections.map(({ id }) => id)).toEqual(['postes', 'postes-ouverts', 'gaz', 'courbe-chiffres']);
    expect(assess(saySize(bakery, 'burner-tuning', { euros: 180 })).sections.map(({ id }) => id)).toContain('courbe');
  });

  test('every figure opens down to its factor, its edition and its line; every assumption is said', () => {
    for (const line of assess(bakery).lines) {
      expect(line.detail).toMatch(/Facteur( \d+)?\s:.*kgCO₂e par/u);
      expect(line.source!.text).toMatch(/Base Carbone V23\.6|GIEC/);
      if (line.certainty === 'assumed') expect(line.detail).toContain('hypothèse');
      expect(line.detail).not.toMatch(/[a-z]'[a-z]/i);
    }
  });

  test('every post opens to the lines that make it, and each of them to its own', () => {
    const { sections, lines } = assess(bakery);
    const opened = sections.find(({ id }) => id === 'postes-ouverts');
    if (opened?.kind !== 'breakdown') throw new Error();
    const read = (text: string) => Number(text.replace(/[^\d,−-]/gu, '').replace(',', '.').replace('−', '-'));
    for (const { label, value, parts } of opened.items) {
      expect([label, Math.abs(parts.reduce((sum, part) => sum + read(part.value), 0) - read(value)) < 0.01 * (parts.length + 1)]).toEqual([label, true]);
      for (const part of parts) expect(lines.map(({ id }) => id)).toContain(part.line);
    }
  });

  test('an action that asks how much tells what a round amount of it would save, and where that comes from', () => {
    const gains = Object.fromEntries(assess({ ...bakery, 'baker-energy': 'electricity' }).actions.map((one) => [one.id, one] as const));
    const roof = assess(bakery).actions.find(({ id }) => id === 'electric-van')!;
    expect(roof.gain!.replaceAll(/\s/g, ' ')).toMatch(/^\d+ kgCO₂e par an, .* pour 100 litres$/);
    expect(roof.how).toContain('Pour le chiffrer');
    expect(roof.opened!.length).toBeGreaterThan(1);
    expect(gains['energy-visit']!.gain).toBeNull();
  });

  test('every gain opens to its rule, the firm’s lines, their factors and editions, and the price used', () => {
    const { actions } = assess(saySize(warmShop, 'roof-insulation', { size: 60 }));
    const gained = actions.filter(({ gain }) => gain !== null);
    expect(gained.length).toBeGreaterThanOrEqual(4);
    for (const { id, opened = [] } of gained) expect([id, opened.length >= 2, /facteur \d+, .*kgCO₂e par .*Base Carbone V23\.6/u.test(opened[1]!)]).toEqual([id, true, true]);
    expect(gained.find(({ id }) => id === 'roof-insulation')!.opened![0]).toContain('60 × 2100 kWh cumac');
    expect(gained.find(({ id }) => id === 'eco-driving')!.opened!.at(-1)).toMatch(/Prix de l’énergie.*20\d\d/u);
  });

  test('keeps its signs with their words: nothing breaks before a colon, a semicolon, a percent or a guillemet', () => {
    const { notes, actions } = assess(warmShop);
    for (const text of [...notes, ...actions.flatMap(({ opened = [] }) => opened)]) expect(text).not.toMatch(/\S [:;?!»%]|« /);
  });

  test('says nothing before the questions are answered', () => expect(assess({}).headline[0]!.value).toBeNull());
});

describe('line by line', () => {
  const oven = { replaces: 'oven-gas', label: 'Four', activity: 'fossil-fuel' as const, quantity: 90_000, unit: 'kWh PCS', factor: '37133', known: 'bill' as const, price: 0.09 };

  test('a line entered takes its estimate’s place and narrows the interval', () => {
    const before = totalOf(bakery);
    const answers = putLine(bakery, oven);
    const { balance, inventory } = carbonResult({ answers, today });
    expect(balance.details.filter(({ id }) => id === 'oven-gas').map(({ quantity }) => quantity)).toEqual([90_000]);
    expect(inventory.lines.find(({ id }) => id === 'oven-gas')!.origin).toBe('entered');
    expect(balance.total.gsd2!).toBeLessThan(before.gsd2! + 0.05);
    expect(assess(answers).actions.find(({ id }) => id === 'burner-tuning')!.gain).toContain('à vos prix');
  });

  test('corrected twice it is still one line; removed, the estimate is left out; put back, it returns', () => {
    const twice = putLine(putLine(bakery, oven), { ...oven, quantity: 80_000 });
    expect(keptLines(twice)).toHaveLength(1);
    const without = removeLine(twice, 'oven-gas', true);
    expect(carbonResult({ answers: without, today }).inventory.leftOut.map(({ from, why }) => [from.id, why])).toEqual([['oven-gas', 'removed']]);
    expect(totalOf(restoreLine(without, 'oven-gas')).kg).toBeCloseTo(totalOf(bakery).kg, 6);
  });

  test('a line of one’s own is added, corrected and taken out under its mark', () => {
    const { replaces: _, ...own } = oven;
    const added = putLine(bakery, own);
    expect(keptLines(added).map(({ id }) => id)).toEqual(['own-1']);
    expect(keptLines(putLine(added, { ...own, id: 'own-1', quantity: 1 })).map(({ quantity }) => quantity)).toEqual([1]);
    expect(totalOf(removeLine(added, 'own-1', false)).kg).toBeCloseTo(totalOf(bakery).kg, 6);
  });

  test('what is said of an action, of the firm and of the standard is kept', () => {
    const answers = declare(sayHead(saySize(warmShop, 'roof-insulation', { size: 120 }), { turnoverKeuros: 310, year: 2025 }), { 'b9-accidents': 'aucun', 'b9-deaths': '  ' });
    expect(assess(answers).headline.map(({ id }) => id)).toContain('per-keuro');
    expect(assess(answers).actions.find(({ id }) => id === 'roof-insulation')!.gain).toContain('par an');
    expect(keptDeclared(answers)).toEqual({ 'b9-accidents': 'aucun' });
  });

  test('the inventory goes out as a file, and the same comes back from it', () => {
    const answers = putLine(bakery, oven);
    const file = JSON.parse(JSON.stringify(inventoryFile(carbonResult({ answers, today }).inventory)));
    const read = readInventory(Buffer.from(JSON.stringify(file)), 2026);
    expect(read.ok && read.value.problems).toEqual([]);
    const back = takeInventory(bakery, (read as { value: Parameters<typeof takeInventory>[1] }).value);
    expect(totalOf(back).kg).toBeCloseTo(totalOf(answers).kg, 6);
    expect(totalOf(back).gsd2!).toBeCloseTo(totalOf(answers).gsd2!, 6);
  });

  test('a factor given in full, cooling and years come through a file', () => {
    const lines = [{ id: 'x', activity: 'goods', quantity: 2, unit: 't', factor: { name: 'Farine du moulin', unit: 'kg', total: 0.6, source: 'Meunier', parts: [{ kind: 'upstream', total: 0.6 }] } }, { activity: 'refrigerant', quantity: 3, unit: 'appareil', factor: 43119, cooling: { chargeOf: 14598, leakOf: 14603 } }, { activity: 'building', quantity: 100, unit: 'm²', factor: 20731, years: 30 }];
    const { balance } = carbonResult({ answers: takeInventory({}, readValue({ format: 'gariotte-carbon/1', year: 2024, employees: 3 }, lines, 2026)), today });
    expect([balance.year, balance.lines.counted, balance.problems, balance.details.map(({ kg }) => Math.round(kg))]).toEqual([2024, 3, [], [1200, 294, 917]]);
  });

  test('accounts take the place of the estimates that they cover, and leave the others', () => {
    const columns = 'JournalCode\tJournalLib\tEcritureNum\tEcritureDate\tCompteNum\tCompteLib\tCompAuxNum\tCompAuxLib\tPieceRef\tPieceDate\tEcritureLib\tDebit\tCredit\tEcritureLet\tDateLet\tValidDate\tMontantdevise\tIdevise';
    const row = (account: string, label: string, debit: string, credit = '') => `AC\tAchats\t1\t20250301\t${account}\t${label}\t\t\tp\t20250301\tx\t${debit}\t${credit}\t\t\t20250301\t\t`;
    const fec = readFec(Buffer.from([columns, row('601', 'Farine', '20000,00'), row('6064', 'Papier Mme Nom', '500,00'), row('44566', 'TVA', '1,00'), row('401', 'F', '', '20501,00')].join('\n')), 2026);
    const answers = takeAccounts(bakery, (fec as { value: Parameters<typeof takeAccounts>[1] }).value);
    const { inventory } = carbonResult({ answers, today });
    expect(inventory.leftOut.every(({ from, why }) => from.activity === 'goods' && why === 'covered')).toBe(true);
    expect(inventory.lines.filter(({ origin }) => origin === 'accounts').map(({ id }) => id)).toEqual(['fec-601', 'fec-6064']);
    expect(inventory.lines.map(({ id }) => id)).toContain('commuting');
    expect(JSON.stringify(answers)).not.toContain('Nom');
    expect(takeAccounts(answers, (fec as { value: Parameters<typeof takeAccounts>[1] }).value)).toEqual(answers);
  });
});

describe('a line as typed', () => {
  const good = { activity: 'electricity', factor: '43642', quantity: '62 000', unit: 'kWh', known: 'bill' };
  test('is read as the French write it', () => expect(readLineForm(good, 4)).toMatchObject({ ok: true, line: { quantity: 62_000, unit: 'kWh', known: 'bill' } }));

  test.each([
    ['negative', { ...good, quantity: '-5' }, 'quantity', 'négatif'], ['text', { ...good, quantity: 'douze' }, 'quantity', 'n’est pas un nombre'], ['nothing', { ...good, quantity: '' }, 'quantity', 'Écrivez un nombre'],
    ['the unit in the number', { ...good, quantity: '62 MWh' }, 'quantity', 'se dit avec l’unité'], ['litres of electricity', { ...good, unit: 'litre' }, 'unit', 'choisissez kWh'], ['an unknown factor', { ...good, factor: '999999' }, 'factor', 'n’est pas connu'],
    ['avoided emissions', { ...good, factor: '34471', unit: 't', activity: 'waste' }, 'factor', 'évitées'], ['an investment without its years', { ...good, activity: 'building', factor: '20731', unit: 'm²' }, 'years', 'années'],
    ['a leak beyond all', { ...good, activity: 'refrigerant', factor: '43628', unit: 'kg', leakPercent: '120' }, 'leakPercent', 'au plus 100'],
  ])('%s is said at its field', (_, form, field, words) => {
    const read = readLineForm(form, 4);
    expect(read.ok === false && read.problems[field]).toContain(words);
  });

  test('absurd for four people, it is asked about kindly, and let through when it is so', () => {
    const absurd = { ...good, activity: 'fossil-fuel', factor: '14087', unit: 'm³', quantity: '3 000' };
    expect(readLineForm(absurd, 4)).toMatchObject({ ok: false, unusual: true, problems: { quantity: expect.stringContaining('plus de 1') } });
    expect(readLineForm({ ...absurd, sure: 'on' }, 4).ok).toBe(true);
  });

  test('everything offered has a factor, units that convert, and a post', () => {
    for (const one of offeredFactors()) {
      const factor = namedFactor(one.factor);
      expect([one.label, factor?.doubt, factor?.avoided, one.units.every((unit) => conversion(unit, factor!.unit) !== null)]).toEqual([one.label, '', false, true]);
    }
    expect(unitsFor('litre')).toContain('m³');
  });
});
