import { type Fact, nafLabel } from '#core/directory/index.ts';
import type { Db } from '#core/kernel/index.ts';
import { ofCommune } from '#core/territory/index.ts';
import { km } from '#lib/format.ts';

/** A firm as the others of a proposal may hear of it before both have agreed: what it does and where, never who it is. */
export type Unnamed = { activity: string | null; commune: string };
/** A proposal as introductions tell it, whatever its board: parties without their names, and the facts it rests on. */
export type ProposalTold = { id: string; board: string; value: number; sirets: string[]; factIds: string[]; body: Record<string, unknown>; parties: Record<string, Unnamed>; facts: Record<string, Fact>; /** Persons in it, whom an adviser looks after: never told of to anybody but as « une personne ». */ seekerIds: string[] };

// Fewer firms of one trade than this in a commune, and the trade is a name: only its family is said.
const A_CROWD = 5;

/** Reads a proposal to tell its firms of it; null when it is gone, or rests on something taken back since or kept private. */
export async function proposalTold(db: Db, territoryId: string, id: string): Promise<ProposalTold | null> {
  const row = await db.selectFrom('proposal').select(['id', 'board', 'value', 'sirets', 'fact_ids as factIds', 'seeker_ids as seekerIds', 'body']).where('territory_id', '=', territoryId).where('id', '=', id).executeTakeFirst();
  if (!row) return null;
  if (row.sirets.length === 0) return null;
  const facts = await db
    .selectFrom('fact')
    .select(['id', 'territory_id as territoryId', 'siret', 'kind', 'value', 'source', 'source_detail as sourceDetail', 'stated_on as statedOn', 'certainty', 'consent'])
    .where('territory_id', '=', territoryId).where('id', 'in', row.factIds).where('withdrawn_at', 'is', null).where('consent', '!=', 'private').execute();
  if (facts.length < new Set(row.factIds).size) return null;
  return { ...row, body: row.body as Record<string, unknown>, parties: await unnamed(db, territoryId, row.sirets), facts: Object.fromEntries(facts.map((fact) => [fact.id, fact as unknown as Fact])) };
}

/** What firms do and where; the trade blurred to its family where it alone would tell who it is. */
async function unnamed(db: Db, territoryId: string, sirets: string[]): Promise<Record<string, Unnamed>> {
  const rows = await db
    .selectFrom('establishment as e').innerJoin('commune as c', 'c.code', 'e.commune_code')
    .select((row) => ['e.siret', 'e.activity_code as activity', 'c.name as commune',
      row.selectFrom('establishment as o').select((o) => o.fn.countAll<number>().as('n')).whereRef('o.territory_id', '=', 'e.territory_id').whereRef('o.commune_code', '=', 'e.commune_code').whereRef('o.activity_code', '=', 'e.activity_code').where('o.status', '=', 'open').as('alike')])
    .where('e.territory_id', '=', territoryId).where('e.siret', 'in', sirets).execute();
  return Object.fromEntries(rows.map((row) => [row.siret, { activity: activityWords(row.activity, Number(row.alike ?? 0)), commune: row.commune }]));
}

const activityWords = (code: string | null, alike: number): string | null => (code === null ? null : nafLabel(alike >= A_CROWD ? code : code.slice(0, 2)));

/** « une entreprise de Gourdon (fabrication d’articles en bois), à 18 km ». */
export function unnamedWords(party: Unnamed | undefined, distance: number | null): string {
  const what = party?.activity ? ` (${party.activity.charAt(0).toLowerCase()}${party.activity.slice(1)})` : '';
  return `une entreprise${party ? ` ${ofCommune(party.commune)}` : ''}${what}${distance === null ? '' : `, à ${km(distance)}`}`;
}
