import { error, redirect } from '@sveltejs/kit';
import { called, type CollectionRound, type Party, AnswerProposal, answerProposal, assumptions, byproductStanding, certaintiesOf, changeText, latestRun, leftOutOf, lorries, materialLaw, proposalById, proposalLead, proposalTitle, reasonsOf, shapeOf } from '#core/exchange/index.ts';
import { straightLineTravel } from '#core/territory/index.ts';
import { plural } from '#lib/format.ts';
import { cropWall, type MapFlow, type MapPoint } from '#lib/map/index.ts';
import { territoryWall, townsOf } from '../../../maps.server.ts';
import { requireRight } from '../../../require.ts';
import type { Actions, PageServerLoad } from './$types';

const isUuid = (text: string) => AnswerProposal.shape.id.safeParse(text).success;

export const load: PageServerLoad = async ({ locals, params }) => {
  const { deps, viewer, territory } = locals;
  const proposal = isUuid(params.id) ? await proposalById(deps.db, territory.id, params.id, viewer) : null;
  if (!proposal) error(404, { message: 'Cette proposition n’existe plus, ou n’est montrée qu’aux entreprises concernées et à leurs conseillers.' });
  const run = await latestRun(deps.db, territory.id);
  const { hubIsOffer, hub, spokes, tonnesPerYear, longestKm } = shapeOf(proposal);
  const offerFacts = Object.values(proposal.facts).filter((fact) => fact.kind === 'flow-out');
  const wasteCodes = [...new Set(offerFacts.flatMap((fact) => ('wasteCode' in fact.value ? [fact.value.wasteCode] : [])))];
  const offered = offerFacts.flatMap((fact) => ('wasteCode' in fact.value ? [fact.value] : []));
  const alike = run && viewer.kind === 'adviser' ? await leftOutOf(deps.db, territory.id, run.id, viewer, { wasteCodes, limit: 3 }) : [];
  const map = await mapOf(deps, territory.id, hub, hubIsOffer, spokes, proposal.body.round?.stops.map((stop) => stop.siret));
  return {
    map,
    id: proposal.id,
    status: proposal.status,
    answer: proposal.answer,
    answeredOn: proposal.answeredAt?.toISOString().slice(0, 10) ?? null,
    title: proposalTitle(proposal),
    lead: proposalLead(proposal),
    body: proposal.body,
    tonnesPerYear,
    longestKm,
    lorries: proposal.body.round ? `${plural(proposal.body.round.perYear, 'tournée')} par an` : lorries(tonnesPerYear),
    round: proposal.body.round && roundOf(proposal.body.round, proposal.parties),
    reasons: reasonsOf(proposal),
    byproduct: byproductStanding(proposal.facts, proposal.body.flows.map((flow) => flow.offerId)),
    improvement: proposal.body.improvement && { text: changeText(proposal.body.improvement), with: proposal.parties[proposal.body.improvement.withSiret] ?? null },
    law: materialLaw(offered),
    certainties: certaintiesOf(proposal, straightLineTravel().basis),
    hub: hub ?? null,
    hubIsOffer,
    spokes: spokes.map(({ flow, party }) => ({ tonnesPerYear: flow.tonnesPerYear, km: flow.km, party: party ?? null })),
    leftOut: alike.map((one) => ({ name: one.party.name ?? `Une entreprise de ${one.party.commune}`, siret: one.siret, tonnes: one.body.tonnesPerYear, text: one.body.leastChange ? changeText(one.body.leastChange) : null })),
    run: run && { id: run.id, current: run.id === proposal.runId, finishedOn: run.finishedAt.toISOString().slice(0, 10), value: run.value, bound: run.bound, gap: run.summary.gap },
    assumptions: assumptions(),
    adviser: viewer.kind === 'adviser',
    everyoneAgreed: Object.values(proposal.facts).every((fact) => fact.consent === 'public'),
  };
};

/** A collection round with the names that the viewer may see. */
const roundOf = ({ stops, ...round }: CollectionRound, parties: Record<string, Party>) => ({
  ...round,
  stops: stops.map(({ siret, tonnes, km }) => ({ siret, tonnes, km, who: called(parties[siret]), commune: parties[siret]?.commune ?? 'commune non dite' })),
  back: round.km - stops.reduce((sum, stop) => sum + stop.km, 0),
});

/** The part of the map where the parties are, each at its place, with what goes from one to the other, or the way of the truck that meets `stops`. Null when nobody's place is known. */
async function mapOf(deps: App.Locals['deps'], territoryId: string, hub: Party | undefined, hubIsOffer: boolean, spokes: { flow: { tonnesPerYear: number }; party: Party | undefined }[], stops?: string[]) {
  const pointOf = (party: Party | undefined, tone: MapPoint['tone']): MapPoint | null =>
    party && party.longitude !== null && party.latitude !== null ? { longitude: party.longitude, latitude: party.latitude, label: party.commune, tone } : null;
  const centre = pointOf(hub, 'malbec');
  if (!centre) return null;
  const met = stops ? spokes.toSorted((a, b) => stops.indexOf(a.party?.siret ?? '') - stops.indexOf(b.party?.siret ?? '')) : spokes;
  const around = met.flatMap(({ flow, party }) => {
    const point = pointOf(party, 'river');
    return point ? [{ point, weight: flow.tonnesPerYear }] : [];
  });
  const points = [centre, ...around.map((one) => one.point)];
  const flows: MapFlow[] = stops
    ? points.map((_, i) => ({ from: i, to: (i + 1) % points.length, weight: around.slice(0, i).reduce((sum, one) => sum + one.weight, 0), tone: 'river' }))
    : around.map(({ weight }, i) => ({ from: hubIsOffer ? 0 : i + 1, to: hubIsOffer ? i + 1 : 0, weight, tone: 'river' }));
  const wall = await (await territoryWall(deps, territoryId)).wall;
  return { drawn: cropWall(wall, points), points, flows, towns: townsOf(wall.places, 14) };
}

export const actions: Actions = {
  answer: async ({ locals, params, request }) => {
    requireRight(locals, 'proposal.answer');
    const form = await request.formData();
    const input = AnswerProposal.safeParse({ territoryId: locals.territory.id, id: params.id, status: form.get('status'), answer: form.get('answer') ?? undefined });
    if (!input.success) error(400, { message: input.error.issues[0]?.message ?? 'Cette réponse ne se lit pas.' });
    const done = await answerProposal(locals.deps)(input.data);
    if (!done.ok) error(404, { message: 'Cette proposition n’existe plus.' });
    redirect(303, `/bourse/matieres/${params.id}`);
  },
};
