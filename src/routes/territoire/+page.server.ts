import { establishmentsByCommune } from '#core/observatory/index.ts';
import { communesOf, ofPlace, searchCommunes, searchName, territories } from '#core/territory/index.ts';
import { territoryWall, townsOf } from '../maps.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const { deps, territory } = locals;
  const q = url.searchParams.get('q')?.trim().slice(0, 80) ?? '';
  const grouping = url.searchParams.get('groupement') ?? '';
  const letter = url.searchParams.get('lettre')?.slice(0, 1) ?? '';
  const { wall, map } = await territoryWall(deps, territory.id);
  const counts = await establishmentsByCommune(deps.db, territory.id);
  const communes = (await communesOf(deps.db, territory.id)).map((one) => ({ code: one.code, name: one.name, epciCode: one.epciCode ?? 'aucun', epciName: one.epciName ?? 'Sans groupement', population: one.population ?? 0, establishments: counts.get(one.code) ?? 0 }));

  const groupings = [...Map.groupBy(communes, (one) => one.epciCode)]
    .map(([code, members]) => ({ code, name: members[0]!.epciName, communes: members.length, population: sum(members, 'population'), establishments: sum(members, 'establishments') }))
    .toSorted((a, b) => b.population - a.population);
  const found = q ? await searchCommunes(deps.db, { q, territoryId: territory.id, limit: 20 }) : [];
  const byCode = new Map(communes.map((one) => [one.code, one]));
  const list = q ? found.flatMap((one) => byCode.get(one.code) ?? []) : letter ? communes.filter((one) => initial(one.name) === letter) : communes.filter((one) => one.epciCode === grouping);
  const { departements } = (await territories(deps.db)).find((one) => one.id === territory.id) ?? { departements: [] };
  const { places } = await wall;
  return {
    q,
    grouping: q ? '' : grouping,
    letter: q ? '' : letter,
    territory: { withArticle: territory.withArticle, of: ofPlace(territory.withArticle) },
    total: { communes: communes.length, population: sum(communes, 'population'), establishments: sum(communes, 'establishments'), departements: departements.length },
    groupings,
    letters: [...Map.groupBy(communes, (one) => initial(one.name))].map(([one, members]) => ({ letter: one, communes: members.length })),
    list,
    map: await map,
    towns: townsOf(places, 9),
    outlined: places.some((place) => place.outline),
  };
};

const initial = (name: string) => searchName(name).charAt(0);

type Counted = { population: number; establishments: number };
const sum = (list: Counted[], what: keyof Counted) => list.reduce((total, one) => total + one[what], 0);
