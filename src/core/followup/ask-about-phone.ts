import { type Deps, type Done, done, inTransaction } from '#core/kernel/index.ts';
import { openPromise } from './open-promise.ts';
import { promisesAbout } from './queries.ts';

/**
 * Somebody says that a telephone number is hers and wants to know what is held under it: an adviser calls it back first, since anybody can type a number.
 * Asked again while it waits, it stays one line of the desk.
 */
export const askAboutPhone =
  (deps: Deps) =>
  ({ territoryId, personId, name, email, phone }: { territoryId: string; personId: string; name: string; email: string; phone: string }): Promise<Done<null>> =>
    inTransaction(deps.db, async (db) => {
      const waits = (await promisesAbout(db, territoryId, { kind: 'data-request', id: personId })).some((one) => one.state === 'open' && one.aboutPhone === phone);
      if (!waits)
        await openPromise({ ...deps, db })({ territoryId, kind: 'data-request', what: 'rappeler ce numéro, puis lui donner ou effacer ce qui est tenu sous lui (Poste, Données d’une personne)', subject: { kind: 'data-request', id: personId }, about: { name: name || email, phone, email }, by: personId });
      return done(null);
    });
