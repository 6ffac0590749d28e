import type { Deps } from '../deps.ts';
import { done, type Done, refused, type Refused } from '../outcome.ts';
import { readToken } from '../links.ts';
import { STOP_MAIL } from './send-mails.ts';

export type StopAsked = { territoryId: string; address: string; kind: string };

/** What a link at the foot of a mail asks to stop. */
export function readStopLink(deps: Deps, token: string): Done<StopAsked> | Refused<'forged' | 'expired'> {
  const read = readToken<[string, string, string]>(deps, STOP_MAIL, token);
  if (!read.ok) return refused(read.reason);
  const [territoryId, address, kind] = read.data;
  return done({ territoryId, address, kind });
}

/** Stops a kind of mail to an address, for good; harmless twice. What was queued is not sent either. */
export const stopMail = (deps: Pick<Deps, 'db' | 'clock'>) => async ({ territoryId, address, kind }: StopAsked, because: 'asked' | 'bounced' = 'asked'): Promise<void> => {
  await deps.db.insertInto('mail_stop').values({ territory_id: territoryId, address: address.toLowerCase(), kind, because, since: deps.clock.now() }).onConflict((conflict) => conflict.doNothing()).execute();
};

/** Lets a kind of mail reach an address again: she changed her mind. */
export const resumeMail = (deps: Deps) => async ({ territoryId, address, kind }: StopAsked): Promise<void> => {
  await deps.db.deleteFrom('mail_stop').where('territory_id', '=', territoryId).where('address', '=', address.toLowerCase()).where('kind', '=', kind).execute();
};
