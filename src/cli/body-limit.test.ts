import { expect, test } from 'vitest';
import { refusedBody } from './body-limit.ts';

const sized = (bytes: number) => ({ 'content-length': String(bytes) });
const accounts = '/diagnostics/carbone/abc/fichier?/comptes';

test('accounts of a hundred thousand entries come in where they are asked for, and nowhere else', () => {
  expect([refusedBody(accounts, sized(20_000_000)), refusedBody('/demander?/envoyer', sized(20_000_000)), refusedBody('/diagnostics/carbone/abc/ligne', sized(20_000_000))]).toEqual([null, 413, 413]);
});

test('a form, and a page asked for, come in; what is too large even for accounts does not', () => {
  expect([refusedBody('/demander?/envoyer', sized(2_000)), refusedBody('/', {}), refusedBody(accounts, sized(50_000_000))]).toEqual([null, null, 413]);
});

test('a body of a length that nobody says is taken for accounts only, where it is counted as it comes', () => {
  expect([refusedBody('/connexion', { 'transfer-encoding': 'chunked' }), refusedBody(accounts, { 'transfer-encoding': 'chunked' })]).toEqual([411, null]);
});
