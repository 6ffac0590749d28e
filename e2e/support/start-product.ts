import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');

/** A port that nobody listens to. */
export const freePort = () =>
  new Promise<number>((resolve) => {
    const server = createServer();
    server.listen(0, () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });

export type Product = { address: string; folder: string; stop: () => Promise<void> };

/** Starts the product as `npm start` does, on an empty folder of its own; it is gone with its folder when stopped. */
export async function startProduct(port: number, environment: Record<string, string> = {}): Promise<Product> {
  const folder = mkdtempSync(join(tmpdir(), 'gariotte-e2e-'));
  const product = spawn(process.execPath, ['src/cli/main.ts', 'serve'], { cwd: ROOT, env: { ...process.env, ...environment, PORT: String(port), GARIOTTE_DATA: folder, DATABASE_URL: '' }, stdio: ['ignore', 'pipe', 'pipe'] });
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
  const stop = async () => {
    product.kill('SIGTERM');
    await new Promise((resolve) => product.on('close', resolve));
    rmSync(folder, { recursive: true, force: true });
  };
  return { address: `http://localhost:${port}`, folder, stop };
}
