import { createHmac, randomInt, timingSafeEqual } from 'node:crypto';
import { type Deps, type Done, done, inTransaction, queueMail, type Refused, refused } from '#core/kernel/index.ts';
import { record } from '../audit/record.ts';
import { tried } from '../sign-in/rate-limit.ts';
import { isOpen, join, type Joining } from './join-firm.ts';

const MINUTES = 60;
const ATTEMPTS = 3;

const hashOf = ({ secret }: Pick<Deps, 'secret'>, { territoryId, siret, personId }: Joining, code: string) =>
  createHmac('sha256', secret).update(`firm-claim ${territoryId} ${siret} ${personId} ${code}`).digest('hex');

/** Sends a code to the address at which an adviser knows the firm. Answers in how many minutes it stops serving. */
export const askFirmCode =
  (deps: Deps) =>
  async (input: Joining): Promise<Done<{ minutes: number }> | Refused<'unknown-firm' | 'no-address' | 'too-often'>> => {
    const { territoryId, siret, personId } = input;
    if (!(await isOpen(deps.db, input))) return refused('unknown-firm');
    if (!(await tried(deps, 'claim-person', personId)).ok || !(await tried(deps, 'code-address', `${territoryId}/${siret}`)).ok) return refused('too-often');
    return inTransaction(deps.db, async (trx) => {
      const contact = await trx.selectFrom('firm_contact').select('email').where('territory_id', '=', territoryId).where('siret', '=', siret).executeTakeFirst();
      if (!contact) return refused('no-address');
      const person = await trx.selectFrom('person').select(['name', 'email']).where('id', '=', personId).executeTakeFirstOrThrow();
      const code = String(randomInt(1_000_000)).padStart(6, '0');
      const claim = { code_hash: hashOf(deps, input, code), expires_at: new Date(deps.clock.now().getTime() + MINUTES * 60_000), attempts: 0, asked_at: deps.clock.now() };
      await trx
        .insertInto('firm_claim')
        .values({ territory_id: territoryId, siret, person_id: personId, words: null, ...claim })
        .onConflict((conflict) => conflict.columns(['territory_id', 'siret', 'person_id']).doUpdateSet(claim))
        .execute();
      await queueMail({ ...deps, db: trx }, {
        territoryId,
        to: contact.email,
        kind: 'firm-code',
        essential: true,
        subject: `${code.slice(0, 3)} ${code.slice(3)} : code pour parler au nom de votre entreprise`,
        lines: [`${person.name || person.email} (${person.email}) demande à parler au nom de votre entreprise dans Gariotte.`, `Si vous êtes d’accord, donnez-lui ce code : ${code.slice(0, 3)} ${code.slice(3)}. Il sert une fois, dans l’heure.`, 'Si vous ne connaissez pas cette personne, ne faites rien : sans ce code, elle n’aura accès à rien.'],
        why: 'Un conseiller du territoire a noté cette adresse comme celle de l’entreprise.',
      });
      return done({ minutes: MINUTES });
    });
  };

/** Joins a firm with the code that was sent to it. Three wrong codes, and another has to be asked for. */
export const joinByCode =
  (deps: Deps) =>
  (input: Joining & { code: string }): Promise<Done<null> | Refused<'wrong-code' | 'no-code'>> =>
    inTransaction(deps.db, async (trx) => {
      const { territoryId, siret, personId } = input;
      const claim = await trx.selectFrom('firm_claim').selectAll().where('territory_id', '=', territoryId).where('siret', '=', siret).where('person_id', '=', personId).forUpdate().executeTakeFirst();
      if (!claim?.code_hash || !claim.expires_at || claim.expires_at <= deps.clock.now() || claim.attempts >= ATTEMPTS || !(await isOpen(trx, input))) return refused('no-code');
      if (!timingSafeEqual(Buffer.from(claim.code_hash), Buffer.from(hashOf(deps, input, input.code)))) {
        await trx.updateTable('firm_claim').set({ attempts: claim.attempts + 1 }).where('territory_id', '=', territoryId).where('siret', '=', siret).where('person_id', '=', personId).execute();
        return refused('wrong-code');
      }
      await join(deps, trx, input, 'code');
      return done(null);
    });

/** An adviser notes at which address a firm is reached. */
export const noteFirmContact =
  (deps: Deps) =>
  async ({ territoryId, siret, email, by }: { territoryId: string; siret: string; email: string; by: string }): Promise<Done<null> | Refused<'unknown-firm'>> => {
    if (!(await isOpen(deps.db, { territoryId, siret }))) return refused('unknown-firm');
    await record(deps, { territoryId, personId: by, did: 'firm.contact', siret });
    const noted = { email: email.toLowerCase(), noted_by: by, noted_on: deps.clock.today() };
    await deps.db.insertInto('firm_contact').values({ territory_id: territoryId, siret, ...noted }).onConflict((conflict) => conflict.columns(['territory_id', 'siret']).doUpdateSet(noted)).execute();
    return done(null);
  };
