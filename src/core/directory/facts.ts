import type { Db } from '#core/kernel/index.ts';
import type { Fact, FactKind, Viewer } from './model.ts';
import { visibleTo } from './visible.ts';

const COLUMNS = ['id', 'territory_id as territoryId', 'siret', 'kind', 'value', 'source', 'source_detail as sourceDetail', 'stated_on as statedOn', 'certainty', 'consent'] as const;

/** What is known of one establishment, as far as this viewer may see it; newest first. */
export async function factsOf(db: Db, territoryId: string, siret: string, viewer: Viewer): Promise<Fact[]> {
  const rows = await db.selectFrom('fact').select(COLUMNS).where('territory_id', '=', territoryId).where('siret', '=', siret).where('withdrawn_at', 'is', null).orderBy('stated_on', 'desc').orderBy('id').execute();
  return visibleTo(rows as unknown as Fact[], viewer);
}

/** All facts of one kind in a territory, as far as this viewer may see them, on establishments that are open. In order of their identifiers. */
export async function factsOfKind<K extends FactKind>(db: Db, territoryId: string, kind: K, viewer: Viewer): Promise<Fact<K>[]> {
  const rows = await db
    .selectFrom('fact')
    .innerJoin('establishment', (join) => join.onRef('establishment.territory_id', '=', 'fact.territory_id').onRef('establishment.siret', '=', 'fact.siret'))
    .select(['fact.id', 'fact.territory_id as territoryId', 'fact.siret', 'fact.kind', 'fact.value', 'fact.source', 'fact.source_detail as sourceDetail', 'fact.stated_on as statedOn', 'fact.certainty', 'fact.consent'])
    .where('fact.territory_id', '=', territoryId)
    .where('fact.kind', '=', kind)
    .where('fact.withdrawn_at', 'is', null)
    .where('establishment.status', '=', 'open')
    .orderBy('fact.id')
    .execute();
  return visibleTo(rows as unknown as Fact<K>[], viewer);
}

/** One fact, or null when there is none that this viewer may see. */
export async function factById(db: Db, territoryId: string, id: string, viewer: Viewer): Promise<Fact | null> {
  const row = await db.selectFrom('fact').select(COLUMNS).where('territory_id', '=', territoryId).where('id', '=', id).where('withdrawn_at', 'is', null).executeTakeFirst();
  return row ? (visibleTo([row as unknown as Fact], viewer)[0] ?? null) : null;
}
