import { z } from 'zod';
import { type Deps, type Done, done, inTransaction, queueMail, type Refused, refused } from '#core/kernel/index.ts';
import { addAccount } from './add-account.ts';
import { record } from './audit/record.ts';
import { demonstrationIsOpen } from './demonstration/accounts.ts';

export const BODY_KINDS = ['departement', 'epci', 'cci', 'cma', 'chamber-of-agriculture', 'other'] as const;
export const AddBody = z.object({ territoryId: z.string(), name: z.string().trim().min(2).max(160), kind: z.enum(BODY_KINDS), phone: z.string().trim().max(30).optional(), email: z.email().optional() });

/** Makes a body that employs advisers known in a territory. */
export const addBody =
  ({ db, newId }: Pick<Deps, 'db' | 'newId'>) =>
  async ({ territoryId, name, kind, phone, email }: z.infer<typeof AddBody>): Promise<Done<string> | Refused<'already-there'>> => {
    const there = await db.selectFrom('body').select('id').where('territory_id', '=', territoryId).where('name', '=', name).executeTakeFirst();
    if (there) return refused('already-there');
    const id = newId();
    await db.insertInto('body').values({ territory_id: territoryId, id, kind, name, phone: phone || null, email: email ?? null }).execute();
    return done(id);
  };

/**
 * Lets somebody work for a body, as adviser or manager; known or met for the first time, and told by a mail. Changes her role when she is there.
 * The first real adviser closes the invented accounts: a real administrator has to be there first, or nobody could administer.
 */
export const addToBody =
  (deps: Deps) =>
  (input: { territoryId: string; bodyId: string; email: string; name: string; role: 'adviser' | 'manager'; by: string }): Promise<Done<{ personId: string }> | Refused<'unknown-body' | 'invented-person' | 'administrator-first'>> =>
    inTransaction(deps.db, async (trx) => {
      const { territoryId, bodyId, by } = input;
      const body = await trx.selectFrom('body').select(['name', 'demonstration']).where('territory_id', '=', territoryId).where('id', '=', bodyId).executeTakeFirst();
      // An invented body has invented people only: a real one among them would close the demonstration behind her.
      if (!body || body.demonstration) return refused('unknown-body');
      if (await demonstrationIsOpen(trx, territoryId)) return refused('administrator-first');
      const email = input.email.toLowerCase();
      const there = await trx.selectFrom('body_member').innerJoin('person', 'person.id', 'person_id').select('person_id').where('territory_id', '=', territoryId).where('body_id', '=', bodyId).where('email', '=', email).where((e) => e.or([e('until', 'is', null), e('until', '>', deps.clock.today())])).executeTakeFirst();
      const added = await addAccount({ ...deps, db: trx })({ territoryId, email, name: input.name, administrator: false, body: body.name, role: input.role });
      if (!added.ok) return added;
      await record({ ...deps, db: trx }, { territoryId, personId: by, did: 'account.change', about: added.value.personId, detail: `${body.name} : ${input.role}` });
      if (!there)
        await queueMail({ ...deps, db: trx }, {
          territoryId, to: email, toName: input.name, kind: 'body-joined', subject: `Votre poste est ouvert : ${body.name}`,
          lines: [`Vous ${input.role === 'manager' ? 'êtes responsable de' : 'conseillez pour'} ${body.name} dans Gariotte.`, 'Votre poste montre ce qui est à faire aujourd’hui, qui attend un mot de vous, et ce qu’on peut proposer à chaque entreprise. On y entre avec cette adresse et un code reçu par courriel, sans mot de passe.'],
          actions: [{ label: 'Ouvrir mon poste', path: '/poste' }], why: 'Vous recevez ce message une fois, parce que cette structure vous a ajouté à son équipe.', once: `body-joined ${bodyId} ${added.value.personId} ${deps.clock.today()}`,
        });
      return done({ personId: added.value.personId });
    });
