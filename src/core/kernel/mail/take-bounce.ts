import type { Deps } from '../deps.ts';
import { done, type Done, refused, type Refused } from '../outcome.ts';
import { inTransaction } from '../transaction.ts';
import { isForGood, readDsn } from './read-dsn.ts';
import { stopMail } from './stop-mail.ts';

const OURS = /^<([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@/;

/** `stopped`: nothing is written to the address any more, and the desk says to telephone; else why it goes on. */
export type Bounce = { address: string; stopped: true } | { address: string; stopped: false; because: 'not-failed' | 'may-pass' };

/**
 * Takes a refusal that a mail server sends back later, as a delivery-status mail (RFC 3464): stops the address that does not exist. Only for a mail that we
 * sent, known by its Message-ID: anybody can write such a report, nobody else knows what we sent. Harmless when repeated.
 */
export const takeBounce =
  (deps: Pick<Deps, 'db' | 'clock'>) =>
  async (text: string): Promise<Done<Bounce> | Refused<'not-a-report' | 'not-ours'>> => {
    const report = readDsn(text);
    if (!report || report.deliveries.length === 0) return refused('not-a-report');
    const id = OURS.exec(report.messageId ?? '')?.[1];
    const mail = id ? await deps.db.selectFrom('mail').select(['territory_id', 'to_address']).where('id', '=', id).executeTakeFirst() : undefined;
    if (!id || !mail) return refused('not-ours');
    // A mail of ours has one recipient; where it was sent on to is of no matter.
    const delivery = report.deliveries.find((one) => one.address === mail.to_address) ?? report.deliveries[0]!;
    const verdict = isForGood(delivery);
    if (!verdict.ok) return done({ address: mail.to_address, stopped: false, because: verdict.because });
    await inTransaction(deps.db, async (db) => {
      await db.updateTable('mail').set({ state: 'refused', error: delivery.diagnostic || delivery.status }).where('territory_id', '=', mail.territory_id).where('id', '=', id).execute();
      await stopMail({ ...deps, db })({ territoryId: mail.territory_id, address: mail.to_address, kind: '*' }, 'bounced');
    });
    return done({ address: mail.to_address, stopped: true });
  };
