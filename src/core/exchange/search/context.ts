import type { Db } from '#core/kernel/index.ts';
import { communesOf, type TravelTimes } from '#core/territory/index.ts';
import type { BoardContext } from '../board.ts';

/** What a board counts with over a territory: roads, today, where its communes are. */
export async function boardContext(db: Db, territoryId: string, given: { travel: TravelTimes; today: string; seconds: number; signal?: AbortSignal }): Promise<Omit<BoardContext, 'weigh'>> {
  const communes = new Map((await communesOf(db, territoryId)).map((commune) => [commune.code, commune]));
  return {
    ...given,
    communeName: (code) => communes.get(code)?.name ?? code,
    communePlace: (code) => {
      const commune = communes.get(code);
      return commune && commune.longitude !== null && commune.latitude !== null ? { longitude: commune.longitude, latitude: commune.latitude } : null;
    },
  };
}
