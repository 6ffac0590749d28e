import { latestRun, proposalsOf, tooFewToTell } from '#core/exchange/index.ts';
import { establishmentsByCommune, monthFigures } from '#core/observatory/index.ts';
import { ofPlace } from '#core/territory/index.ts';
import { territoryWall, townsOf } from './maps.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
  const { deps, territory, viewer } = locals;
  const { wall, map } = await territoryWall(deps, territory.id);
  const run = await latestRun(deps.db, territory.id);
  const open = run ? (await proposalsOf(deps.db, territory.id, run.id, viewer)).filter((one) => one.status === 'open') : [];
  const counts = new Map<string, number>();
  for (const proposal of open)
    for (const code of new Set(Object.values(proposal.facts).flatMap((fact) => proposal.parties[fact.siret]?.communeCode ?? []))) counts.set(code, (counts.get(code) ?? 0) + 1);
  const { places } = await wall;
  const waiting = places.filter((place) => counts.has(place.code)).map((place) => ({ code: place.code, name: place.name, proposals: counts.get(place.code)! }));
  return {
    map: await map,
    towns: townsOf(places, 6),
    waiting: waiting.toSorted((a, b) => b.proposals - a.proposals || a.name.localeCompare(b.name, 'fr')),
    open: open.length,
    adviser: viewer.kind === 'adviser',
    run: run && tooFewToTell(viewer, { offers: run.summary.offers, needs: run.summary.needs, proposals: 0 }) === null ? { offers: run.summary.offers, needs: run.summary.needs, tonnesDiverted: run.summary.tonnesDiverted, tonnesOffered: run.summary.tonnesOffered, finishedOn: run.finishedAt.toISOString().slice(0, 10) } : null,
    establishments: [...(await establishmentsByCommune(deps.db, territory.id)).values()].reduce((sum, n) => sum + n, 0),
    figures: await monthFigures(deps.db, territory.id, deps.clock.today()),
    territory: { withArticle: territory.withArticle, of: ofPlace(territory.withArticle), largest: townsOf(places, 1)[0]?.label ?? null },
  };
};
