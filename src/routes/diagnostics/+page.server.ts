import { askedAfter, DIAGNOSES, diagnosisOf, keptSeen, longestPath } from '#core/diagnosis/index.ts';
import { establishmentBySiret } from '#core/directory/index.ts';
import { asActor } from '#core/identity/index.ts';
import { dateOf } from '#core/kernel/index.ts';
import { displayName } from '../annuaire/names.ts';
import type { PageServerLoad } from './$types';

const SHOWN = 12;

/** Results that this person may open again: of her firms, and of those that let advisers read them. */
async function seenBy({ deps, actor, territory }: App.Locals) {
  if (actor.kind !== 'person') return [];
  const kept = await asActor(deps.db, actor, territory.id, (db) => keptSeen(db, territory.id, SHOWN));
  return Promise.all(kept.map(async ({ id, diagnosis, siret, on, demonstration }) => {
    const firm = await establishmentBySiret(deps.db, siret);
    return { id, title: diagnosisOf(diagnosis)?.reference.title ?? diagnosis, firm: firm ? displayName(firm) : siret, on: dateOf(on), demonstration };
  }));
}

/** Every diagnosis with its promise; for a firm when one is named, so that what is known of it is not asked again. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const siret = url.searchParams.get('siret');
  const firm = siret ? await establishmentBySiret(locals.deps.db, siret) : null;
  return {
    seen: await seenBy(locals),
    erased: url.searchParams.has('efface'),
    firm: firm && { siret: firm.siret, name: displayName(firm) },
    diagnoses: DIAGNOSES.map(({ reference }) => ({ slug: reference.slug, title: reference.title, promise: reference.promise, minutes: reference.minutes, questions: { least: askedAfter(reference, {}).open.length, most: longestPath(reference) } })),
  };
};
