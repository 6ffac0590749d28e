import { describe, expect, test } from 'vitest';
import { shippedFactors } from './factors-file.ts';
import { balanceOf, readInventory, readValue } from './index.ts';
import { computed, saidOf } from './testing/inventories.ts';

const good = { activity: 'electricity', quantity: 1000, unit: 'kWh', factor: 42513 };
const sentencesOf = (line: unknown, head?: Record<string, unknown>) => computed([line, { ...good, id: 'good' }], head).problems.filter((one) => one.line === 1).map((one) => one.sentence);

describe('one sentence at its place, everything else still counts', () => {
  test.each([
    ['a negative quantity', { ...good, quantity: -5 }, '« quantity » vaut « -5 » : il faut au moins 0.'],
    ['text in a number', { ...good, quantity: '12,5' }, '« quantity » vaut « 12,5 » : il faut un nombre, sans guillemets et avec un point.'],
    ['nothing in a number', { ...good, quantity: undefined }, '« quantity » manque.'],
    ['a field that does not exist', { ...good, quantités: 3 }, '« quantités » : ce champ n’existe pas.'],
    ['a line that is none', 'électricité', 'Ce n’est pas une ligne : il faut un objet { … }.'],
    ['an unknown factor', { ...good, factor: 999999 }, 'Le facteur 999999 n’est pas parmi ceux connus ici : donnez-le en entier, ou importez la Base Carbone. Ces émissions manquent au total.'],
    ['no factor', { ...good, factor: undefined }, 'Aucun facteur n’est donné : ces émissions existent et manquent au total.'],
    ['litres against kilowatt-hours', { ...good, unit: 'litre' }, 'La quantité est en « litre », le facteur est par « kWh » : l’une ne se convertit pas en l’autre, la ligne n’est pas comptée.'],
    ['gas of which nobody says the calorific value', { activity: 'fossil-fuel', quantity: 1, unit: 'kWh', factor: 37132 }, 'La quantité est en « kWh », le facteur est par « kWh PCI » : l’une ne se convertit pas en l’autre, la ligne n’est pas comptée. Dites si ce sont des kWh PCI ou PCS (une facture de gaz compte en PCS).'],
    ['euros of which nobody says the year', { activity: 'services', quantity: 1, unit: 'k€', factor: { name: 'x', unit: 'keuro (2023) HT', total: 1, source: 's' } }, 'La quantité est en « k€ », le facteur est par « keuro (2023) HT » : l’une ne se convertit pas en l’autre, la ligne n’est pas comptée. Si ce sont des montants hors taxe aux prix de cette année-là, écrivez l’unité comme le facteur.'],
    ['an investment without its years', { activity: 'building', quantity: 100, unit: 'm²', factor: 20731 }, 'Une immobilisation se compte par année d’amortissement : « years » manque (1 si le facteur est déjà annuel).'],
    ['years where nothing is written off', { ...good, years: 3 }, '« years » ne vaut que pour une immobilisation, un bien loué ou un placement : rien n’est divisé, la ligne n’est pas comptée.'],
    ['a number written the French way', { ...good, quantity: '1 500' }, '« quantity » vaut « 1 500 » : il faut un nombre, sans guillemets et avec un point.'],
    ['a quantity that is null', { ...good, quantity: null }, '« quantity » manque.'],
    ['a factor in tonnes', { ...good, factor: { name: 'x', unit: 'tCO2e/kWh', total: 1, source: 's' } }, 'Le facteur est en « tCO2e/kWh » : donnez-le en kgCO2e par unité. La ligne n’est pas comptée.'],
    ['a negative factor of waste', { activity: 'waste', quantity: 1, unit: 't', factor: { name: 'Acier recyclé', unit: 't', total: -500, source: 's' } }, 'Le facteur est négatif (-500) : pour un déchet, ce sont d’ordinaire des émissions évitées. Dites « "avoided": true », ou false si c’en est une vraie absorption. La ligne n’est pas comptée.'],
    ['a car’s kilometres for a person’s', { activity: 'commuting', quantity: 10, unit: 'km', factor: { name: 'x', unit: 'passager.km', total: 1, source: 's' } }, 'La quantité est en « km », le facteur est par « passager.km » : l’une ne se convertit pas en l’autre, la ligne n’est pas comptée. Un kilomètre de véhicule n’est pas celui d’une personne : écrivez « passager.km » si chacun est compté, « km » si c’est le véhicule.'],
    ['heads present part of the year', { activity: 'livestock', quantity: 10, unit: 'tête', factor: { name: 'x', unit: 'tête.an', total: 1, source: 's' } }, 'La quantité est en « tête », le facteur est par « tête.an » : l’une ne se convertit pas en l’autre, la ligne n’est pas comptée. L’un des deux est pour une année : écrivez l’unité comme le facteur si c’est bien cela.'],
    ['a factor whose parts do not make it', { ...good, factor: { name: 'x', unit: 'kWh', total: 10, parts: [{ kind: 'upstream', total: 3 }], source: 's' } }, 'Les parties du facteur font 3, son total dit 10 : la ligne n’est pas comptée.'],
    ['a factor whose gases exceed it', { ...good, factor: { name: 'x', unit: 'kWh', total: 1, gases: { co2f: 3 }, source: 's' } }, 'Les gaz du facteur font 3, plus que leur total de 1 : la ligne n’est pas comptée.'],
    ['a factor without its source', { ...good, factor: { name: 'x', unit: 'kWh', total: 1 } }, '« factor.source » manque.'],
    ['a factor that is text', { ...good, factor: 'gazole' }, '« factor » vaut « gazole » : il faut un numéro de la Base Carbone ou un facteur donné en entier.'],
    ['a purchase that one neither makes nor pays', { activity: 'goods', operatedBy: 'neither', quantity: 1, unit: 'kg', factor: { name: 'x', unit: 'kg', total: 1, source: 's' } }, '« ni exploité ni payé » n’a pas de sens pour « Achats de biens » (en 4.1) : la ligne n’est pas comptée.'],
    ['a leak said twice', { activity: 'refrigerant', quantity: 1, unit: 'kg', factor: 43119, cooling: { leakPercent: 5, leakOf: 14603 } }, 'Dites l’un de « leakPercent » et « leakOf », et un seul.'],
  ])('%s', (_, line, sentence) => {
    expect(sentencesOf(line)).toEqual([sentence]);
    const balance = computed([line, { ...good, id: 'good' }]);
    expect(balance.lines).toMatchObject({ read: 2, counted: 1, left: 1 });
    expect(balance.total.kg).toBeCloseTo(52.04, 6);
  });

  test('gaps are counted as gaps, never as zeros', () => {
    expect(computed([{ ...good, factor: undefined }, { ...good, id: 'b', factor: 999999 }]).lines).toEqual({ read: 2, counted: 0, apart: 0, left: 2, gaps: 2 });
  });

  test('the second of two lines with one mark is left, a line said twice is counted and asked about', () => {
    expect(saidOf(computed([{ ...good, id: 'a' }, { ...good, id: 'a', quantity: 3 }]))).toEqual([[2, 'duplicate-id']]);
    const twice = computed([good, good]);
    expect([saidOf(twice), twice.lines.counted]).toEqual([[[2, 'same-line']], 2]);
  });

  test('a bakery at 3 GWh is asked about', () => {
    expect(saidOf(computed([{ ...good, quantity: 3_000_000 }], { employees: 5 }))).toEqual([[1, 'out-of-scale']]);
    expect(saidOf(computed([{ ...good, quantity: 60_000 }], { employees: 5 }))).toEqual([]);
  });

  test('a year to come and a head that does not fit are said, and lines still count', () => {
    const balance = computed([good], { year: 2031, employees: 'quatre', format: 'autre' });
    expect(balance.problems.map(({ field, code }) => [field, code])).toEqual([['format', 'head'], ['employees', 'head'], ['year', 'future-year']]);
    expect([balance.lines.counted, balance.perEmployee]).toEqual([1, null]);
  });

  test('a suspicious factor and an archived one are never used in silence', () => {
    expect(saidOf(computed([{ activity: 'commuting', quantity: 10, unit: 'km', factor: 43787 }]))).toEqual([[1, 'factor-doubtful']]);
    const inventory = readValue({ format: 'gariotte-carbon/1', year: 2024 }, [{ activity: 'freight-in', quantity: 10, unit: 't.km', factor: 43643 }], 2026);
    expect(saidOf(balanceOf(inventory, (number) => ({ ...shippedFactors().get(number)!, status: 'archived' })))).toEqual([[1, 'factor-archived']]);
  });

  test('emissions that recycling avoids stay beside the balance', () => {
    const balance = computed([{ activity: 'waste', quantity: 2, unit: 't', factor: { name: 'Recyclage, évitées', unit: 'tonne de déchets', total: -500, avoided: true, source: 'essai' } }]);
    expect([balance.total.kg, balance.avoidedKg, balance.lines.apart, balance.lines.left, saidOf(balance)]).toEqual([0, -1000, 1, 0, [[1, 'avoided']]]);
  });
});

