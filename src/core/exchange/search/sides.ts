import { type Fact, type FactKind, factsOfKind, type RecordKind } from '#core/directory/index.ts';
import type { Db } from '#core/kernel/index.ts';
import type { Board, BoardSide } from '../board.ts';
import type { ContextData } from './context.ts';
import { refusedPairWords, restWords, withheldFrom } from '../introductions/index.ts';
import { sizesAndPlaces } from './sizes-and-places.ts';

/** What a search counts with: the sides, those that rest with what to say of them, and why two parties are not to be proposed to each other. */
export type SidesOfBoard = { offers: BoardSide<never>[]; needs: BoardSide<never>[]; resting: { side: BoardSide<never>; why: string }[]; apart: ContextData['apart'] };

/** All that advisers may use of a board in a territory: firms' facts, and what persons told an adviser; less what rests because of what was answered. In order of their identifiers. */
export async function sidesOfBoard(db: Db, territoryId: string, board: Board, today: string): Promise<SidesOfBoard> {
  const [offers, needs] = [await sidesOfKind(db, territoryId, board, board.offers, today), await sidesOfKind(db, territoryId, board, board.needs, today)];
  const withheld = await withheldFrom(db, territoryId, board.id, today);
  const restOf = (side: BoardSide<never>) => withheld.facts.get(side.id) ?? withheld.firms.get(side.party);
  const awake = (list: BoardSide<never>[]) => list.filter((side) => !restOf(side));
  return {
    offers: awake(offers),
    needs: awake(needs),
    resting: [...offers, ...needs].flatMap((side) => { const rest = restOf(side); return rest ? [{ side, why: restWords(rest) }] : []; }),
    apart: new Map([...withheld.pairs].map(([key, pair]) => [key, refusedPairWords(pair)])),
  };
}

async function sidesOfKind(db: Db, territoryId: string, board: Board, kind: RecordKind | null, today: string): Promise<BoardSide<never>[]> {
  if (!kind) return [];
  return board.people.includes(kind.kind) ? sidesOfPeople(db, territoryId, kind, today) : sidesOfFirms(db, territoryId, kind);
}

async function sidesOfFirms(db: Db, territoryId: string, kind: RecordKind): Promise<BoardSide<never>[]> {
  const facts = (await factsOfKind(db, territoryId, kind.kind as FactKind, { kind: 'adviser' })) as Fact[];
  const known = await sizesAndPlaces(db, territoryId, facts.map((fact) => fact.siret));
  return facts.map((fact) => ({ id: fact.id, party: fact.siret, value: fact.value as never, certainty: fact.certainty, statedOn: fact.statedOn, place: known.get(fact.siret)?.place ?? null, small: known.get(fact.siret)?.small ?? true }));
}

async function sidesOfPeople(db: Db, territoryId: string, kind: RecordKind, today: string): Promise<BoardSide<never>[]> {
  const rows = await db
    .selectFrom('seeker')
    .innerJoin('commune', 'commune.code', 'seeker.commune_code')
    .select(['seeker.id', 'seeker.value', 'seeker.certainty', 'seeker.stated_on as statedOn', 'commune.longitude', 'commune.latitude'])
    .where('seeker.territory_id', '=', territoryId)
    .where('seeker.kind', '=', kind.kind)
    .where('seeker.withdrawn_at', 'is', null)
    .where('seeker.keep_until', '>=', today)
    .orderBy('seeker.id')
    .execute();
  return rows.map((row) => ({ id: row.id, party: row.id, value: row.value as never, certainty: row.certainty, statedOn: row.statedOn, place: row.longitude === null || row.latitude === null ? null : { longitude: row.longitude, latitude: row.latitude }, small: false }));
}
