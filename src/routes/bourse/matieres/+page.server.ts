import { boardFlows, latestRun, matieres, proposalLead, proposalsOf, type ProposalStatus, proposalTitle, proposalTotals, runBoard, tooFewToTell } from '#core/exchange/index.ts';
import { fail, redirect } from '@sveltejs/kit';
import { requireRight } from '../../require.ts';
import { justDone } from '../just-done.ts';
import { readShare } from '../read-share.ts';
import type { Actions, PageServerLoad } from './$types';

const VIEWS = ['propositions', 'offres', 'besoins'] as const;
const PAGE_SIZE = 25;

export const load: PageServerLoad = async ({ locals, url }) => {
  const { deps, viewer, territory } = locals;
  const view = VIEWS.find((one) => one === url.searchParams.get('voir')) ?? 'propositions';
  const q = url.searchParams.get('q')?.slice(0, 80) ?? '';
  const page = Math.max(1, Number.parseInt(url.searchParams.get('page') ?? '1', 10) || 1);
  const run = await latestRun(deps.db, territory.id);
  const filter = { q, statuses: ['open', 'later', 'introduced'] satisfies ProposalStatus[], limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE };
  const listed = view === 'propositions' && run !== null;
  const proposals = listed ? await proposalsOf(deps.db, territory.id, run.id, viewer, filter) : [];
  const totals = listed ? await proposalTotals(deps.db, territory.id, run.id, viewer, filter) : null;
  const flows = view === 'propositions' ? { flows: [], total: 0 } : await boardFlows(deps.db, territory.id, viewer, { kind: view === 'offres' ? 'flow-out' : 'flow-in', q, page, pageSize: PAGE_SIZE });
  const few = run && tooFewToTell(viewer, { offers: run.summary.offers, needs: run.summary.needs, proposals: 0 });
  return {
    promise: matieres.promise,
    said: justDone(url.searchParams),
    view,
    q,
    page,
    pageSize: PAGE_SIZE,
    few,
    run: few === null ? run : null,
    adviser: viewer.kind === 'adviser',
    total: totals ? totals.count : flows.total,
    proposals: proposals.map((one) => ({ id: one.id, status: one.status, title: proposalTitle(one), lead: proposalLead(one), worth: one.body.worth, co2: one.body.co2, tonnes: one.body.flows.reduce((sum, flow) => sum + flow.tonnesPerYear, 0) })),
    flows: flows.flows,
  };
};

export const actions: Actions = {
  run: async ({ locals, request }) => {
    requireRight(locals, 'board.run');
    const read = readShare(await request.formData());
    if (!read.ok) return fail(400, read);
    if (!locals.territory.id) return fail(409, { problem: 'Aucun territoire n’est chargé.', part: read.part });
    await runBoard(locals.deps)({ territoryId: locals.territory.id, smallShare: read.share });
    redirect(303, '/bourse/matieres/bilan');
  },
};
