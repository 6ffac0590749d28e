import { fail, redirect } from '@sveltejs/kit';
import { type BoardRunSummary, boardProposals, boardSides, countBoardProposals, filled, latestRunOf, searchBoard, seekersOf, tooFewToTell } from '#core/exchange/index.ts';
import { labelled, shown } from '#core/directory/index.ts';
import { fitsTable } from '../../record-form/table.ts';
import { requireRight } from '../../require.ts';
import { boardAsked } from '../board-asked.ts';
import { justDone } from '../just-done.ts';
import { readShare } from '../read-share.ts';
import type { Actions, PageServerLoad } from './$types';

const VIEWS = ['propositions', 'offres', 'besoins'] as const;
const PAGE_SIZE = 25;

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const board = boardAsked(params.board);
  const { deps, viewer, territory } = locals;
  const view = VIEWS.find((one) => one === url.searchParams.get('voir') && (one !== 'offres' || board.offers)) ?? 'propositions';
  const q = url.searchParams.get('q')?.slice(0, 80) ?? '';
  const page = Math.max(1, Number.parseInt(url.searchParams.get('page') ?? '1', 10) || 1);
  const adviser = viewer.kind === 'adviser';
  const run = await latestRunOf<BoardRunSummary>(deps.db, territory.id, board.id);
  const filter = { q, statuses: ['open' as const, 'later' as const, 'introduced' as const] };
  const listed = view === 'propositions' && run !== null;
  const proposals = listed ? await boardProposals(deps.db, territory.id, run.id, viewer, { ...filter, limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE }) : [];
  const kind = view === 'offres' ? board.offers! : board.needs;
  const byPeople = board.people.includes(kind.kind);
  const sides = view === 'propositions' || (byPeople && !adviser) ? { sides: [], total: 0 } : await (byPeople ? seekersOf(deps.db, territory.id, kind, { q, page, pageSize: PAGE_SIZE }) : boardSides(deps.db, territory.id, kind, viewer, { q, page, pageSize: PAGE_SIZE }));
  const few = run && tooFewToTell(viewer, { ...run.summary, offers: board.offers && run.summary.offers });
  return {
    board: { id: board.id, name: board.name, promise: board.promise, worthLabel: board.worth.label, hasOffers: board.offers !== null, offersLabel: board.offers?.label ?? '', needsLabel: board.needs.label },
    said: justDone(url.searchParams),
    imports: [board.offers, board.needs].some((one) => one && !board.people.includes(one.kind) && fitsTable(one)),
    view, q, page, pageSize: PAGE_SIZE, adviser, byPeople,
    kinds: [board.needs, ...(board.offers ? [board.offers] : [])].map((one) => ({ kind: one.kind, label: one.label })),
    few,
    run: run && { finishedOn: run.finishedAt.toISOString().slice(0, 10), summary: few === null ? run.summary : null },
    total: listed ? await countBoardProposals(deps.db, territory.id, run.id, viewer, filter) : sides.total,
    proposals: proposals.map((one) => ({ id: one.id, status: one.status, other: one.value === 0, title: filled(one.body.title, one.names), sentence: filled(one.body.sentence, one.names), worth: one.body.worth, figures: one.body.figures.slice(0, 2) })),
    sides: sides.sides.map((one) => ({ id: one.id, siret: one.siret, name: one.name, commune: one.commune, says: one.says, statedOn: one.statedOn, details: Object.entries(kind.fields).flatMap(([name, field]) => { const text = field.control.as === 'rows' ? null : shown(field, one.value[name]); return text === null || field.control.as === 'long-text' ? [] : [labelled(field, text)]; }) })),
  };
};

export const actions: Actions = {
  run: async ({ locals, params, request }) => {
    requireRight(locals, 'board.run');
    const board = boardAsked(params.board);
    const read = readShare(await request.formData());
    if (!read.ok) return fail(400, read);
    if (!locals.territory.id) return fail(409, { problem: 'Aucun territoire n’est chargé.', part: read.part });
    await searchBoard(locals.deps)({ territoryId: locals.territory.id, board, smallShare: read.share });
    redirect(303, `/bourse/${board.id}/bilan`);
  },
};
