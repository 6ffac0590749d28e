// Measures one thing in a process of its own, so that the memory told is its alone. Imported: apart(…). Run by itself as the child that it forks.
import { fork } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

type Told<Result> = { result: Result; peakMB: number } | { failure: string };
type Asked = { module: string; name: string; input: unknown };

/** Calls what `module` exports under `name` with `input` in a fresh process. `peakMB`: the most memory that process ever held, instance included. */
export const apart = <Input, Result>(module: string, name: string, input: Input): Promise<{ result: Result; peakMB: number }> =>
  new Promise((resolve, reject) => {
    const child = fork(import.meta.filename, { serialization: 'advanced' });
    child.on('error', reject);
    child.on('exit', (code) => reject(new Error(`the process measured ended with ${code}`)));
    child.on('message', (told: Told<Result>) => ('failure' in told ? reject(new Error(told.failure)) : resolve(told)));
    child.send({ module, name, input } satisfies Asked);
  });

// What getrusage tells of a forked process begins with what its parent held; the kernel's own high-water mark does not.
function peakMB(): number {
  const mark = existsSync('/proc/self/status') ? /VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8')) : null;
  return Math.round((mark ? Number(mark[1]) : process.resourceUsage().maxRSS) / 1024);
}

if (process.send && process.argv[1] === import.meta.filename) {
  process.once('message', async ({ module, name, input }: Asked) => {
    try {
      const { [name]: measure } = (await import(module)) as Record<string, (input: unknown) => unknown>;
      const result = await measure!(input);
      process.send!({ result, peakMB: peakMB() });
    } catch (error) {
      process.send!({ failure: error instanceof Error ? error.message : String(error) });
    }
    process.disconnect();
  });
}
