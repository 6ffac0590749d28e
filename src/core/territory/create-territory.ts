import { sql } from 'kysely';
import { z } from 'zod';
import { type Deps, type Done, done, inTransaction, type Refused, refused } from '#core/kernel/index.ts';
import { markLoaded } from './load-reference.ts';
import { communesOfComposition, setCommunes } from './set-communes.ts';

const Codes = z.array(z.string()).default([]);
export const CreateTerritory = z.object({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/).max(60),
  name: z.string().trim().min(1).max(120),
  /** As it is said after « dans »: « le Lot ». The name itself when nothing is said. */
  withArticle: z.string().trim().min(1).max(120).optional(),
  operated: z.boolean().default(false),
  departements: Codes,
  epcis: Codes,
  communes: Codes,
});

type Refusal = Refused<'unknown-place', string[]> | Refused<'empty'> | Refused<'taken'> | Refused<'overlaps', { territory: string; communes: number }>;

/**
 * A territory from whole départements, groupings and communes, over as many départements as it takes. Harmless when repeated;
 * the same name with other communes is refused. Two operated territories may not share a commune: each firm belongs to one.
 */
export const createTerritory =
  (deps: Deps) =>
  async (input: z.input<typeof CreateTerritory>): Promise<Done<{ id: string; communes: number; departements: number; created: boolean }> | Refusal> => {
    const wanted = CreateTerritory.parse(input);
    const unknown = await unknownPlaces(deps, wanted);
    if (unknown.length > 0) return refused('unknown-place', unknown);
    return inTransaction(deps.db, async (trx) => {
      const codes = await communesOfComposition(trx, wanted);
      if (codes.length === 0) return refused('empty');

      const existing = await trx.selectFrom('territory_commune').select('commune_code').where('territory_id', '=', wanted.id).orderBy('commune_code').execute();
      const already = await trx.selectFrom('territory').select('operated').where('id', '=', wanted.id).executeTakeFirst();
      const same = already?.operated === wanted.operated && existing.map((row) => row.commune_code).join() === codes.join();
      if (already && !same) return refused('taken');

      if (wanted.operated) {
        const { rows } = await sql<{ territory: string; communes: number }>`select t.name as territory, count(*)::int as communes
          from territory t join territory_commune c on c.territory_id = t.id
          where t.operated and t.id <> ${wanted.id} and c.commune_code = any(${codes}::text[]) group by t.name order by 2 desc limit 1`.execute(trx);
        if (rows[0]) return refused('overlaps', rows[0]);
      }
      const row = { id: wanted.id, name: wanted.name, with_article: wanted.withArticle ?? wanted.name, operated: wanted.operated };
      await trx.insertInto('territory').values(row).onConflict((oc) => oc.column('id').doUpdateSet(row)).execute();
      await setCommunes(trx, wanted.id, wanted);
      await markLoaded(trx, `territory:${wanted.id}`, codes.length.toString(), deps.clock.now());
      const { rows } = await sql<{ n: number }>`select count(distinct departement_code)::int as n from commune where code = any(${codes}::text[])`.execute(trx);
      return done({ id: wanted.id, communes: codes.length, departements: rows[0]!.n, created: !already });
    });
  };

async function unknownPlaces({ db }: Deps, { departements, epcis, communes }: z.infer<typeof CreateTerritory>): Promise<string[]> {
  const { rows } = await sql<{ code: string }>`
    select code from unnest(${departements}::text[]) as w(code) where code not in (select code from departement)
    union all select code from unnest(${epcis}::text[]) as w(code) where code not in (select code from epci)
    union all select code from unnest(${communes}::text[]) as w(code) where code not in (select code from commune where current)`.execute(db);
  return rows.map((row) => row.code);
}
