import { expect, test } from 'vitest';
import { runCommand, type Terminal } from '../run-command.ts';
import { uses } from './uses.ts';

async function typed(...words: string[]) {
  const seen = { out: '', err: '' };
  const terminal: Terminal = { out: (text) => (seen.out += text), err: (text) => (seen.err += text), tty: false, cwd: '/', signal: new AbortController().signal };
  const code = await runCommand(uses, words, terminal, () => Promise.reject(new Error('no database is needed')));
  return { code, ...seen };
}

test('for machines, an array best first with the activity, its label, the use, the treatment, the score and the reason', async () => {
  const { code, out } = await typed('--waste', '030105', '--from', '16.10', '--top', '5', '--json');
  const ranked = JSON.parse(out) as Record<string, unknown>[];
  expect(code).toBe(0);
  expect(ranked.length).toBe(5);
  for (const one of ranked) expect(one).toMatchObject({ naf: expect.stringMatching(/^\d\d\.\d\d$/), label: expect.any(String), use: expect.any(String), treatment: expect.any(String), score: expect.any(Number), why: expect.any(String) });
});

test('for people, the code as the law prints it, and a warning when it is hazardous', async () => {
  expect((await typed('--waste', '03 01 05', '--top', '1')).out).toMatch(/^03.01.05  Sciure/);
  expect((await typed('--waste', '030104', '--top', '1')).out).toContain('opérateur autorisé');
});

test.each([
  [['--top', '3'], 'il faut un code de déchet'],
  [['--waste', '999999'], 'n’est pas dans la liste européenne'],
  [['--waste', '030105', '--from', '99.98'], 'n’est pas dans la NAF'],
  [['--waste', '030105', '--top', 'dix'], 'il faut un nombre entier'],
  [['--dechet', '030105'], '--help'],
])('asked wrongly (%s), it says what is wrong and exits with 2', async (words, said) => {
  const { code, err } = await typed(...words);
  expect(code).toBe(2);
  expect(err).toContain(said);
});
