import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { inject } from 'vitest';

/** Types a command of the product beside the one that runs. */
export const command = (...words: string[]): Promise<{ code: number | null; output: string }> =>
  new Promise((resolve) => {
    const child = execFile(process.execPath, [join(import.meta.dirname, '../../src/cli/main.ts'), ...words], { env: { ...process.env, GARIOTTE_DATA: inject('folder'), DATABASE_URL: '' } }, (_, output) => resolve({ code: child.exitCode, output }));
  });

/** A sign-in code, as who holds the machine gets one. */
export const codeFor = async (email: string): Promise<string> => (JSON.parse((await command('account', 'code', email, '--json')).output) as { code: string }).code;
