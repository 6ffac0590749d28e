import { sql } from 'kysely';
import { type Fact, type RecordKind, saidOf, type Viewer } from '#core/directory/index.ts';
import type { Db } from '#core/kernel/index.ts';
import { type Board, type BoardLeftOut, filled } from '../board.ts';
import { levelsFor, partiesOf, visibleFacts } from '../parties.ts';

/** What a run left without a solution, in words a viewer may read. `siret`: null for a person. */
export type BoardLeftOutShown = {
  side: string; siret: string | null; name: string; commune: string; seeks: boolean; says: string; why: string | null; candidates: number;
  nearest: { name: string; siret: string | null; km: number | null; why: string[] }[];
  change: { text: string; name: string | null; siret: string | null } | null;
};

/** What a run of a board left without a solution. Who the others are, and persons, are for advisers only. Those whom one change would help come first. */
export async function boardLeftOut(db: Db, territoryId: string, board: Board, runId: string, viewer: Viewer, filter: { siret?: string; limit?: number; offset?: number } = {}): Promise<BoardLeftOutShown[]> {
  const rows = await shown(db, territoryId, runId, viewer, filter.siret)
    .select(['u.fact_id as side', 'u.siret', 'u.body'])
    .orderBy(sql`jsonb_typeof(u.body->'change') = 'object'`, 'desc')
    .orderBy(sql`(u.body->'change'->>'gain')::float8`, (order) => order.desc().nullsLast())
    .orderBy('u.fact_id')
    .limit(filter.limit ?? 1_000)
    .offset(filter.offset ?? 0)
    .execute();
  const bodies = rows.map((row) => row.body as unknown as BoardLeftOut);
  const others = bodies.flatMap((body) => [...body.nearest.map((one) => one.with), ...(body.change?.with ? [body.change.with] : [])]);
  const sides = await sidesShown(db, territoryId, [...rows.map((row) => row.side), ...others], viewer, board);
  const adviser = viewer.kind === 'adviser';
  return bodies.flatMap((body) => {
    const own = sides.get(body.side);
    if (!own) return [];
    const named = (id: string | null) => (id && adviser ? (sides.get(id) ?? null) : null);
    const called = (id: string | null) => named(id)?.name ?? 'une autre entreprise';
    return [{
      ...own, why: body.why, candidates: body.candidates,
      nearest: adviser ? body.nearest.map((one) => ({ name: called(one.with), siret: named(one.with)?.siret ?? null, km: one.km, why: one.why.map((text) => filled(text, [called(one.with)])) })) : [],
      change: body.change && adviser ? { text: filled(body.change.text, [called(body.change.with)]), name: named(body.change.with)?.name ?? null, siret: named(body.change.with)?.siret ?? null } : null,
    }];
  });
}

/** How many sides a run left without a solution, and how many of them one change would help. */
export async function countBoardLeftOut(db: Db, territoryId: string, runId: string, viewer: Viewer): Promise<{ count: number; withChange: number }> {
  const row = await shown(db, territoryId, runId, viewer)
    .select((select) => [select.fn.countAll<number>().as('count'), sql<number>`count(*) filter (where jsonb_typeof(u.body->'change') = 'object')`.as('withChange')])
    .executeTakeFirstOrThrow();
  return { count: Number(row.count), withChange: Number(row.withChange) };
}

function shown(db: Db, territoryId: string, runId: string, viewer: Viewer, siret?: string) {
  const query = db
    .selectFrom('unmatched as u')
    .leftJoin('fact as f', (join) => join.onRef('f.territory_id', '=', 'u.territory_id').onRef('f.id', '=', 'u.fact_id'))
    .where('u.territory_id', '=', territoryId)
    .where('u.run_id', '=', runId)
    .where((row) => row.or([row.and([row('f.withdrawn_at', 'is', null), row('f.consent', 'in', levelsFor(viewer))]), ...(viewer.kind === 'adviser' ? [row('u.siret', '=', '')] : [])]));
  return siret ? query.where('u.siret', '=', siret) : query;
}

/** What an adviser calls one side: a firm or a person; null when it is gone. */
export async function nameOfSide(db: Db, territoryId: string, board: Board, id: string): Promise<string | null> {
  return (await sidesShown(db, territoryId, [id], { kind: 'adviser' }, board)).get(id)?.name ?? null;
}

async function sidesShown(db: Db, territoryId: string, ids: string[], viewer: Viewer, board: Board) {
  const facts = await visibleFacts(db, territoryId, ids, viewer);
  const firms = await partiesOf(db, territoryId, [...facts.values()].map((fact) => fact.siret));
  const sides = new Map<string, { side: string; siret: string | null; name: string; commune: string; seeks: boolean; says: string }>();
  for (const [id, fact] of facts) {
    const firm = firms.get(fact.siret);
    if (firm) sides.set(id, { side: id, siret: fact.siret, name: firm.name ?? 'une entreprise', commune: firm.commune, seeks: fact.kind === board.needs.kind, says: saidOf(fact as Fact) });
  }
  if (viewer.kind !== 'adviser') return sides;
  const people = ids.length === 0 ? [] : await db.selectFrom('seeker').innerJoin('commune', 'commune.code', 'seeker.commune_code').select(['seeker.id', 'person_name as name', 'commune.name as commune', 'kind', 'value']).where('seeker.territory_id', '=', territoryId).where('seeker.id', 'in', [...new Set(ids)]).where('withdrawn_at', 'is', null).execute();
  for (const one of people) {
    const kind = [board.offers, board.needs].find((each): each is RecordKind => each?.kind === one.kind);
    sides.set(one.id, { side: one.id, siret: null, name: one.name, commune: one.commune, seeks: one.kind === board.needs.kind, says: kind?.says(one.value as never) ?? '' });
  }
  return sides;
}
