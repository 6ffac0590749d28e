import { error, redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { factsOf, withdrawFact } from '#core/directory/index.ts';
import { boardOf, BOARDS, decideFeedback, learntOf, liftRest, matieres } from '#core/exchange/index.ts';
import { asActor, record, recordRead } from '#core/identity/index.ts';
import { inTransaction } from '#core/kernel/index.ts';
import { displayName } from '../../names.ts';
import { recordEdited } from './record-edited.ts';
import type { Actions, PageServerLoad } from './$types';

const DONE = { note: 'C’est noté.', corrige: 'C’est corrigé.', retire: 'C’est retiré : plus personne ne le voit.', appris: 'C’est décidé.', reprend: 'Les prochaines recherches en tiennent compte de nouveau.' } as const;

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const { firm, person, viewer } = await recordEdited(locals, params.siret);
  await recordRead(locals.deps, { territoryId: firm.territoryId, personId: person.id, siret: firm.siret });
  const done = url.searchParams.get('fait') as keyof typeof DONE | null;
  const asked = url.searchParams.get('bourse') ?? '';
  const board = asked === matieres.id ? matieres : boardOf(asked);
  const found = Number.parseInt(url.searchParams.get('propositions') ?? '0', 10) || 0;
  return {
    matched: board && { id: board.id, name: board.name, proposals: found },
    kinds: BOARDS.flatMap((one) => [one.offers, one.needs].flatMap((kind) => (kind && !one.people.includes(kind.kind) ? [{ kind: kind.kind, label: kind.label, ask: kind.ask, board: one.name }] : []))),
    learnt: await asActor(locals.deps.db, locals.actor, firm.territoryId, (db) => learntOf(db, firm.territoryId, firm.siret, locals.deps.clock.today())),
    firm, name: displayName(firm), facts: await asActor(locals.deps.db, locals.actor, firm.territoryId, (db) => factsOf(db, firm.territoryId, firm.siret, viewer)), done: done && done in DONE ? DONE[done] : null };
};

export const actions: Actions = {
  appris: async ({ locals, params, request }) => {
    const { firm, person } = await recordEdited(locals, params.siret);
    const form = await request.formData();
    const id = String(form.get('id') ?? '');
    const apply = form.get('quoi') === 'ecrire';
    if (!z.uuid().safeParse(id).success) error(404, { message: 'Cela n’est plus à décider.' });
    const decided = await inTransaction(locals.deps.db, async (db) => {
      const done = await decideFeedback({ ...locals.deps, db })({ territoryId: firm.territoryId, siret: firm.siret, id, by: person.id, apply });
      if (done.ok && apply) await record({ ...locals.deps, db }, { territoryId: firm.territoryId, personId: person.id, did: 'record.change', siret: firm.siret, about: id, detail: 'learnt from a refusal' });
      return done;
    });
    if (!decided.ok) error(404, { message: 'Cela n’est plus à décider, ou ce que cela changeait a été retiré.' });
    redirect(303, `/annuaire/${firm.siret}/fiche?fait=appris`);
  },
  reprendre: async ({ locals, params, request }) => {
    const { firm, person } = await recordEdited(locals, params.siret);
    const id = String((await request.formData()).get('id') ?? '');
    const lifted = z.uuid().safeParse(id).success ? await liftRest(locals.deps)({ territoryId: firm.territoryId, siret: firm.siret, id, by: person.id }) : null;
    if (!lifted?.ok) error(404, { message: 'Rien n’est laissé de côté sous ce numéro.' });
    redirect(303, `/annuaire/${firm.siret}/fiche?fait=reprend`);
  },
  withdraw: async ({ locals, params, request }) => {
    const { firm, person, viewer } = await recordEdited(locals, params.siret);
    const id = String((await request.formData()).get('id') ?? '');
    const facts = await asActor(locals.deps.db, locals.actor, firm.territoryId, (db) => factsOf(db, firm.territoryId, firm.siret, viewer));
    if (!facts.some((fact) => fact.id === id)) error(404, { message: 'Cela n’est plus noté sur cette fiche.' });
    await inTransaction(locals.deps.db, async (db) => {
      await withdrawFact({ ...locals.deps, db })({ territoryId: firm.territoryId, id });
      await record({ ...locals.deps, db }, { territoryId: firm.territoryId, personId: person.id, did: 'record.change', siret: firm.siret, about: id, detail: 'withdrawn' });
    });
    redirect(303, `/annuaire/${firm.siret}/fiche?fait=retire`);
  },
};
