import { assumptions, latestRun, MATIERES_LAW, leftOutReasons, proposalTotals, tooFewToTell } from '#core/exchange/index.ts';
import { straightLineTravel } from '#core/territory/index.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
  const { deps, viewer, territory } = locals;
  const run = await latestRun(deps.db, territory.id);
  const adviser = viewer.kind === 'adviser';
  const totals = run && adviser ? await proposalTotals(deps.db, territory.id, run.id, viewer) : { count: 0, worthCents: 0, kgCo2e: 0 };
  const reasons = run && adviser ? await leftOutReasons(deps.db, territory.id, run.id, viewer) : [];
  const few = run && tooFewToTell(viewer, { offers: run.summary.offers, needs: run.summary.needs, proposals: 0 });
  return {
    few,
    run: few === null ? run : null,
    adviser,
    totals,
    leftOut: reasons.reduce((sum, reason) => sum + reason.count, 0),
    withChange: reasons.reduce((sum, reason) => sum + reason.withChange, 0),
    reasons,
    assumptions: assumptions(),
    law: Object.values(MATIERES_LAW),
    roadBasis: straightLineTravel().basis,
  };
};
