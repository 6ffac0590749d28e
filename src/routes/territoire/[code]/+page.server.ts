import { error, redirect } from '@sveltejs/kit';
import { tradesOfCommune } from '#core/observatory/index.ts';
import { communeCodesOf, communeOf, nearestCommunes, straightLineTravel } from '#core/territory/index.ts';
import { cropWall } from '#lib/map/index.ts';
import { territoryWall } from '../../maps.server.ts';
import type { PageServerLoad } from './$types';

const NEIGHBOURS = 6;

export const load: PageServerLoad = async ({ locals, params }) => {
  const { deps, territory } = locals;
  const codes = await communeCodesOf(deps.db, territory.id);
  const today = codes.get(params.code);
  if (today === undefined) error(404, { message: 'Aucune commune du territoire n’a ce code.' });
  if (today !== params.code) redirect(308, `/territoire/${today}`);
  const commune = (await communeOf(deps.db, today))!;
  const trades = await tradesOfCommune(deps.db, territory.id, today);

  const at = commune.longitude === null || commune.latitude === null ? null : { longitude: commune.longitude, latitude: commune.latitude };
  const travel = straightLineTravel();
  const near = at ? (await nearestCommunes(deps.db, at, NEIGHBOURS + 1)).filter((one) => one.code !== today && codes.has(one.code)).slice(0, NEIGHBOURS) : [];
  const neighbours = await Promise.all(near.map(async (one) => ({ code: one.code, name: one.name, km: (await travel.between(at!, { longitude: one.longitude!, latitude: one.latitude! })).km })));
  const map = at ? cropWall(await (await territoryWall(deps, territory.id)).wall, [at], { ratio: 0.85, leastKm: 22 }) : null;
  return {
    commune,
    density: commune.population !== null && commune.areaKm2 ? commune.population / commune.areaKm2 : null,
    trades,
    establishments: trades.reduce((sum, trade) => sum + trade.count, 0),
    neighbours,
    towns: near.map((one) => ({ longitude: one.longitude!, latitude: one.latitude!, label: one.name, priority: one.population ?? 0 })),
    basis: travel.basis,
    map,
    territory: { withArticle: territory.withArticle },
  };
};
