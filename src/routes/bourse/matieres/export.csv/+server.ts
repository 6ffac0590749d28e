import { boardFlows } from '#core/exchange/index.ts';
import { csvResponse } from '#lib/csv.ts';
import { flowTables } from '../../../record-form/flow-tables.ts';
import { cellsOf, columnsOf } from '../../../record-form/table.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, url }) => {
  const kind = flowTables()[url.searchParams.get('voir') === 'besoins' ? 'flow-in' : 'flow-out'];
  const { flows } = await boardFlows(locals.deps.db, locals.territory.id, locals.viewer, { kind: kind.kind as 'flow-out' | 'flow-in', q: url.searchParams.get('q') ?? '', pageSize: 20_000 });
  return csvResponse(kind.side === 'offers' ? 'offres-matieres.csv' : 'besoins-matieres.csv', [
    ['siret', 'entreprise', 'commune', 'code_commune', ...columnsOf(kind), 'dit_le', 'certitude', 'source'],
    ...flows.map(({ fact, siret, name, commune, communeCode }) => [siret, name, commune, communeCode, ...cellsOf(kind, fact.value, []), fact.statedOn, fact.certainty, fact.source]),
  ]);
};
