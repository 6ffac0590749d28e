import { describe, expect, test } from 'vitest';
import { computed } from '../testing/inventories.ts';
import { type FirmSize, dutiesOf, dutyCalendar } from './duties.ts';
import { energyOfBalance, vsmeOf, vsmeReference } from './vsme.ts';

const TODAY = '2026-11-23';
const bakery: FirmSize = { employees: 4, turnoverKeuros: 300, areaM2: null, heatingKw: null, parking: 0, activityCode: '10.71C' };
const own = (firm: FirmSize) => dutiesOf(firm, TODAY).filter(({ applies }) => applies.kind === 'yes').map(({ duty }) => duty.id);

describe('the firm’s own duties', () => {
  test('a bakery of four: invoices, biowaste; nothing of large firms', () => {
    expect(own(bakery)).toEqual(['sort-biowaste', 'vsme', 'e-invoice-receive', 'e-invoice-send-small', 'value-chain-cap']);
    const send = dutiesOf(bakery, TODAY).find(({ duty }) => duty.id === 'e-invoice-send-small')!;
    expect(send.next).toBe('2027-09-01');
  });

  test('size and activity decide', () => {
    expect(own({ ...bakery, employees: 60 })).toContain('mobility-talks');
    expect(own({ ...bakery, employees: 600 })).toEqual(expect.arrayContaining(['ghg-report', 'e-invoice-send-large']));
    expect(dutiesOf({ ...bakery, activityCode: '43.99C' }, TODAY).find(({ duty }) => duty.id === 'sort-building')!.applies).toEqual({ kind: 'incomplete', missing: ['le volume de vos déchets'] });
    expect(own({ ...bakery, activityCode: '16.10A', heatingKw: 300 })).not.toContain('building-automation');
    expect(own({ ...bakery, activityCode: '47.11F', heatingKw: 300 })).toContain('building-automation');
    expect(own({ ...bakery, areaM2: 1500 })).not.toContain('tertiary');
    expect(own({ ...bakery, areaM2: 1500, activityCode: '47.11F' })).toContain('tertiary');
  });

  test('what nobody said is asked, not supposed', () => {
    const unknown = dutiesOf({ ...bakery, employees: null }, TODAY).find(({ duty }) => duty.id === 'mobility-talks')!;
    expect(unknown.applies).toEqual({ kind: 'incomplete', missing: ['votre effectif'] });
  });

  test('what was known from memory only is not shown', () => {
    expect(dutyCalendar().duties.filter(({ source, certainty }) => certainty === 'low' || /mémoire/.test(source))).toEqual([]);
  });
});

describe('the voluntary standard', () => {
  test('counts the energy that the firm burns itself, and its sun as renewable', () => {
    const energy = (line: object) => ({ activity: 'electricity', quantity: 10, unit: 'MWh', factor: 42513, ...line });
    expect(energyOfBalance(computed([energy({}), energy({ factor: 34721 }), energy({ factor: 42773 }), energy({ operatedBy: 'rented-out' }), energy({ operatedBy: 'neither' })]))).toEqual({ total: 30, electricity: 30, renewable: 10, unread: 0 });
  });

  const balance = computed([
    { activity: 'electricity', quantity: 62, unit: 'MWh', factor: 42513 }, { activity: 'fossil-fuel', quantity: 1500, unit: 'litre', factor: 14087 },
    { activity: 'biomass', quantity: 1000, unit: 'kg', factor: 34948 }, { activity: 'waste', quantity: 2, unit: 't', factor: 34654 }, { activity: 'goods', quantity: 120, unit: 'm³', factor: 24283 }, { activity: 'goods', quantity: 28_000, unit: 'kg', factor: 42043 },
  ]);
  const filled = vsmeOf({ balance, employees: 4, turnoverKeuros: 310, activityCode: '10.71C', plan: ['Régler le brûleur'], declared: { 'b9-accidents': 'aucun' } });
  const point = (id: string) => filled.disclosures.flatMap(({ points }) => points).find((one) => one.id === id)!;

  test('B1 to B11 and C1 to C9 are there', () => expect(vsmeReference().disclosures.map(({ code }) => code)).toEqual([...Array.from({ length: 11 }, (_, i) => `B${i + 1}`), ...Array.from({ length: 9 }, (_, i) => `C${i + 1}`)]));

  test('energy, scopes, water, waste and materials come from the balance', () => {
    expect(energyOfBalance(balance)).toEqual({ total: expect.closeTo(62 + 15 + 4.15, 6), electricity: 62, renewable: expect.closeTo(4.15, 6), unread: 0 });
    expect([point('b3-energy').value, point('b3-scope1').value, point('b6-water').value, point('b7-waste').value, point('b7-materials').value, point('b9-accidents').value]).toEqual([81.2, 4, 120, 2, 28, 'aucun']);
  });

  test('water typed in litres is told in m³', () => {
    const { disclosures } = vsmeOf({ balance: computed([{ activity: 'goods', quantity: 120_000, unit: 'litres', factor: 24283 }]), employees: 4, turnoverKeuros: null, activityCode: null, plan: [], declared: {} });
    expect(disclosures.flatMap(({ points }) => points).find(({ id }) => id === 'b6-water')!.value).toBe(120);
  });

  test('a gap is named, never a zero', () => {
    expect(point('b7-hazardous')).toMatchObject({ value: null, gap: 'À déclarer par l’entreprise.' });
    expect(vsmeOf({ balance: computed([]), employees: null, turnoverKeuros: null, activityCode: null, plan: [], declared: {} }).disclosures.flatMap(({ points }) => points).find(({ id }) => id === 'b3-energy')).toMatchObject({ value: null, gap: expect.stringContaining('Manque') });
    const empty = vsmeOf({ balance: computed([]), employees: 4, turnoverKeuros: 310, activityCode: null, plan: [], declared: {} }).disclosures.flatMap(({ points }) => points);
    expect(['b3-scope1', 'b3-scope2', 'b3-intensity', 'c3-scope3'].map((id) => empty.find((one) => one.id === id)!.value)).toEqual([null, null, null, null]);
    expect(filled.filled + filled.gaps).toBe(filled.disclosures.flatMap(({ points }) => points).length);
  });
});
