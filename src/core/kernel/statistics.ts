import { sql } from 'kysely';
import type { Db } from './deps.ts';
import type { Job } from './jobs.ts';

/**
 * Counts what tables hold, for the plans of queries: to be called after much was written. A server does it by itself within a minute; an embedded database never,
 * and without it reads one kind of what a département's firms say in five seconds instead of ten milliseconds. Not within a transaction.
 */
export async function refreshStatistics(db: Db): Promise<void> {
  await sql`analyze`.execute(db);
}

/** Each night before the boards: room of what was deleted is given back, and tables are counted. */
export const STATISTICS_JOB: Job = {
  name: 'statistics',
  cron: '15 2 * * *',
  run: ({ db }) => sql`vacuum (analyze)`.execute(db),
};
