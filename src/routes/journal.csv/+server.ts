import { asActor, auditOf } from '#core/identity/index.ts';
import { csvResponse } from '#lib/csv.ts';
import { DETAIL_WORDS, DID_WORDS } from '../did-words.ts';
import { readTrail } from '../journal/filter.ts';
import { requireRight } from '../require.ts';
import type { RequestHandler } from './$types';

const MOST = 50_000;

/** The trail as asked, as a table. */
export const GET: RequestHandler = async ({ locals, url }) => {
  const me = requireRight(locals, 'trail.read');
  const rows = await asActor(locals.deps.db, me, locals.territory.id, (db) => auditOf(db, locals.territory.id, readTrail(url.searchParams).filter, { limit: MOST }));
  return csvResponse('journal.csv', [
    ['Quand', 'Qui', 'Quoi', 'SIRET', 'Entreprise', 'Personne concernée', 'Précision'],
    ...rows.map((row) => [row.at.toISOString(), row.who ?? 'Personne effacée', DID_WORDS[row.did] ?? row.did, row.siret, row.firm, row.about, row.detail && (DETAIL_WORDS[row.detail] ?? row.detail)]),
  ]);
};
