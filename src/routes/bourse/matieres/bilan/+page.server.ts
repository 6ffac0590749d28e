import { assumptions, latestRun, leftOutOf, proposalsOf } from '#core/exchange/index.ts';
import { straightLineTravel } from '#core/territory/index.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
  const { deps, viewer, territory } = locals;
  const run = await latestRun(deps.db, territory.id);
  const adviser = viewer.kind === 'adviser';
  const proposals = run && adviser ? await proposalsOf(deps.db, territory.id, run.id, viewer) : [];
  const leftOut = run && adviser ? await leftOutOf(deps.db, territory.id, run.id, viewer) : [];
  const reasons = Map.groupBy(leftOut, (one) => (one.body.candidates === 0 ? 'nobody' : (one.body.obstacles[0]?.obstacle.code ?? 'nobody')));
  return {
    run,
    adviser,
    proposals: proposals.length,
    worth: proposals.reduce((sum, one) => sum + one.body.worth.value, 0),
    kg: proposals.reduce((sum, one) => sum + (one.body.co2?.value ?? 0), 0),
    leftOut: leftOut.length,
    withChange: leftOut.filter((one) => one.body.leastChange !== null).length,
    reasons: [...reasons].map(([code, list]) => ({ code, count: list.length, tonnes: list.reduce((sum, one) => sum + one.body.tonnesPerYear, 0) })).sort((a, b) => b.count - a.count),
    assumptions: assumptions(),
    roadBasis: straightLineTravel().basis,
  };
};
