import { expect, test } from 'vitest';
import { readTrail, trailAddress } from './filter.ts';

test('the address of the trail holds what is asked; what cannot be read is said at its field and kept', () => {
  const asked = readTrail(new URLSearchParams({ qui: ' camille ', entreprise: '123 456 789 01234', quoi: 'record.read', du: '2026-11-01', au: '2026-11-30', page: '3' }));
  expect(asked).toMatchObject({ filter: { person: 'camille', siret: '12345678901234', did: 'record.read', from: '2026-11-01', to: '2026-11-30' }, problems: {}, page: 3 });
  expect(trailAddress(asked.typed, { page: 2 })).toBe('/journal?qui=camille&entreprise=123+456+789+01234&quoi=record.read&du=2026-11-01&au=2026-11-30&page=2');
  const wrong = readTrail(new URLSearchParams({ entreprise: 'scierie', du: '2026-13-45', quoi: 'tout' }));
  expect(wrong).toMatchObject({ filter: {}, typed: { entreprise: 'scierie', du: '2026-13-45' }, problems: { entreprise: expect.any(String), du: expect.any(String) }, page: 1 });
});
