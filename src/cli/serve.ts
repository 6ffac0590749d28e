import { type Config, type Deps, installationSecret, type Jobs, newId, openDatabase, outbox, smtp, startJobs, systemClock } from '#core/kernel/index.ts';
import { buildIfStale } from './build-if-stale.ts';
import { type ExitCode } from './command.ts';
import { commands } from './commands/index.ts';
import { listenForCommands } from './control.ts';
import { jobsOf } from './jobs.ts';
import { prepare } from './prepare.ts';
import { findCommand, runCommand } from './run-command.ts';
import { listen } from './web-server.ts';

/** Prepares what is missing (database, reference data, pages), serves until told to stop, and takes commands meanwhile. */
export async function serve(config: Config, args: string[]): Promise<ExitCode> {
  const startedAt = Date.now();
  const say = (text: string) => process.stdout.write(`${((Date.now() - startedAt) / 1000).toFixed(1).padStart(5)} s  ${text}\n`);
  if (args.length > 0) return process.stderr.write('gariotte serve ne prend pas d’argument : PORT, DATABASE_URL et GARIOTTE_DATA le règlent.\n'), 2;

  say(config.storage.kind === 'embedded' ? `Base de données embarquée : ${config.storage.folder}` : 'Base de données : serveur PostgreSQL');
  // Pages are built while the database opens, but not by a process that will be refused the folder.
  let building = Promise.resolve();
  const opened = await openDatabase(config.storage, () => {
    building = buildIfStale(say);
    building.catch(() => {});
  });
  if (!opened.ok) return process.stderr.write(`gariotte : ${opened.message}\n`), 1;
  let jobs: Jobs | null = null;
  const deps: Deps = { db: opened.db, clock: systemClock, newId, secret: await installationSecret(opened.db, config.secret), wake: (job) => jobs?.wake(job), mailLeaves: config.smtp !== null };
  const transport = config.smtp ? smtp(config.smtp.url, config.smtp.from) : outbox;
  const control =
    config.storage.kind === 'embedded'
      ? await listenForCommands(config.storage.folder, async (words, terminal) => {
          const found = findCommand(commands, words);
          return found ? runCommand(found.command, found.rest, terminal, async () => deps) : 2;
        })
      : null;
  try {
    await prepare(deps, say);
    await building;
    const server = await listen(config.port, deps);
    if (!server.ok) return process.stderr.write(`gariotte : ${server.message}\n`), 1;
    jobs = await startJobs(config.storage, opened, deps, jobsOf(transport, config), (error) => console.error(error));
    say(`Gariotte est ouverte : http://localhost:${config.port} (Ctrl+C pour fermer)`);
    await new Promise<void>((resolve) => {
      process.once('SIGINT', () => resolve());
      process.once('SIGTERM', () => resolve());
    });
    await server.close();
    return 0;
  } finally {
    control?.close();
    await jobs?.stop();
    transport.close();
    await opened.close();
  }
}
