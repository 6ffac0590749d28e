import { boardFlows } from '#core/exchange/index.ts';
import { csvResponse } from '#lib/csv.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, url }) => {
  const kind = url.searchParams.get('voir') === 'besoins' ? 'flow-in' : 'flow-out';
  const { flows } = await boardFlows(locals.deps.db, locals.territory.id, locals.viewer, { kind, q: url.searchParams.get('q') ?? '', pageSize: 20_000 });
  return csvResponse(kind === 'flow-out' ? 'offres-matieres.csv' : 'besoins-matieres.csv', [
    ['siret', 'entreprise', 'commune', 'code_commune', 'matiere', 'codes_dechet', 'tonnes_par_an', 'mois', 'dit_le', 'certitude', 'source'],
    ...flows.map(({ fact, siret, name, commune, communeCode }) => [siret, name, commune, communeCode, fact.value.material, 'wasteCode' in fact.value ? fact.value.wasteCode : fact.value.wasteCodes.join('|'), fact.value.tonnesPerYear, fact.value.months.join('|'), fact.statedOn, fact.certainty, fact.source]),
  ]);
};
