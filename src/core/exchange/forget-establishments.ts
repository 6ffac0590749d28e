import { sql } from 'kysely';
import type { Deps } from '#core/kernel/index.ts';

/**
 * Forgets the runs of a territory that counted on some establishments, with all their proposals, and their introductions: without them a run's figures are wrong,
 * and the next run makes new ones. Answers how many runs are gone.
 */
export const forgetEstablishments =
  (deps: Deps) =>
  async (territoryId: string, sirets: string[]): Promise<number> => {
    const gone = await sql`
      delete from board_run r where r.territory_id = ${territoryId} and (
        exists (select 1 from proposal p where p.territory_id = r.territory_id and p.run_id = r.id and p.sirets && ${sirets}::text[])
        or exists (select 1 from unmatched u where u.territory_id = r.territory_id and u.run_id = r.id and u.siret = any(${sirets}::text[])))`.execute(deps.db);
    // An introduction is between two at least.
    await sql`
      delete from introduction i where i.territory_id = ${territoryId} and (
        exists (select from introduction_side s where s.territory_id = i.territory_id and s.introduction_id = i.id and s.siret = any(${sirets}::text[]))
        or not exists (select from introduction_side s where s.territory_id = i.territory_id and s.introduction_id = i.id))`.execute(deps.db);
    return Number(gone.numAffectedRows ?? 0);
  };
