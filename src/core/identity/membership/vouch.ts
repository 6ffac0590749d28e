import { type Deps, type Done, done, inTransaction, queueMail, type Refused, refused } from '#core/kernel/index.ts';
import { record } from '../audit/record.ts';
import { isOpen, join, type Joining } from './join-firm.ts';

/** Asks the advisers to vouch, in a few words they can check. */
export const askAdvisers =
  (deps: Deps) =>
  async ({ territoryId, siret, personId, words }: Joining & { words: string }): Promise<Done<null> | Refused<'unknown-firm'>> => {
    if (!(await isOpen(deps.db, { territoryId, siret }))) return refused('unknown-firm');
    const claim = { words: words.slice(0, 500), asked_at: deps.clock.now() };
    await deps.db
      .insertInto('firm_claim')
      .values({ territory_id: territoryId, siret, person_id: personId, code_hash: null, expires_at: null, ...claim })
      .onConflict((conflict) => conflict.columns(['territory_id', 'siret', 'person_id']).doUpdateSet(claim))
      .execute();
    return done(null);
  };

/** An adviser vouches for somebody who speaks for a firm: known by her address, or met for the first time. Tells her by mail. */
export const vouch =
  (deps: Deps) =>
  (input: { territoryId: string; siret: string; email: string; name?: string; by: string }): Promise<Done<{ personId: string }> | Refused<'unknown-firm' | 'oneself'>> =>
    inTransaction(deps.db, async (trx) => {
      const { territoryId, siret, by } = input;
      const email = input.email.trim().toLowerCase();
      if (!(await isOpen(trx, input))) return refused('unknown-firm');
      const known = await trx.selectFrom('person').select('id').where('email', '=', email).executeTakeFirst();
      if (known?.id === by) return refused('oneself');
      const personId = known?.id ?? deps.newId();
      // The address is proved by the first code that she types, not by the adviser's word.
      if (!known) await trx.insertInto('person').values({ id: personId, name: input.name?.trim() ?? '', email }).execute();
      await join(deps, trx, { territoryId, siret, personId }, 'adviser', by);
      const firm = await trx.selectFrom('establishment').select(['name', 'sign']).where('territory_id', '=', territoryId).where('siret', '=', siret).executeTakeFirstOrThrow();
      await queueMail({ ...deps, db: trx }, {
        territoryId,
        to: email,
        kind: 'firm-joined',
        subject: 'Vous pouvez parler au nom de votre entreprise',
        lines: [`Un conseiller du territoire vous a rattaché à ${firm.sign ?? firm.name ?? 'votre entreprise'} dans Gariotte.`, 'Vous pouvez y dire ce que vous avez, ce qui vous manque, et à qui le montrer.'],
        actions: [{ label: 'Voir la fiche', path: `/annuaire/${siret}/fiche` }],
        why: 'Vous recevez ce message une fois, parce que ce rattachement vous concerne.',
        once: `firm-joined ${siret} ${personId} ${deps.clock.today()}`,
      });
      return done({ personId });
    });

/** Takes somebody out of a firm: herself, another of its people, or an adviser does it. What she noted stays. */
export const leaveFirm =
  (deps: Deps) =>
  ({ territoryId, siret, personId, by }: Joining & { by: string }): Promise<Done<null> | Refused<'not-a-member'>> =>
    inTransaction(deps.db, async (trx) => {
      const left = await trx
        .updateTable('firm_member')
        .set({ until: deps.clock.today() })
        .where('territory_id', '=', territoryId)
        .where('siret', '=', siret)
        .where('person_id', '=', personId)
        .where((e) => e.or([e('until', 'is', null), e('until', '>', deps.clock.today())]))
        .executeTakeFirst();
      if (left.numUpdatedRows === 0n) return refused('not-a-member');
      await record({ ...deps, db: trx }, { territoryId, personId: by, did: 'firm.leave', siret, about: personId });
      return done(null);
    });

/** Sets aside what somebody asked. */
export const refuseClaim = async ({ db }: Pick<Deps, 'db'>, { territoryId, siret, personId }: Joining): Promise<void> =>
  void (await db.deleteFrom('firm_claim').where('territory_id', '=', territoryId).where('siret', '=', siret).where('person_id', '=', personId).execute());
