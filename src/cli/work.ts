import { type Config, type Deps, installationSecret, newId, openDatabase, outbox, smtp, startJobs, systemClock } from '#core/kernel/index.ts';
import { type ExitCode } from './command.ts';
import { jobsOf } from './jobs.ts';

/** Carries out jobs beside the product, on the same PostgreSQL, until told to stop: as many of these as the machine has cores, on as many machines as wanted. */
export async function work(config: Config, args: string[]): Promise<ExitCode> {
  if (args.length > 0) return process.stderr.write('gariotte work ne prend pas d’argument : DATABASE_URL le règle.\n'), 2;
  if (config.storage.kind === 'embedded') return process.stderr.write('gariotte work : il faut DATABASE_URL. La base embarquée n’a qu’un maître, le produit lui-même, qui fait déjà ce travail.\n'), 2;
  const opened = await openDatabase(config.storage);
  if (!opened.ok) return process.stderr.write(`gariotte : ${opened.message}\n`), 1;
  const deps: Deps = { db: opened.db, clock: systemClock, newId, secret: await installationSecret(opened.db, config.secret), mailLeaves: config.smtp !== null };
  const transport = config.smtp ? smtp(config.smtp.url, config.smtp.from) : outbox;
  const jobs = await startJobs(config.storage, opened, deps, jobsOf(transport, config), (error) => console.error(error));
  process.stdout.write('Gariotte travaille (Ctrl+C pour arrêter)\n');
  await new Promise<void>((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
  await jobs.stop();
  transport.close();
  await opened.close();
  return 0;
}
