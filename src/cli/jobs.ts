import { BOARDS_JOB, INTRODUCTIONS_JOB, runIntroductions } from '#core/exchange/index.ts';
import { CLOCKS_JOB, runClocks } from '#core/followup/index.ts';
import { RETENTION_JOB } from '#core/identity/index.ts';
import { type Job, MAIL_JOB, sendMails, type Transport } from '#core/kernel/index.ts';
import { CHECKS_JOB, openChecks, REROUTE_JOB, routeUncoveredEverywhere } from '#core/support/index.ts';

/** All that is done apart from the pages, room by room. */
export const jobsOf = (transport: Transport, siteUrl: string): Job[] => [
  { name: MAIL_JOB, cron: '* * * * *', run: (deps, signal) => sendMails(deps, transport, { siteUrl, signal }) },
  { name: REROUTE_JOB, cron: '10 7 * * *', run: routeUncoveredEverywhere },
  { name: CHECKS_JOB, cron: '20 7 * * *', run: openChecks },
  RETENTION_JOB,
  BOARDS_JOB,
  { name: INTRODUCTIONS_JOB, cron: '* * * * *', run: runIntroductions },
  { name: CLOCKS_JOB, cron: '* * * * *', run: (deps, signal) => runClocks(deps, signal) },
];
