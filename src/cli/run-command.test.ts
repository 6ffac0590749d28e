import { expect, test } from 'vitest';
import type { Deps } from '#core/kernel/index.ts';
import { type Command, CommandFailure, UsageError } from './command.ts';
import { familyOf, findCommand, runCommand } from './run-command.ts';

const command = (run: Command['run']): Command => ({ name: 'essai', summary: 'Un essai', options: [{ name: 'top', value: '<n>', help: 'combien' }], run });

async function typed(one: Command, words: string[], tty = false) {
  let [out, err] = ['', ''];
  const terminal = { out: (text: string) => (out += text), err: (text: string) => (err += text), tty, cwd: '/', signal: new AbortController().signal };
  const code = await runCommand(one, words, terminal, async () => ({}) as Deps);
  return { code, out, err };
}

test('the longest name wins, and the words left are its own', () => {
  const [load, list] = [{ ...command(async () => 0), name: 'territory load' }, { ...command(async () => 0), name: 'territory' }];
  expect(findCommand([list, load], ['territory', 'load', 'x'])).toMatchObject({ command: load, rest: ['x'] });
  expect(findCommand([list, load], ['territory', 'x'])).toMatchObject({ command: list, rest: ['x'] });
  expect(findCommand([list, load], ['nothing'])).toBeNull();
});

test('the first word of a family shows its commands', () => {
  const [load, list, uses] = ['territory load', 'territory list', 'uses'].map((name) => ({ ...command(async () => 0), name }));
  expect(familyOf([load!, list!, uses!], 'territory')).toEqual([load, list]);
  expect(familyOf([load!, list!, uses!], 'uses')).toEqual([]);
  expect(familyOf([load!], undefined)).toEqual([]);
});

test('--help says what the command takes, and does nothing else', async () => {
  const help = await typed(command(async () => { throw new Error('must not run'); }), ['--help']);
  expect(help).toMatchObject({ code: 0, err: '' });
  expect(help.out).toContain('--top <n>');
});

test('asked wrongly is code 2, impossible is code 1, each in a sentence', async () => {
  expect(await typed(command(async () => 0), ['--unknown'])).toMatchObject({ code: 2, out: '' });
  expect(await typed(command(async () => { throw new UsageError('il manque le fichier.'); }), [])).toMatchObject({ code: 2, err: expect.stringContaining('il manque le fichier.') });
  expect(await typed(command(async () => { throw new CommandFailure('le fichier est vide.'); }), [])).toEqual({ code: 1, out: '', err: 'gariotte essai : le fichier est vide.\n' });
});

test('progress is for people: nothing of it reaches a file or another program', async () => {
  const long = command(async (context) => {
    for (let i = 0; i <= 10; i++) context.progress(i, 10, 'Lecture');
    context.print('fait');
    return 0;
  });
  expect(await typed(long, [])).toEqual({ code: 0, out: 'fait\n', err: '' });
  expect((await typed(long, [], true)).err).toContain('Lecture : 10 / 10');
});
