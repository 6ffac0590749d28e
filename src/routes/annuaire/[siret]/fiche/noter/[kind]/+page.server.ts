import { error, fail, redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { correctFact, type Fact, factById, type FactKind, kindOf, recordFact, type RecordKind, type Viewer } from '#core/directory/index.ts';
import { BOARDS, rematchParty } from '#core/exchange/index.ts';
import { asActor, record } from '#core/identity/index.ts';
import { inTransaction } from '#core/kernel/index.ts';
import { communesOf } from '#core/territory/index.ts';
import { displayName } from '../../../../names.ts';
import { readFact } from '../../../../../record-form/read-consent.ts';
import { readRecord, typedOf, usualOf, type Values, valuesTyped } from '../../../../../record-form/read-record.ts';
import { blankValues } from '../../[sens]/flow-form.ts';
import { recordEdited } from '../../record-edited.ts';
import type { Actions, PageServerLoad } from './$types';

/** A kind that firms say of themselves; what persons say is noted elsewhere. */
function saidByFirms(kind: string): RecordKind {
  const found = kindOf(kind);
  if (!found || BOARDS.some((board) => board.people.includes(kind))) error(404, { message: 'Cette page n’existe pas.' });
  return found;
}

async function corrected(locals: App.Locals, viewer: Viewer, on: { territoryId: string; siret: string }, kind: string, id: string | null): Promise<Fact | null> {
  if (!id) return null;
  const fact = z.uuid().safeParse(id).success ? await asActor(locals.deps.db, locals.actor, on.territoryId, (db) => factById(db, on.territoryId, id, viewer)) : null;
  if (!fact || fact.siret !== on.siret || fact.kind !== kind) error(404, { message: 'Cela n’est plus noté sur cette fiche : c’est peut-être déjà corrigé ou retiré.' });
  return fact;
}

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const { firm, person, viewer } = await recordEdited(locals, params.siret);
  const kind = saidByFirms(params.kind);
  if (firm.status === 'closed') error(409, { message: 'Cet établissement est fermé : on ne peut plus rien y noter.' });
  const fact = await corrected(locals, viewer, firm, params.kind, url.searchParams.get('corriger'));
  const communes = (await communesOf(locals.deps.db, firm.territoryId)).map(({ code, name }) => ({ code, name }));
  const today = locals.deps.clock.today();
  const said: Values = fact ? { ...blankValues(today), ...typedOf(kind, fact.value as Record<string, unknown>, communes), source: fact.source, precision: fact.sourceDetail ?? '', certitude: fact.certainty, consentement: fact.consent } : { ...blankValues(today), ...usualOf(kind) };
  if (!fact && viewer.kind === 'member') said['accord_qui'] = person.name;
  return { firm, name: displayName(firm), kindId: params.kind, communes, values: said, correcting: fact?.id ?? null };
};

export const actions: Actions = {
  default: async ({ locals, params, request, url }) => {
    const { firm, person, viewer } = await recordEdited(locals, params.siret);
    const kind = saidByFirms(params.kind);
    const fact = await corrected(locals, viewer, firm, params.kind, url.searchParams.get('corriger'));
    const communes = (await communesOf(locals.deps.db, firm.territoryId)).map(({ code, name }) => ({ code, name }));
    const values = valuesTyped(await request.formData());
    const read = readRecord(kind, values, communes);
    const whole = readFact(values, { kind: params.kind, value: read.ok ? read.value : {} }, firm);
    if (!read.ok || !whole.ok) return fail(400, { values, problems: { ...(read.ok ? {} : read.problems), ...(whole.ok ? {} : whole.problems) } });
    const done = await inTransaction(locals.deps.db, async (db) => {
      const noted = fact ? await correctFact({ ...locals.deps, db })({ id: fact.id, fact: whole.fact }) : await recordFact({ ...locals.deps, db })(whole.fact);
      if (noted.ok) await record({ ...locals.deps, db }, { territoryId: firm.territoryId, personId: person.id, did: 'record.change', siret: firm.siret, about: noted.value, detail: fact ? 'corrected' : 'noted' });
      return noted;
    });
    if (!done.ok) error(409, { message: 'Cet établissement vient de fermer, ou cela vient d’être corrigé ailleurs : rien n’a été changé.' });
    const board = BOARDS.find((one) => [one.needs.kind, one.offers?.kind].includes(params.kind as FactKind));
    const found = board ? await rematchParty(locals.deps)({ territoryId: firm.territoryId, board, party: firm.siret }) : null;
    redirect(303, `/annuaire/${firm.siret}/fiche?${new URLSearchParams({ fait: fact ? 'corrige' : 'note', ...(board ? { bourse: board.id, propositions: String(found!.proposals) } : {}) })}`);
  },
};
