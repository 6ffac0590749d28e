import { type RawBuilder, sql } from 'kysely';
import type { Db } from '#core/kernel/index.ts';
import { searchName, withinOneTypo } from './names.ts';

export type CommuneFound = { code: string; name: string; departementCode: string; postalCodes: string[]; population: number | null };
type Candidate = CommuneFound & { searchName: string };

/** From this many letters on, one typing error is forgiven: below, everything would resemble everything. */
const TYPO_FROM = 4;

/** How well a name answers what was typed, 0 best; null when it does not. Both as `searchName` writes them. */
export function nearness(typed: string, name: string): number | null {
  if (name === typed) return 0;
  if (name.startsWith(typed)) return 1;
  if (` ${name}`.includes(` ${typed}`)) return 2;
  if (typed.length < TYPO_FROM) return null;
  if (withinOneTypo(typed, name)) return 3;
  const beginnings = [typed.length - 1, typed.length, typed.length + 1].map((length) => name.slice(0, length));
  return beginnings.some((beginning) => withinOneTypo(typed, beginning)) ? 4 : null;
}

/**
 * Communes by name, beginning of a name, postal code or INSEE code, best first, then the most peopled. Accents, capitals, hyphens,
 * « st » and one typing error do not matter. Within one territory, or in the whole country when `territoryId` is absent.
 */
export async function searchCommunes(db: Db, { q, territoryId, limit = 10 }: { q: string; territoryId?: string; limit?: number }): Promise<CommuneFound[]> {
  const typed = searchName(q.slice(0, 80));
  if (typed === '') return [];
  const exactly = await ranked(db, typed, territoryId, plainCondition(typed));
  // Whatever forgives a typing error ranks below these: look for it only where there is room.
  const found = exactly.length >= limit || /^\d/.test(typed) || typed.length < TYPO_FROM ? exactly : await ranked(db, typed, territoryId, forgivingCondition(typed));
  return found.slice(0, limit);
}

async function ranked(db: Db, typed: string, territoryId: string | undefined, condition: RawBuilder<unknown>): Promise<CommuneFound[]> {
  const within = territoryId === undefined ? sql`true` : sql`c.code in (select commune_code from territory_commune where territory_id = ${territoryId})`;
  const { rows } = await sql<Candidate>`select c.code, c.name, c.search_name as "searchName", c.departement_code as "departementCode", c.postal_codes as "postalCodes", c.population
    from commune c where c.current and ${within} and (${condition})`.execute(db);
  return rows
    .map((row) => ({ row, rank: /^\d/.test(typed) ? 0 : nearness(typed, row.searchName) }))
    .filter((one) => one.rank !== null)
    .toSorted((a, b) => a.rank! - b.rank! || (b.row.population ?? 0) - (a.row.population ?? 0) || (a.row.code < b.row.code ? -1 : 1))
    .map(({ row: { searchName: _, ...found } }) => found);
}

function plainCondition(typed: string): RawBuilder<unknown> {
  if (/^\d/.test(typed)) return sql`c.code = ${typed} or exists (select 1 from unnest(c.postal_codes) as p where p like ${`${typed}%`})`;
  return sql`c.search_name like ${`${typed}%`} or c.search_name like ${`% ${typed}%`}`;
}

/** A net wide enough for whatever `nearness` accepts: one typing error touches two of three thirds at most, so one third is whole. */
function forgivingCondition(typed: string): RawBuilder<unknown> {
  const third = Math.floor(typed.length / 3);
  const parts = [typed.slice(0, third), typed.slice(third, 2 * third), typed.slice(2 * third)];
  const whole = sql.join(parts.map((part) => sql`left(c.search_name, ${typed.length + 2}) like ${`%${part}%`}`), sql` or `);
  return sql`${plainCondition(typed)} or (char_length(c.search_name) >= ${typed.length - 1} and (${whole}))`;
}
