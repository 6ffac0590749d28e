import { error, fail, redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { allMaterials, correctFact, type FlowFact, type FlowKind, factById, nafClassOf, recordFact, type Viewer } from '#core/directory/index.ts';
import { matieres, rematchFlows } from '#core/exchange/index.ts';
import { asActor, record } from '#core/identity/index.ts';
import { inTransaction } from '#core/kernel/index.ts';
import { displayName } from '../../../names.ts';
import { recordEdited } from '../record-edited.ts';
import { blankValues, choicesFor, readFlow, usualState, type Values, valuesOf } from './flow-form.ts';
import type { Actions, PageServerLoad } from './$types';

const KINDS: Record<string, FlowKind> = { sort: 'flow-out', manque: 'flow-in' };
const USUAL = 8;

const kindOf = (sens: string): FlowKind => KINDS[sens] ?? error(404, { message: 'Cette page n’existe pas.' });
const keptOf = (fact: FlowFact | null) => fact && { material: fact.value.material, codes: 'wasteCodes' in fact.value ? fact.value.wasteCodes : [fact.value.wasteCode] };

/** The fact being corrected; null when a new one is noted. */
async function corrected(locals: App.Locals, viewer: Viewer, territoryId: string, siret: string, kind: FlowKind, id: string | null): Promise<FlowFact | null> {
  if (!id) return null;
  const fact = z.uuid().safeParse(id).success ? await asActor(locals.deps.db, locals.actor, territoryId, (db) => factById(db, territoryId, id, viewer)) : null;
  if (!fact || fact.siret !== siret || fact.kind !== kind) error(404, { message: 'Cela n’est plus noté sur cette fiche : c’est peut-être déjà corrigé ou retiré.' });
  return fact as FlowFact;
}

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const { firm, person, viewer } = await recordEdited(locals, params.siret);
  const kind = kindOf(params.sens);
  if (firm.status === 'closed') error(409, { message: 'Cet établissement est fermé : on ne peut plus rien y noter.' });
  const fact = await corrected(locals, viewer, firm.territoryId, firm.siret, kind, url.searchParams.get('corriger'));
  const q = url.searchParams.get('q')?.trim().slice(0, 120) ?? '';
  const choices = choicesFor(q, keptOf(fact));
  const values: Values = fact ? valuesOf(fact, locals.deps.clock.today()) : blankValues(locals.deps.clock.today());
  if (!fact && viewer.kind === 'member') values['accord_qui'] = person.name;
  if (!fact && choices[0]) values['matiere'] = choices[0].value;
  const usual = usualState(choices[0]?.physical ?? null);
  if (!fact && usual) values['etat'] = usual;
  return { firm, name: displayName(firm), kind, sens: params.sens, q, choices, values, correcting: fact?.id ?? null, usual: usualMaterials(kind, firm.activityCode) };
};

/** What firms of this trade usually let out, or take in. */
function usualMaterials(kind: FlowKind, activity: string | null): string[] {
  const naf = activity && nafClassOf(activity);
  if (!naf) return [];
  return allMaterials().filter((one) => (kind === 'flow-out' ? one.producers.includes(naf) : one.uses.some((use) => use.naf === naf))).slice(0, USUAL).map(({ label }) => label);
}

export const actions: Actions = {
  default: async ({ locals, params, request, url }) => {
    const { firm, person, viewer } = await recordEdited(locals, params.siret);
    const kind = kindOf(params.sens);
    const fact = await corrected(locals, viewer, firm.territoryId, firm.siret, kind, url.searchParams.get('corriger'));
    const typed = await request.formData();
    const values: Values = {};
    for (const name of new Set(typed.keys())) values[name] = typed.getAll(name).length > 1 || ['mois', 'etat', 'matiere'].includes(name) ? typed.getAll(name).map(String) : String(typed.get(name));
    const read = readFlow(values, kind, { territoryId: firm.territoryId, siret: firm.siret }, keptOf(fact));
    if (!read.ok) return fail(400, { values, problems: read.problems, choices: choicesFor(String(values['q'] ?? ''), keptOf(fact)) });
    const done = await inTransaction(locals.deps.db, async (db) => {
      const noted = fact ? await correctFact({ ...locals.deps, db })({ id: fact.id, fact: read.fact }) : await recordFact({ ...locals.deps, db })(read.fact);
      if (noted.ok) await record({ ...locals.deps, db }, { territoryId: firm.territoryId, personId: person.id, did: 'record.change', siret: firm.siret, about: noted.value, detail: fact ? 'corrected' : 'noted' });
      return noted;
    });
    if (!done.ok) error(409, { message: 'Cet établissement vient de fermer, ou cela vient d’être corrigé ailleurs : rien n’a été changé.' });
    const found = await rematchFlows(locals.deps)({ territoryId: firm.territoryId, siret: firm.siret });
    redirect(303, `/annuaire/${firm.siret}/fiche?${new URLSearchParams({ fait: fact ? 'corrige' : 'note', bourse: matieres.id, propositions: String(found.proposals) })}`);
  },
};
