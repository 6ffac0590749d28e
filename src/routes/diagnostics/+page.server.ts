import { askedAfter, DIAGNOSES, longestPath } from '#core/diagnosis/index.ts';
import { establishmentBySiret } from '#core/directory/index.ts';
import { displayName } from '../annuaire/names.ts';
import type { PageServerLoad } from './$types';

/** Every diagnosis with its promise; for a firm when one is named, so that what is known of it is not asked again. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const siret = url.searchParams.get('siret');
  const firm = siret ? await establishmentBySiret(locals.deps.db, siret) : null;
  return {
    erased: url.searchParams.has('efface'),
    firm: firm && { siret: firm.siret, name: displayName(firm) },
    diagnoses: DIAGNOSES.map(({ reference }) => ({ slug: reference.slug, title: reference.title, promise: reference.promise, minutes: reference.minutes, questions: { least: askedAfter(reference, {}).open.length, most: longestPath(reference) } })),
  };
};
