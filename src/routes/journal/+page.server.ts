import { asActor, auditCount, auditOf } from '#core/identity/index.ts';
import { DETAIL_WORDS, DID_WORDS } from '../did-words.ts';
import { requireRight } from '../require.ts';
import { PAGE_SIZE, readTrail, trailAddress } from './filter.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const me = requireRight(locals, 'trail.read');
  const { deps, territory } = locals;
  const { filter, typed, problems, page } = readTrail(url.searchParams);
  const { rows, total } = await asActor(deps.db, me, territory.id, async (db) => ({ rows: await auditOf(db, territory.id, filter, { limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE }), total: await auditCount(db, territory.id, filter) }));
  return {
    typed, problems, page, total, pageSize: PAGE_SIZE, csv: trailAddress(typed, { path: '/journal.csv' }),
    kinds: Object.entries(DID_WORDS).map(([value, label]) => ({ value, label })),
    rows: rows.map(({ id, at, did, who, siret, firm, about, aboutId, detail }) => ({ id, at, what: DID_WORDS[did] ?? did, who: who ?? 'Personne effacée', siret, firm, request: did === 'request.read' ? aboutId : null, about: about === who ? null : about, detail: detail && (DETAIL_WORDS[detail] ?? detail) })),
  };
};