describe('the file itself', () => {
  const inventory = { format: 'gariotte-carbon/1', year: 2024, organisation: 'Scierie inventée à Bétaille', lines: [good] };
  const text = JSON.stringify(inventory);

  test('another encoding is read and said', () => {
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
    for (const bytes of [Buffer.from(text, 'latin1'), utf16]) {
      const read = readInventory(bytes, 2026);
      expect(read.ok && [read.value.head.organisation, read.value.problems.map(({ code }) => code)]).toEqual(['Scierie inventée à Bétaille', ['encoding']]);
    }
    const marked = readInventory(Buffer.from(`\ufeff${text}`), 2026);
    expect(marked.ok && marked.value.problems).toEqual([]);
  });

  test('what is no inventory is refused', () => {
    expect(readInventory(Buffer.from('{'), 2026)).toMatchObject({ ok: false, reason: 'not-json', detail: 'la lecture s’arrête à la ligne 1, colonne 2.' });
    expect(readInventory(Buffer.from('{\n "year": 2025,\n "lines": [,]}'), 2026)).toMatchObject({ ok: false, detail: 'un «\u00a0,\u00a0» n’y est pas à sa place.' });
    for (const other of ['[]', 'null', '3', '{"lines":4}']) expect(readInventory(Buffer.from(other), 2026)).toMatchObject({ ok: false, reason: 'no-lines' });
  });

  test('100,000 lines, one in ten broken, are all answered', () => {
    const lines = Array.from({ length: 100_000 }, (_, i) => ({ ...good, id: `l${i}`, quantity: i % 10 === 0 ? 'dix' : i }));
    const read = readInventory(Buffer.from(JSON.stringify({ ...inventory, lines })), 2026);
    const balance = read.ok ? balanceOf(read.value) : null;
    expect(balance?.lines).toEqual({ read: 100_000, counted: 90_000, apart: 0, left: 10_000, gaps: 0 });
    expect(balance!.problems.filter(({ code }) => code === 'shape')).toHaveLength(10_000);
  });
});
