import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');

const freePort = () =>
  new Promise<number>((resolve) => {
    const server = createServer();
    server.listen(0, () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });

/** Starts the product as `npm start` does, on an empty folder, and gives its address to the journeys. */
export default async function setup({ provide }: { provide: (key: 'address' | 'folder', value: string) => void }) {
  const folder = mkdtempSync(join(tmpdir(), 'gariotte-e2e-'));
  const port = await freePort();
  const product = spawn(process.execPath, ['src/cli/main.ts', 'serve'], { cwd: ROOT, env: { ...process.env, PORT: String(port), GARIOTTE_DATA: folder, DATABASE_URL: '' }, stdio: ['ignore', 'pipe', 'pipe'] });
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
  return async () => {
    product.kill('SIGTERM');
    await new Promise((resolve) => product.on('close', resolve));
    rmSync(folder, { recursive: true, force: true });
  };
}

declare module 'vitest' {
  export interface ProvidedContext {
    address: string;
    folder: string;
  }
}
