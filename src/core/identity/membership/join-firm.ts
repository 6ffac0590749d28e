import { type Db, type Deps, type Done, done, inTransaction, type Refused, refused } from '#core/kernel/index.ts';
import { record } from '../audit/record.ts';

export type Joining = { territoryId: string; siret: string; personId: string };
export type HowJoined = 'proconnect' | 'code' | 'adviser';

/** Makes a person a member of a firm, once what proves it is known; forgets what she had asked. Harmless when repeated. */
export async function join(deps: Deps, trx: Db, { territoryId, siret, personId }: Joining, how: HowJoined, vouchedBy: string | null = null): Promise<void> {
  await trx
    .insertInto('firm_member')
    .values({ territory_id: territoryId, siret, person_id: personId, how, vouched_by: vouchedBy, since: deps.clock.today() })
    .onConflict((conflict) => conflict.columns(['territory_id', 'siret', 'person_id']).doUpdateSet({ how, vouched_by: vouchedBy, since: deps.clock.today(), until: null }))
    .execute();
  await trx.deleteFrom('firm_claim').where('territory_id', '=', territoryId).where('siret', '=', siret).where('person_id', '=', personId).execute();
  await record({ ...deps, db: trx }, { territoryId, personId: vouchedBy ?? personId, did: 'firm.join', siret, about: personId, detail: how });
}

/** Whether the establishment is there and open. */
export const isOpen = async (db: Db, { territoryId, siret }: Pick<Joining, 'territoryId' | 'siret'>): Promise<boolean> =>
  (await db.selectFrom('establishment').select('status').where('territory_id', '=', territoryId).where('siret', '=', siret).executeTakeFirst())?.status === 'open';

/** The establishment that ProConnect stated last for a person, when somebody had checked that; null otherwise. */
export const statedSiret = async ({ db }: Pick<Deps, 'db'>, personId: string): Promise<string | null> =>
  (await db.selectFrom('sign_in_method').select('siret').where('person_id', '=', personId).where('provider_id', '=', 'proconnect').where('siret', 'is not', null).orderBy('updated_at', 'desc').executeTakeFirst())?.siret ?? null;

/** Joins the firm whose establishment ProConnect states for the person: the very establishment, and not another of its firm. */
export const joinByProConnect =
  (deps: Deps) =>
  (input: Joining): Promise<Done<null> | Refused<'unknown-firm' | 'not-stated'>> =>
    inTransaction(deps.db, async (trx) => {
      if (!(await isOpen(trx, input))) return refused('unknown-firm');
      if ((await statedSiret({ db: trx }, input.personId)) !== input.siret) return refused('not-stated');
      await join(deps, trx, input, 'proconnect');
      return done(null);
    });
