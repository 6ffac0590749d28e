import { error, redirect } from '@sveltejs/kit';
import { kindOf, labelled, shown } from '#core/directory/index.ts';
import { AnswerProposal, answerProposal, type BoardParty, boardProposalById, type BoardRunSummary, filled, latestRunOf, nameOfSide, tooFewToTell } from '#core/exchange/index.ts';
import { straightLineTravel } from '#core/territory/index.ts';
import { cropWall, type MapFlow, type MapPoint } from '#lib/map/index.ts';
import { territoryWall, townsOf } from '../../../maps.server.ts';
import { requireRight } from '../../../require.ts';
import { boardAsked } from '../../board-asked.ts';
import type { Actions, PageServerLoad } from './$types';

const NOTE_ON_FIGURE = 50;

export const load: PageServerLoad = async ({ locals, params }) => {
  const board = boardAsked(params.board);
  const { deps, viewer, territory } = locals;
  const proposal = AnswerProposal.shape.id.safeParse(params.id).success ? await boardProposalById(deps.db, territory.id, board.id, params.id, viewer) : null;
  if (!proposal) error(404, { message: 'Cette proposition n’existe plus, ou n’est montrée qu’aux entreprises concernées et à leurs conseillers.' });
  const run = await latestRunOf<BoardRunSummary>(deps.db, territory.id, board.id);
  const { body, names } = proposal;
  const say = (text: string) => filled(text, names).replace(/^./, (letter) => letter.toUpperCase());
  return {
    board: { id: board.id, name: board.name, unit: board.unit, counted: board.counted, worthLabel: board.worth.label, assumptions: board.assumptions },
    id: proposal.id, status: proposal.status, answer: proposal.answer, answeredOn: proposal.answeredAt?.toISOString().slice(0, 10) ?? null,
    title: say(body.title), sentence: say(body.sentence), reasons: body.reasons.map(say), worth: body.worth, figures: body.figures.map((figure) => (figure.note && figure.note.length > NOTE_ON_FIGURE ? { ...figure, note: undefined } : figure)), certainties: [...body.certainties, ...(body.certainties.some(({ what }) => /^routes?$/i.test(what)) ? [] : [{ what: 'Route', how: straightLineTravel().basis, dots: 1 }])],
    // A source told at length is read with how it is counted, not on its figure.
    sources: [...new Set(body.figures.flatMap(({ note }) => (note && note.length > NOTE_ON_FIGURE ? [note] : [])))],
    law: body.law.flatMap((key) => board.law[key] ?? []),
    improvement: body.improvement && viewer.kind === 'adviser' ? filled(body.improvement.text, [(body.improvement.with && (await nameOfSide(deps.db, territory.id, board, body.improvement.with))) || 'une autre fiche', ...names]).replace(/^./, (letter) => letter.toUpperCase()) : null,
    leastSure: leastSureOf(body.certainties),
    tables: (body.tables ?? []).map((table) => ({ ...table, rows: table.rows.map((row) => row.map((cell) => filled(cell, names))) })),
    week: body.week && body.week.length > 0 ? { slots: body.week, names } : null,
    stops: (body.stops ?? []).map((stop) => ({ ...stop, who: names[stop.party] ?? '', where: communeOf(proposal.parties[stop.party]), what: filled(stop.what, names) })),
    hasEvents: (body.events ?? []).length > 0,
    parties: proposal.parties.map((party, i) => ({
      name: party.called, role: body.parties[i]!.role, gives: body.parties[i]!.gives, commune: communeOf(party), siret: party.kind === 'firm' ? party.party.siret : null,
      phone: party.kind === 'person' && viewer.kind === 'adviser' ? party.phone : null,
      details: party.kind === 'firm' ? detailsOf(party.fact.kind, party.fact.value as Record<string, unknown>) : [],
    })),
    map: await mapOf(deps, territory.id, proposal.parties, (body.stops ?? []).map((stop) => stop.party)),
    run: run && { current: run.id === proposal.runId, finishedOn: run.finishedAt.toISOString().slice(0, 10), gap: run.summary.gap, shown: tooFewToTell(viewer, { ...run.summary, offers: board.offers && run.summary.offers }) === null ? { value: Number(run.value), bound: Number(run.bound) } : null },
    adviser: viewer.kind === 'adviser',
    everyoneAgreed: proposal.parties.every((party) => party.kind === 'firm' && party.fact.consent === 'public'),
  };
};

/** What a call would make surer: the least sure of what firms say; roads are estimated for all alike. */
function leastSureOf(certainties: { what: string; how: string; dots: number }[]): string | null {
  const [least] = certainties.filter(({ what, dots }) => dots < 2 && !/^(routes?|temps de trajet)$/i.test(what)).sort((a, b) => a.dots - b.dots);
  return least ? `${least.what.charAt(0).toLowerCase()}${least.what.slice(1)} (${least.how})` : null;
}

const communeOf = (party: BoardParty | undefined): string => (party ? (party.kind === 'firm' ? party.party.commune : party.commune) : '');
const detailsOf = (kind: string, value: Record<string, unknown>): string[] =>
  Object.entries(kindOf(kind)?.fields ?? {}).flatMap(([name, field]) => {
    const text = shown(field, value[name]);
    return text === null ? [] : [labelled(field, text)];
  });

/** The part of the map where the parties are; joined in the order of a round, else to the first of them. */
async function mapOf(deps: App.Locals['deps'], territoryId: string, parties: BoardParty[], round: number[]) {
  const placed = parties.map((party): MapPoint | null => {
    const at = party.kind === 'firm' ? party.party : party;
    return at.longitude === null || at.latitude === null ? null : { longitude: at.longitude, latitude: at.latitude, label: communeOf(party), tone: 'river' };
  });
  const points = placed.flatMap((point) => point ?? []);
  if (points.length === 0) return null;
  const at = new Map(placed.flatMap((point, i) => (point ? [[i, points.indexOf(point)] as const] : [])));
  const legs = round.length > 1 ? round.slice(1).map((to, i) => [round[i]!, to] as const) : parties.slice(1).map((_, i) => [0, i + 1] as const);
  const flows: MapFlow[] = legs.flatMap(([from, to]) => (at.has(from) && at.has(to) && at.get(from) !== at.get(to) ? [{ from: at.get(from)!, to: at.get(to)!, weight: 1, tone: 'river' as const }] : []));
  const wall = await (await territoryWall(deps, territoryId)).wall;
  return { drawn: cropWall(wall, points), points, flows, towns: townsOf(wall.places, 14) };
}

export const actions: Actions = {
  answer: async ({ locals, params, request }) => {
    requireRight(locals, 'proposal.answer');
    const board = boardAsked(params.board);
    const form = await request.formData();
    const input = AnswerProposal.safeParse({ territoryId: locals.territory.id, id: params.id, status: form.get('status'), answer: form.get('answer') ?? undefined });
    if (!input.success) error(400, { message: input.error.issues[0]?.message ?? 'Cette réponse ne se lit pas.' });
    const done = await answerProposal(locals.deps)(input.data);
    if (!done.ok) error(404, { message: 'Cette proposition n’existe plus.' });
    redirect(303, `/bourse/${board.id}/${params.id}`);
  },
};
