import { expect, test } from 'vitest';
import { safePath } from './safe-path.ts';

test.each([
  ['/poste?voir=retard', '/poste?voir=retard'], ['/annuaire/00000000100010', '/annuaire/00000000100010'], [null, '/'], ['', '/'],
  ['//elsewhere.example', '/'], ['https://elsewhere.example/', '/'], ['/\\elsewhere.example', '/'], ['/\t/elsewhere.example', '/'], ['javascript:alert(1)', '/'], ['/connexion?vers=/connexion', '/'],
])('after signing in, %s leads to %s', (asked, path) => {
  expect(safePath(asked)).toBe(path);
});
