import { expect, test } from 'vitest';
import { readResult } from './result-form.ts';

const form = (fields: Record<string, string>) => {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
};

test('figures are read as the French write them; empty ones are not known', () => {
  expect(readResult(form({ resultat: 'done', quantite: '1 234,5', valeur: '3 700 €' }))).toEqual({ ok: true, result: 'done', quantity: 1234.5, worthCents: 370_000, words: '' });
  expect(readResult(form({ resultat: 'under-way', quantite: '', valeur: '-500' }))).toMatchObject({ ok: true, quantity: null, worthCents: -50_000 });
});

test('what does not read is told at its field, and what was typed is kept', () => {
  expect(readResult(form({ resultat: 'done', quantite: 'beaucoup' }))).toMatchObject({ ok: false, field: 'quantite', typed: { quantite: 'beaucoup' } });
  expect(readResult(form({ quantite: '12' }))).toMatchObject({ ok: false, field: 'resultat' });
  expect(readResult(form({ resultat: 'done', valeur: '1e99' }))).toMatchObject({ ok: false, field: 'valeur' });
});
