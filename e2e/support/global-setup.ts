import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CLIENT, startDouble } from '../../src/core/identity/testing/proconnect-double.ts';

const ROOT = join(import.meta.dirname, '../..');

const freePort = () =>
  new Promise<number>((resolve) => {
    const server = createServer();
    server.listen(0, () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });

/** Starts the product as `npm start` does, on an empty folder, beside a double of ProConnect, and gives its address to the journeys. */
export default async function setup({ provide }: { provide: (key: 'address' | 'folder' | 'proConnect', value: string) => void }) {
  const folder = mkdtempSync(join(tmpdir(), 'gariotte-e2e-'));
  const port = await freePort();
  const double = await startDouble([`http://localhost:${port}/connexion/auth/callback/proconnect`], [`http://localhost:${port}/connexion`]);
  const proConnect = { PROCONNECT_DOMAIN: double.domain, PROCONNECT_CLIENT_ID: CLIENT.id, PROCONNECT_CLIENT_SECRET: CLIENT.secret };
  const product = spawn(process.execPath, ['src/cli/main.ts', 'serve'], { cwd: ROOT, env: { ...process.env, ...proConnect, PORT: String(port), GARIOTTE_DATA: folder, DATABASE_URL: '' }, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  await new Promise<void>((resolve, reject) => {
    const hear = (part: Buffer) => {
      said += part;
      if (said.includes(`http://localhost:${port}`)) resolve();
    };
    product.stdout.on('data', hear);
    product.stderr.on('data', hear);
    product.on('close', (code) => reject(new Error(`The product stopped (${code}):\n${said}`)));
  });
  provide('address', `http://localhost:${port}`);
  provide('folder', folder);
  provide('proConnect', double.domain);
  return async () => {
    product.kill('SIGTERM');
    await new Promise((resolve) => product.on('close', resolve));
    await double.close();
    rmSync(folder, { recursive: true, force: true });
  };
}

declare module 'vitest' {
  export interface ProvidedContext {
    address: string;
    folder: string;
    /** Where the double of ProConnect is. */
    proConnect: string;
  }
}
