import type { Db } from '#core/kernel/index.ts';
import { communesOf, type TravelTimes } from '#core/territory/index.ts';
import type { BoardContext } from '../board.ts';
import type { Place } from '../model.ts';
import { pairKey } from '../pair-key.ts';

/** What a board counts with over a territory, as data, so that it crosses into a thread. `apart`: why two parties are not to be proposed to each other for now, by `pairKey`. */
export type ContextData = { today: string; seconds: number; communes: ReadonlyMap<string, { name: string; place: Place | null }>; apart: ReadonlyMap<string, string> };

/** What the communes of a territory are called and where they are. */
export const placesOfCommunes = async (db: Db, territoryId: string): Promise<ContextData['communes']> =>
  new Map((await communesOf(db, territoryId)).map(({ code, name, longitude, latitude }) => [code, { name, place: longitude === null || latitude === null ? null : { longitude, latitude } }]));

/** The same for a board to ask. */
export const contextOf = ({ today, seconds, communes, apart }: ContextData, travel: TravelTimes, signal?: AbortSignal): Omit<BoardContext, 'weigh'> => ({
  travel, today, seconds, ...(signal ? { signal } : {}), ...(apart.size > 0 ? { apart: askedOften(apart) } : {}),
  communeName: (code) => communes.get(code)?.name ?? code,
  communePlace: (code) => communes.get(code)?.place ?? null,
});

/** Boards of groups ask of millions of pairs: nearly all parties have nobody to be kept from, and are known by one look. */
function askedOften(apart: ContextData['apart']): (party: string, other: string) => string | null {
  const kept = new Set([...apart.keys()].flatMap((key) => key.split(' ')));
  return (party, other) => (kept.has(party) && kept.has(other) ? (apart.get(pairKey(party, other)) ?? null) : null);
}
