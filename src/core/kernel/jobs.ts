import { fromPglite, PgBoss } from 'pg-boss';
import type { Config } from './config.ts';
import type { OpenDatabase } from './database.ts';
import type { Deps } from './deps.ts';

/** Work done apart from any page: when its time comes, when something wakes it, and again by another process when one dies at it. */
export type Job = {
  name: string;
  /** When it looks for work by itself: a cron expression, in the time of Paris. */
  cron: string;
  /** Does what there is to do; harmless twice, and when two do it at once. With parts, does one of them. */
  run: (deps: Deps, signal: AbortSignal, part: string) => Promise<unknown>;
  /** The parts it falls into when its time comes (territories): each is a job of its own, taken by whichever process is free; a part waits once at most. */
  parts?: (deps: Deps) => Promise<string[]>;
  /** A run that gives no sign of life for so long is given to another process. Half an hour unless said. */
  expireSeconds?: number;
};

export type Jobs = { wake: (job: string) => void; stop: () => Promise<void> };

const HALF_AN_HOUR = 1_800;
const partsOf = (name: string) => `${name}-part`;

/**
 * Carries out jobs in this process, sharing them with any other process on the same database: at most one run of a job at a time everywhere.
 * `onError` hears what went wrong; the job is tried again.
 */
export async function startJobs(storage: Config['storage'], opened: OpenDatabase, deps: Deps, jobs: Job[], onError: (error: Error) => void): Promise<Jobs> {
  const boss = new PgBoss({
    schema: 'job',
    ...(storage.kind === 'server' ? { connectionString: storage.url, max: 3 } : { db: fromPglite(opened.pglite!), backend: 'pglite' as const }),
    supervise: true,
    // An embedded database has nobody else's rows to watch, a server has its own vacuum.
    monitorVacuum: false,
    cronMonitorIntervalSeconds: 30,
  });
  boss.on('error', onError);
  await boss.start();
  const workers = new Map<string, string>();
  for (const job of jobs) {
    const lasting = { policy: 'stately' as const, heartbeatSeconds: 30, retryLimit: 5, retryDelay: 5, retryBackoff: true, expireInSeconds: job.expireSeconds ?? HALF_AN_HOUR, deleteAfterSeconds: 86_400 };
    await boss.createQueue(job.name, lasting);
    await boss.schedule(job.name, job.cron, null, { tz: 'Europe/Paris' });
    const { parts } = job;
    const queueOfParts = partsOf(job.name);
    if (parts) {
      await boss.createQueue(queueOfParts, lasting);
      await boss.work<{ part: string }>(queueOfParts, { pollingIntervalSeconds: 2 }, async ([one]) => {
        await job.run(deps, one!.signal, one!.data.part);
      });
    }
    const worker = await boss.work(job.name, { pollingIntervalSeconds: 5 }, async ([one]) => {
      if (!parts) await job.run(deps, one!.signal, '');
      else for (const part of await parts(deps)) await boss.send(queueOfParts, { part }, { singletonKey: part });
    });
    workers.set(job.name, worker);
  }
  const wake = (name: string) => {
    // One that waits already is enough.
    boss.send(name).then(() => boss.notifyWorker(workers.get(name)!), onError);
  };
  return { wake, stop: () => boss.stop({ graceful: true, timeout: 5_000 }) };
}
