import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ExitCode } from './command.ts';
import { handOver, listenForCommands } from './control.ts';
import type { Terminal } from './run-command.ts';

const folder = () => mkdtempSync(join(tmpdir(), 'gariotte-control-'));

async function handedOver(at: string, words: string[], signal = new AbortController().signal) {
  let [out, err] = ['', ''];
  const code = await handOver(at, words, { out: (text) => (out += text), err: (text) => (err += text), tty: false, cwd: '/somewhere', input: 'a mail\nof two lines', signal });
  return { code, out, err };
}

test('a command typed while the product runs is done by the product, and answers where it was typed', async () => {
  const at = folder();
  const control = await listenForCommands(at, async (words, terminal: Terminal) => {
    terminal.out(`${words.join(' ')} from ${terminal.cwd} with ${JSON.stringify(terminal.input)}\n`);
    terminal.err('warning\n');
    return 1;
  });
  expect(await handedOver(at, ['uses', '--waste', '030105'])).toEqual({ code: 1, out: 'uses --waste 030105 from /somewhere with "a mail\\nof two lines"\n', err: 'warning\n' });
  control.close();
});

test('when nothing runs, or what ran was killed, the command is told to open the folder itself', async () => {
  const at = folder();
  expect((await handedOver(at, ['uses'])).code).toBeNull();
  writeFileSync(join(at, 'control'), join(at, 'nobody.sock'));
  expect((await handedOver(at, ['uses'])).code).toBeNull();
});

test('Ctrl+C here stops the work there', async () => {
  const at = folder();
  const abort = new AbortController();
  const stopped = Promise.withResolvers<void>();
  const control = await listenForCommands(at, (_, terminal): Promise<ExitCode> => {
    terminal.signal.addEventListener('abort', () => stopped.resolve());
    abort.abort();
    return new Promise(() => {});
  });
  await handedOver(at, ['import'], abort.signal);
  await stopped.promise;
  control.close();
});
