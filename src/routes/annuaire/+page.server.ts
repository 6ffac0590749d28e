import { redirect } from '@sveltejs/kit';
import { flowsOf, matchesByCommune, nafLabel, nafList, searchDirectory, SIZE_CLASSES, sizeLabel } from '#core/directory/index.ts';
import { communesOf, searchCommunes } from '#core/territory/index.ts';
import { territoryWall, townsOf } from '../maps.server.ts';
import { addressOf } from './address.ts';
import { readAddress } from './read-address.ts';
import type { PageServerLoad } from './$types';

const isCode = (text: string) => /^[0-9][0-9AB][0-9]{3}$/.test(text);

export const load: PageServerLoad = async ({ locals, url }) => {
  const { deps, territory, viewer } = locals;
  const { input, view } = readAddress(url.searchParams);

  // The commune may be typed by its name or its postal code: the address keeps its code.
  const typed = url.searchParams.get('commune')?.trim() ?? '';
  const communes = await communesOf(deps.db, territory.id);
  const commune = communes.find((one) => one.code === typed);
  if (typed && !commune) {
    const [found] = await searchCommunes(deps.db, { q: typed, territoryId: territory.id, limit: 1 });
    if (found) redirect(303, addressOf({ ...input, commune: found.code, page: 1 }, view));
  }
  const asked = { ...input, commune: commune?.code };
  const groupings = new Map(communes.flatMap((one) => (one.epciCode ? [[one.epciCode, one.epciName!] as const] : [])));

  const result = await searchDirectory(deps.db, asked, viewer);
  const flows = await flowsOf(deps.db, result.rows.map((row) => row.siret), viewer);
  return {
    input: asked,
    view,
    adviser: viewer.kind === 'adviser',
    unknownCommune: typed && !commune && !isCode(typed) ? typed : null,
    communeName: commune?.name ?? null,
    groupings: [...groupings].map(([code, name]) => ({ code, name })).toSorted((a, b) => a.name.localeCompare(b.name, 'fr')),
    sections: nafList().filter(({ level }) => level === 'section').map(({ code, label }) => ({ code, label })),
    activityLabel: asked.activity ? nafLabel(asked.activity) : null,
    sizes: SIZE_CLASSES,
    ...result,
    rows: result.rows.map((row) => ({ ...row, activity: row.activityCode ? (nafLabel(row.activityCode) ?? row.activityCode) : null, size: sizeLabel(row.sizeBand), flows: flows.get(row.siret) ?? [] })),
    map: view === 'carte' ? await mapOf(locals, asked) : null,
  };
};

async function mapOf({ deps, territory, viewer }: App.Locals, input: Parameters<typeof matchesByCommune>[1]) {
  const { wall, map } = await territoryWall(deps, territory.id);
  const counts = await matchesByCommune(deps.db, input, viewer);
  const { places } = await wall;
  const communes = places.flatMap(({ code, name }) => (counts.has(code) ? [{ code, name, count: counts.get(code)! }] : [])).toSorted((a, b) => b.count - a.count || a.name.localeCompare(b.name, 'fr'));
  return { drawn: await map, towns: townsOf(places, 6), communes, marked: communes.length > MANY_COMMUNES ? halfOf(communes.map(({ count }) => count)) : communes.length };
}

// Where nearly every stone would be coloured, the map would say nothing: it shows where half of them are.
const MANY_COMMUNES = 60;
function halfOf(counts: number[]): number {
  const half = counts.reduce((sum, count) => sum + count, 0) / 2;
  let sum = 0;
  return counts.findIndex((count) => (sum += count) >= half) + 1;
}
