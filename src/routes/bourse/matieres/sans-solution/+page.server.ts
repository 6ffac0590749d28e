import { changeText, latestRun, leftOutOf, leftOutReasons, obstacleText } from '#core/exchange/index.ts';
import type { PageServerLoad } from './$types';

const PAGE_SIZE = 25;

export const load: PageServerLoad = async ({ locals, url }) => {
  const { deps, viewer, territory } = locals;
  const page = Math.max(1, Number.parseInt(url.searchParams.get('page') ?? '1', 10) || 1);
  const run = await latestRun(deps.db, territory.id);
  const list = run ? await leftOutOf(deps.db, territory.id, run.id, viewer, { limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE }) : [];
  const reasons = run ? await leftOutReasons(deps.db, territory.id, run.id, viewer) : [];
  return {
    adviser: viewer.kind === 'adviser',
    ran: run !== null,
    total: reasons.reduce((sum, reason) => sum + reason.count, 0),
    page,
    pageSize: PAGE_SIZE,
    list: list.map((one) => ({
      factId: one.factId,
      siret: one.siret,
      name: one.party.name,
      commune: one.party.commune,
      kind: one.body.kind,
      material: one.body.material,
      tonnes: one.body.tonnesPerYear,
      nobody: one.body.candidates === 0,
      change: one.body.leastChange && { text: changeText(one.body.leastChange), party: one.parties[one.body.leastChange.withSiret] ?? null },
      obstacles: one.body.obstacles.map((each) => ({ text: obstacleText(each.obstacle), party: one.parties[each.withSiret] ?? null })),
      leads: one.body.leads.flatMap((lead) => (one.parties[lead.siret] ? [{ ...lead, party: one.parties[lead.siret]! }] : [])),
    })),
  };
};
