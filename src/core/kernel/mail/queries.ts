import type { Db } from '../deps.ts';
import type { MailContent, MailState } from './tables.ts';

export type MailShown = { id: string; to: string; toName: string | null; kind: string; subject: string; content: MailContent; state: MailState; at: Date; notBefore: Date; error: string | null };

const shown = (db: Db, territoryId: string) =>
  db
    .selectFrom('mail')
    .select(['id', 'to_address as to', 'to_name as toName', 'kind', 'subject', 'content', 'state', 'created_at as at', 'not_before as notBefore', 'error'])
    .where('territory_id', '=', territoryId);

/** The latest mails of a territory, newest first; to one address only when it is given. */
export const mailsOf = (db: Db, territoryId: string, { to, limit = 50, before }: { to?: string; limit?: number; before?: Date } = {}): Promise<MailShown[]> => {
  let query = shown(db, territoryId).orderBy('created_at', 'desc').orderBy('id', 'desc').limit(limit);
  if (to) query = query.where('to_address', '=', to.toLowerCase());
  if (before) query = query.where('created_at', '<', before);
  return query.execute();
};

/** One mail of a territory's outbox. */
export const mailById = (db: Db, territoryId: string, id: string): Promise<MailShown | undefined> => shown(db, territoryId).where('id', '=', id).executeTakeFirst();
