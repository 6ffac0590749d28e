import { askAdvisers, refuseClaim, vouch } from '#core/identity/index.ts';
import { type Deps, type Done, done, inTransaction, queueMail, type Refused } from '#core/kernel/index.ts';
import { closePromise } from './act-on-promise.ts';
import type { Outcome } from './model.ts';
import { openPromise } from './open-promise.ts';
import { promisesAbout } from './queries.ts';

type Claim = { territoryId: string; siret: string; personId: string };

const waiting = async (db: Deps['db'], { territoryId, siret, personId }: Claim) => (await promisesAbout(db, territoryId, { kind: 'claim', id: personId })).filter((one) => one.state === 'open' && one.siret === siret);

const SHOWN = 300;

/** Somebody asks the advisers to vouch that she speaks for a firm: a line that any of them may take, and a clock. Asking again changes her words, not the line. */
export const askToSpeak =
  (deps: Deps) =>
  (input: Claim & { name: string; email: string; words: string }): Promise<Done<null> | Refused<'unknown-firm'>> =>
    inTransaction(deps.db, async (db) => {
      const { territoryId, siret, personId, name, email, words } = input;
      const asked = await askAdvisers({ ...deps, db })({ territoryId, siret, personId, words });
      if (!asked.ok || (await waiting(db, input)).length > 0) return asked;
      await openPromise({ ...deps, db })({ territoryId, kind: 'claim', what: `vérifier que cette personne parle au nom de l’entreprise ${siret} : « ${words.slice(0, SHOWN)} »`, subject: { kind: 'claim', id: personId }, siret, about: { name: name || email, email }, by: personId });
      return done(null);
    });

/** What was asked of the advisers needs no answer any more: the promise made by it is closed. Harmless when nothing was asked. */
export const settleClaim =
  (deps: Deps) =>
  async (claim: Claim & { by: string; outcome: Outcome; reason: string }): Promise<void> => {
    for (const { id } of await waiting(deps.db, claim)) await closePromise(deps)({ territoryId: claim.territoryId, id, by: claim.by, outcome: claim.outcome, reason: claim.reason });
  };

/** An adviser vouches for somebody who speaks for a firm; what she had asked is answered. */
export const vouchFor =
  (deps: Deps) =>
  (input: Parameters<ReturnType<typeof vouch>>[0]): ReturnType<ReturnType<typeof vouch>> =>
    inTransaction(deps.db, async (db) => {
      const vouched = await vouch({ ...deps, db })(input);
      if (vouched.ok) await settleClaim({ ...deps, db })({ ...input, personId: vouched.value.personId, outcome: 'done', reason: 'Un conseiller s’est porté garant.' });
      return vouched;
    });

/** An adviser sets aside what somebody asked; she is told, and how to go on. */
export const refuseToSpeak =
  (deps: Deps) =>
  (input: Claim & { by: string }): Promise<void> =>
    inTransaction(deps.db, async (db) => {
      const inside = { ...deps, db };
      const { territoryId, siret } = input;
      const asked = await waiting(db, input);
      await refuseClaim(inside, input);
      await settleClaim(inside)({ ...input, outcome: 'not-for-us', reason: 'Un conseiller n’a pas pu le vérifier.' });
      for (const one of asked)
        if (one.aboutEmail)
          await queueMail(inside, {
            territoryId, to: one.aboutEmail, toName: one.aboutName, kind: 'claim-refused', subject: 'Nous n’avons pas pu vérifier pour quelle entreprise vous parlez',
            lines: ['Vous demandiez à parler au nom d’une entreprise, et un conseiller n’a pas pu le vérifier.', 'Vous pouvez le prouver autrement : par un code envoyé à l’entreprise, ou en appelant votre conseiller.'],
            actions: [{ label: 'Le prouver autrement', path: `/annuaire/${siret}/rejoindre` }], why: 'Vous recevez ce message parce que vous l’aviez demandé.', once: `claim-refused ${one.id}`,
          });
    });
