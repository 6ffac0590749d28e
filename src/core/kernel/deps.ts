import type { Kysely } from 'kysely';
import type { Clock } from './clock.ts';
import type { Tables } from './tables.ts';

/** A connection, or a transaction: a use case does not know which. */
export type Db = Kysely<Tables>;

/** What a use case may need from the outside. Ports that few need are taken by those few, beside these. */
export type Deps = {
  db: Db;
  clock: Clock;
  newId: () => string;
  /** Signs links; see links.ts. */
  secret: string;
  /** Tells a job that there is work for it, once the transaction is done: it looks by itself every minute anyway. */
  wake?: (job: string) => void;
  /** Mails leave through a server; without one they stay in the outbox. */
  mailLeaves?: boolean;
};
