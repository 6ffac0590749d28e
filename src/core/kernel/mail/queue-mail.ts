import type { Deps } from '../deps.ts';
import { chunks } from '../transaction.ts';
import { nextMailTime } from '../working-days.ts';

export type MailToQueue = {
  territoryId: string;
  to: string;
  toName?: string | null;
  /** What it is about, in a word: a person can stop a kind, except the essential. */
  kind: string;
  /** Asked for this very minute (a sign-in code): cannot be stopped, goes at any hour. */
  essential?: boolean;
  subject: string;
  /** Short paragraphs of plain text. */
  lines: string[];
  /** Links of ours: what it says, and its path. */
  actions?: { label: string; path: string }[];
  /** Why the person gets this, in one sentence. */
  why?: string;
  notBefore?: Date;
  /** Two causes that give the same word mean the same mail: only the first is queued. */
  once?: string;
};

export const MAIL_JOB = 'mail';

/**
 * Queues mails, in the transaction of what causes them when the database given is one; a job sends them (send-mails.ts).
 * Those that are not essential wait for an hour at which people may be written to. Answers how many were new.
 */
export async function queueMails(deps: Pick<Deps, 'db' | 'clock' | 'newId' | 'wake'>, mails: MailToQueue[]): Promise<number> {
  const now = deps.clock.now();
  let queued = 0;
  for (const part of chunks(mails, 2_000)) {
    const rows = part.map((mail) => ({
      territory_id: mail.territoryId,
      id: deps.newId(),
      to_address: mail.to.trim().toLowerCase(),
      to_name: mail.toName ?? null,
      kind: mail.kind,
      essential: mail.essential ?? false,
      // A line break in a subject would start a header of its own.
      subject: mail.subject.replace(/[\r\n]+/g, ' ').trim(),
      content: JSON.stringify({ lines: mail.lines, actions: mail.actions ?? [], why: mail.why ?? null }),
      not_before: mail.essential ? (mail.notBefore ?? now) : nextMailTime(mail.notBefore && mail.notBefore > now ? mail.notBefore : now),
      once: mail.once ?? null,
      created_at: now,
    }));
    const inserted = await deps.db.insertInto('mail').values(rows).onConflict((conflict) => conflict.columns(['territory_id', 'once']).where('once', 'is not', null).doNothing()).returning('id').execute();
    queued += inserted.length;
  }
  if (queued > 0) deps.wake?.(MAIL_JOB);
  return queued;
}

/** Queues one mail; see `queueMails`. */
export const queueMail = async (deps: Pick<Deps, 'db' | 'clock' | 'newId' | 'wake'>, mail: MailToQueue): Promise<void> => {
  await queueMails(deps, [mail]);
};
