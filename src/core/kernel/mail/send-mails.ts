import { type Kysely, sql } from 'kysely';
import { setTimeout as wait } from 'node:timers/promises';
import type { Deps } from '../deps.ts';
import { signToken } from '../links.ts';
import type { Tables } from '../tables.ts';
import { nextMailTime } from '../working-days.ts';
import { renderMail } from './render-mail.ts';
import type { MailContent } from './tables.ts';
import type { Transport } from './transport.ts';

export const STOP_MAIL = 'stop-mail';
const A_YEAR = 366 * 86_400_000;
// A mail still in hand after this was in the hands of a process that died.
const LOST_AFTER_MS = 10 * 60_000;
// Tried again after 1, 2, 4 … minutes; 12 times make almost three days.
const MOST_ATTEMPTS = 12;
const BATCH = 40;

type Control = { siteUrl: string; signal?: AbortSignal; /** Mails a second, so that ten thousand due at once leave without a spike. */ perSecond?: number };
export type Sent = { sent: number; stopped: number; refused: number; later: number };
type Claimed = { territory_id: string; id: string; to_address: string; to_name: string | null; kind: string; essential: boolean; subject: string; content: MailContent; attempts: number };

/** Sends what is due, until nothing is: the essential first, the rest only at hours when people may be written to. Any number of processes may do it at once. */
export async function sendMails(deps: Deps, transport: Transport, { siteUrl, signal, perSecond = 60 }: Control): Promise<Sent> {
  const total: Sent = { sent: 0, stopped: 0, refused: 0, later: 0 };
  await takeBackLost(deps);
  while (!signal?.aborted) {
    const startedAt = performance.now();
    const claimed = await claim(deps);
    if (claimed.length === 0) return total;
    const stops = await stopsOf(deps.db, claimed);
    const became = await Promise.all(
      claimed.map(async (mail): Promise<Became> => {
        const address = `${mail.territory_id} ${mail.to_address}`;
        return !mail.essential && (stops.has(address) || stops.has(`${address} ${mail.kind}`)) ? 'stopped' : hand(deps, transport, siteUrl, mail);
      }),
    );
    await settle(deps, claimed, became);
    for (const one of became) total[typeof one === 'string' ? one : one.permanent ? 'refused' : 'later']++;
    const pause = (claimed.length / perSecond) * 1000 - (performance.now() - startedAt);
    if (pause > 0 && claimed.length === BATCH) await wait(pause, undefined, signal ? { signal } : {}).catch(() => {});
  }
  return total;
}

async function claim({ db, clock }: Deps): Promise<Claimed[]> {
  const now = clock.now();
  const open = nextMailTime(now).getTime() === now.getTime();
  const { rows } = await sql<Claimed>`
    update mail set state = 'sending', attempts = attempts + 1, claimed_at = ${now}
    where (territory_id, id) in (
      select territory_id, id from mail where state = 'queued' and not_before <= ${now} and (essential or ${open})
      order by essential desc, not_before limit ${BATCH} for update skip locked)
    returning territory_id, id, to_address, to_name, kind, essential, subject, content, attempts`.execute(db);
  return rows;
}

const takeBackLost = ({ db, clock }: Deps) =>
  db.updateTable('mail').set({ state: 'queued' }).where('state', '=', 'sending').where('claimed_at', '<', new Date(clock.now().getTime() - LOST_AFTER_MS)).execute();

/** `territory address` when everything is stopped, `territory address kind` when a kind is. */
async function stopsOf(db: Kysely<Tables>, mails: Claimed[]): Promise<Set<string>> {
  const rows = await db.selectFrom('mail_stop').select(['territory_id', 'address', 'kind']).where('address', 'in', [...new Set(mails.map((mail) => mail.to_address))]).execute();
  return new Set(rows.map((row) => (row.kind === '*' ? `${row.territory_id} ${row.address}` : `${row.territory_id} ${row.address} ${row.kind}`)));
}

function hand(deps: Deps, transport: Transport, siteUrl: string, mail: Claimed): Promise<Became> {
  const stop = mail.essential ? null : `${siteUrl}/courrier/arret/${signToken(deps, STOP_MAIL, [mail.territory_id, mail.to_address, mail.kind], new Date(deps.clock.now().getTime() + A_YEAR))}`;
  return transport.send(renderMail(mail, siteUrl, stop)).then((handed) => (handed.ok ? 'sent' : handed));
}

type Became = 'sent' | 'stopped' | { permanent: boolean; reason: string };

/** Notes what became of some mails in one statement: pages wait behind few of them, however many mails leave. */
async function settle({ db, clock }: Deps, mails: Claimed[], became: Became[]): Promise<void> {
  const now = clock.now();
  const rows = mails.map((mail, i) => {
    const one = became[i]!;
    const state = typeof one === 'string' ? one : one.permanent || mail.attempts >= MOST_ATTEMPTS ? 'refused' : 'queued';
    return { territory_id: mail.territory_id, id: mail.id, state, error: typeof one === 'string' ? null : one.reason, not_before: state === 'queued' ? new Date(now.getTime() + 60_000 * 2 ** (mail.attempts - 1)) : null };
  });
  await sql`update mail set state = change.state, error = change.error, not_before = coalesce(change.not_before, mail.not_before), sent_at = case when change.state = 'sent' then ${now}::timestamptz end
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as change (territory_id text, id uuid, state text, error text, not_before timestamptz)
    where mail.territory_id = change.territory_id and mail.id = change.id`.execute(db);
  const bounced = mails.filter((_, i) => typeof became[i] === 'object' && became[i].permanent);
  if (bounced.length > 0)
    await db.insertInto('mail_stop').values(bounced.map((mail) => ({ territory_id: mail.territory_id, address: mail.to_address, kind: '*', because: 'bounced' as const, since: now }))).onConflict((conflict) => conflict.doNothing()).execute();
}
