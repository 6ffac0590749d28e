import { expect, test } from 'vitest';
import { systemClock } from '#core/kernel/index.ts';
import { communePositions } from '#core/territory/index.ts';
import { boardFileSchema, boardOf, matchBoardFile } from './index.ts';

const positions = communePositions();
const at = (side: object) => ({ commune: '46042', ...side });

async function improvements(id: string, file: { offers?: object[]; needs: object[] }) {
  const board = boardOf(id)!;
  const read = boardFileSchema(board).parse({ offers: (file.offers ?? []).map(at), needs: file.needs.map(at) });
  const matched = await matchBoardFile(board, read as { offers: object[]; needs: object[] }, { today: systemClock.today(), communePlace: (code) => positions.get(code) ?? null });
  return matched.proposals.map((one) => one.leastChange?.replaceAll(/[\u00a0\u202f]/g, ' ') ?? null);
}

test.each<[string, { offers?: object[]; needs: object[] }, RegExp]>([
  ['locaux', { offers: [{ id: 'hall', use: 'workshop', squareMetres: 300, divisible: true }], needs: [{ id: 'un', use: 'workshop', squareMetres: 150 }, { id: 'deux', use: 'workshop', squareMetres: 100, heightMetres: 3, dock: true }] }, /^Pour deux, sans solution : charger sans quai, au hayon : 4 500 € par an/],
  ['numerique', { offers: [{ id: 'pro', skills: ['site'], fromCents: 50_000, toCents: 90_000, perQuarter: 1, made: 'europe', hosted: 'europe' }], needs: [{ id: 'un', need: 'site', by: '2026-12-01' }, { id: 'deux', need: 'site', by: '2026-12-01', budgetCents: 60_000 }] }, /^Pour (un|deux), sans solution : (que pro prenne 2 projets|attendre)/i],
  ['mutualisation', { needs: [{ id: 'un', sort: 'equipment', what: 'Broyeur', aloneCents: 400_000, sharedCents: 500_000, farm: true, weekdays: [1] }, { id: 'deux', sort: 'equipment', what: 'Broyeur', aloneCents: 400_000, farm: true, weekdays: [2] }, { id: 'trois', sort: 'equipment', what: 'Broyeur', aloneCents: 100_000, farm: true, weekdays: [2] }] }, /^Pour trois, sans solution : prendre le/],
  ['temps-partage', { needs: [{ id: 'un', skill: 'welding', daysAWeek: 2, days: [1, 2] }, { id: 'deux', skill: 'welding', daysAWeek: 2, days: [3, 4] }, { id: 'trois', skill: 'welding', daysAWeek: 1, days: [1] }] }, /^Chez trois : rendre possible aussi le vendredi/],
  ['circuits-courts', { offers: [{ id: 'ferme', product: 'salad', kgPerWeek: 100, priceFromCents: 200, days: [2] }], needs: [{ id: 'cantine', buyer: 'canteen', product: 'salad', kgPerWeek: 60, priceToCents: 300, days: [2] }, { id: 'auberge', buyer: 'inn', product: 'salad', kgPerWeek: 30, priceToCents: 300, days: [5] }] }, /^Pour auberge, sans solution : /],
  ['sous-traitance', { offers: [{ id: 'atelier', families: ['machining'], capacityCents: 5_000_000 }], needs: [{ id: 'site', family: 'machining', centsPerYear: 4_000_000, mayBeLocalPercent: 100 }, { id: 'autre', family: 'machining', centsPerYear: 900_000, mayBeLocalPercent: 100, certificates: ['iso-9001'] }] }, /^Pour autre, sans solution : /],
  ['transmission', { offers: [{ id: 'ferme', what: 'farm', production: ['sheep'], parcels: [{ name: 'a', hectares: 30 }, { name: 'b', hectares: 25 }], cut: 'parts' }], needs: [{ id: 'un', project: ['farm'], production: ['sheep'], hectaresMin: 25, hectaresMax: 30 }, { id: 'deux', project: ['farm'], production: ['sheep'], hectaresMin: 32, hectaresMax: 40 }] }, /^Chez (un|deux) : /],
])('on the board %s, a proposal says the least change that would improve it', async (board, file, said) => {
  const found = await improvements(board, file);
  expect(found.filter((one) => one !== null)[0]).toMatch(said);
});

test('a proposal of which nothing left out could be part has none', async () => {
  expect(await improvements('locaux', { offers: [{ id: 'hall', use: 'workshop', squareMetres: 300 }], needs: [{ id: 'un', use: 'workshop', squareMetres: 150 }] })).toEqual([null]);
});
