import { sql } from 'kysely';
import { addDays, type Db, type Deps, done, type Done, refused, type Refused } from '#core/kernel/index.ts';
import { pairKey } from '../pair-key.ts';
import { pairsOf } from './model.ts';
import { introductionRules } from './rules.ts';

export type RestWhy = 'silent-twice' | 'already-supplied' | 'not-interested';
export type Rest = { id: string; siret: string; factId: string | null; why: RestWhy; since: string; until: string; introductionId: string | null };

/** What rests today, firms and single facts. A firm that was called since, and wants to hear of proposals again, rests no more. */
export async function restsOf(db: Db, territoryId: string, today: string, siret?: string): Promise<Rest[]> {
  const { rows } = await sql<Rest>`
    select r.id, r.siret, r.fact_id as "factId", r.why, r.since, r.until, r.introduction_id as "introductionId"
    from exchange_rest r left join promise p on p.territory_id = r.territory_id and p.id = r.promise_id
    where r.territory_id = ${territoryId} and r.until > ${today}::date and r.lifted_at is null and p.outcome is distinct from 'done'
      and (${siret ?? null}::text is null or r.siret = ${siret ?? null})
    order by r.since, r.id`.execute(db);
  return rows;
}

/** Firms that runs leave out today: silent twice in a row, and not called yet. */
export const restingSirets = async (db: Db, territoryId: string, today: string): Promise<Set<string>> => new Set((await restsOf(db, territoryId, today)).filter((rest) => rest.factId === null).map((rest) => rest.siret));

/** Facts that runs leave out today: their owner said that it has what it needs, or does not want it. */
export const restingFacts = async (db: Db, territoryId: string, today: string): Promise<Set<string>> => new Set((await restsOf(db, territoryId, today)).flatMap((rest) => rest.factId ?? []));

export type RefusedPair = { a: string; b: string; answer: 'no' | 'not-now' | 'silent'; reasons: string[]; until: string };

/** Pairs of firms that are not proposed to each other again yet on a board: who refused, why, and until when. */
export async function refusedPairs(db: Db, territoryId: string, board: string, today: string): Promise<RefusedPair[]> {
  const { pauses } = introductionRules();
  const longest = Math.max(pauses.refused, pauses['not-now'], pauses.silent);
  const { rows } = await sql<{ siret: string; hub: string | null; sirets: string[]; answer: RefusedPair['answer']; reasons: string[]; on: string }>`
    select s.siret, i.hub_siret as hub, (select array_agg(o.siret order by o.siret) from introduction_side o where o.territory_id = i.territory_id and o.introduction_id = i.id) as sirets,
      s.answer, s.reasons, to_char(s.answered_at at time zone 'Europe/Paris', 'YYYY-MM-DD') as on
    from introduction_side s join introduction i on i.territory_id = s.territory_id and i.id = s.introduction_id
    where s.territory_id = ${territoryId} and i.board = ${board} and s.answer in ('no', 'not-now', 'silent') and s.answered_at >= ${addDays(today, -longest - 1)}::date`.execute(db);
  return rows.flatMap((row) => {
    const until = addDays(row.on, pauses[row.answer === 'no' ? 'refused' : row.answer]);
    return until <= today ? [] : pairsOf(row.hub, row.sirets).filter((pair) => pair.includes(row.siret)).map(([a, b]) => ({ a, b, answer: row.answer, reasons: row.reasons, until }));
  });
}

/** `pairs`: by `pairKey`. */
export type Withheld = { firms: Map<string, Rest>; facts: Map<string, Rest>; pairs: Map<string, RefusedPair> };

/** All that a run of a board leaves out today because of what firms answered, each with what to say of it. */
export async function withheldFrom(db: Db, territoryId: string, board: string, today: string): Promise<Withheld> {
  const [rests, pairs] = await Promise.all([restsOf(db, territoryId, today), refusedPairs(db, territoryId, board, today)]);
  return {
    firms: new Map(rests.filter((rest) => rest.factId === null).map((rest) => [rest.siret, rest])),
    facts: new Map(rests.flatMap((rest) => (rest.factId === null ? [] : [[rest.factId, rest] as const]))),
    pairs: new Map(pairs.toSorted((x, y) => x.until.localeCompare(y.until)).map((one) => [pairKey(one.a, one.b), one] as const)),
  };
}

/** Ends a rest: the firm was reached, or said that it wants it again. Harmless when repeated. */
export const liftRest =
  (deps: Deps) =>
  async ({ territoryId, siret, id, by }: { territoryId: string; siret: string; id: string; by: string }): Promise<Done<null> | Refused<'unknown-rest'>> => {
    const lifted = await deps.db
      .updateTable('exchange_rest').set((row) => ({ lifted_at: row.fn.coalesce('lifted_at', row.val(deps.clock.now())), lifted_by: by }))
      .where('territory_id', '=', territoryId).where('siret', '=', siret).where('id', '=', id).returning('id').executeTakeFirst();
    return lifted ? done(null) : refused('unknown-rest');
  };
