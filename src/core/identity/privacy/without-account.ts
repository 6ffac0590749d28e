import { z } from 'zod';
import { type Db, type Deps, type Done, done, inTransaction, type Refused, refused } from '#core/kernel/index.ts';
import { record } from '../audit/record.ts';
import { eraseFrom, type Held, heldAbout, placesWithoutAccount, type Whom } from './places.ts';

const PHONE = /^\+?[\d\s().-]{9,20}$/;
const LEAST_DIGITS = 9;

/** Somebody without an account, by the telephone or the address that she or an adviser gives; null when it is neither. */
export function whoWithoutAccount(territoryId: string, typed: string): Extract<Whom, { territoryId: string }> | null {
  const text = typed.trim();
  const email = z.email().max(200).safeParse(text.toLowerCase());
  if (email.success) return { territoryId, email: email.data, phone: null };
  return PHONE.test(text) && text.replace(/\D/g, '').length >= LEAST_DIGITS ? { territoryId, email: null, phone: text } : null;
}

type Who = { territoryId: string; typed: string; by: string };

const accountOf = (db: Db, email: string | null) => (email === null ? undefined : db.selectFrom('person').select('id').where('email', '=', email).executeTakeFirst());

/** All that is held about somebody without an account, written down as taken away by who asked for it. */
export const takeWithoutAccount =
  (deps: Deps) =>
  async ({ territoryId, typed, by }: Who): Promise<Done<Held[]> | Refused<'unreadable'>> => {
    const whom = whoWithoutAccount(territoryId, typed);
    if (!whom) return refused('unreadable');
    await record(deps, { territoryId, personId: by, did: 'data.export', detail: 'sans compte' });
    return done(await heldAbout(deps.db, whom));
  };

/** Erases somebody without an account, at her wish: her name, number and words wherever they stand. What she waited for ends. Who has an account erases herself from it. */
export const eraseWithoutAccount =
  (deps: Deps) =>
  async ({ territoryId, typed, by }: Who): Promise<Done<null> | Refused<'unreadable' | 'nothing-held' | 'has-account'>> => {
    const whom = whoWithoutAccount(territoryId, typed);
    if (!whom) return refused('unreadable');
    return inTransaction(deps.db, async (db) => {
      if (await accountOf(db, whom.email)) return refused('has-account');
      if ((await heldAbout(db, whom)).length === 0) return refused('nothing-held');
      for (const place of placesWithoutAccount().toReversed()) await eraseFrom(db, place, whom, deps.clock.today());
      await record({ ...deps, db }, { territoryId, personId: by, did: 'data.erase', detail: 'sans compte' });
      return done(null);
    });
  };
