import { boardsJob, INTRODUCTIONS_JOB, runIntroductions } from '#core/exchange/index.ts';
import { CLOCKS_JOB, runClocks } from '#core/followup/index.ts';
import { RETENTION_JOB } from '#core/identity/index.ts';
import { type Config, type Job, MAIL_JOB, sendMails, STATISTICS_JOB, type Transport } from '#core/kernel/index.ts';
import { CHECKS_JOB, openChecks, REROUTE_JOB, routeUncoveredEverywhere, tellCalledOff } from '#core/support/index.ts';

/** All that is done apart from the pages, room by room. */
export const jobsOf = (transport: Transport, { siteUrl, storage }: Pick<Config, 'siteUrl' | 'storage'>): Job[] => [
  { name: MAIL_JOB, cron: '* * * * *', run: (deps, signal) => sendMails(deps, transport, { siteUrl, signal }) },
  { name: REROUTE_JOB, cron: '10 7 * * *', run: routeUncoveredEverywhere },
  { name: CHECKS_JOB, cron: '20 7 * * *', run: async (deps, signal) => (await tellCalledOff(deps), openChecks(deps, signal)) },
  RETENTION_JOB,
  STATISTICS_JOB,
  // On a server, other processes take other territories; an embedded database has this one alone.
  boardsJob(storage.kind === 'embedded' ? 2 : 1),
  { name: INTRODUCTIONS_JOB, cron: '* * * * *', run: runIntroductions },
  { name: CLOCKS_JOB, cron: '* * * * *', run: (deps, signal) => runClocks(deps, signal) },
];
