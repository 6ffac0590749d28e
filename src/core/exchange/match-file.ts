import { z } from 'zod';
import { type Fact, FlowIn, FlowOut } from '#core/directory/index.ts';
import { straightLineTravel, type TravelTimes } from '#core/territory/index.ts';
import type { LegalReminder } from './board.ts';
import { assumptions } from './boards/assumptions.ts';
import { materialLaw } from './boards/matieres-law.ts';
import { simply } from './flows/simply.ts';
import { matchFlows } from './match.ts';
import type { ProposalBody, Side } from './model.ts';
import { reasonsOf, proposalLead, proposalTitle } from './sentences.ts';
import { poolSmall, withRounds } from './pool-small.ts';
import type { Proposal } from './proposals.ts';
import { propose } from './propose.ts';
import { changeText, obstacleText } from './words.ts';

const FileSide = z.object({
  id: z.string().min(1),
  /** Who says it; a side is never matched with another of the same firm. Its own identifier unless told. */
  firm: z.string().optional(),
  longitude: z.number().min(-180).max(180).optional(),
  latitude: z.number().min(-90).max(90).optional(),
  /** Official code of the commune, instead of the two above. */
  commune: z.string().optional(),
  certainty: z.enum(['measured', 'stated', 'estimated']).default('stated'),
  statedOn: z.iso.date().default('2000-01-01'),
});

/** Offers and needs of the board in a file, to try a list before loading it. */
export const MatchFile = z.object({ offers: z.array(FileSide.and(FlowOut)).max(20_000).default([]), needs: z.array(FileSide.and(FlowIn)).max(20_000).default([]) });
export type MatchFile = z.output<typeof MatchFile>;

export type MatchedFile = {
  board: 'matieres';
  objective: string;
  unit: 'cents';
  value: number;
  bound: number;
  gap: number;
  /** What taking the best pair first reaches. */
  simple: number;
  status: string;
  seconds: number;
  proposals: { title: string; sentence: string; reasons: string[]; parties: { id: string; role: string }[]; law: LegalReminder[]; flows: { offer: string; need: string; tonnesPerYear: number; km: number; centsPerTonne: number }[]; worthCents: number; kgCo2e: number | null; leastChange: string | null; round?: { perYear: number; km: number; centsPerYear: number; stops: { offer: string; tonnes: number; km: number }[] } }[];
  leftOut: { id: string; why: string[]; leastChange: { text: string; with: string; code: string; tonnesPerYear: number } | null }[];
};

/** Who tries a list waits as long for it as on the other boards. */
const MOST_SECONDS = 20;

/** Matches a file as a territory would be, without touching the database. Values in cents a year; `value` and `bound` are of the flows, then of the rounds that fetch what they leave. */
export async function matchFile(file: MatchFile, { travel = straightLineTravel(), communePlace = () => null }: { travel?: TravelTimes; communePlace?: (code: string) => Side<unknown>['place'] } = {}): Promise<MatchedFile> {
  const [offers, needs] = [file.offers.map((side) => sideOf<FlowOut>(side, communePlace)), file.needs.map((side) => sideOf<FlowIn>(side, communePlace))];
  const matched = await matchFlows(offers, needs, travel, { seconds: MOST_SECONDS });
  const told = asProposals(offers, needs);
  const rounds = await poolSmall(matched, travel);
  const { proposals, leftOut } = propose(matched, rounds.pooled);
  const { value, bound, gap, status, seconds } = withRounds(matched.solution, rounds);
  return {
    board: 'matieres', objective: objectiveInWords(), unit: 'cents', value, bound, gap, simple: simply(matched.problem), status, seconds,
    proposals: proposals.map(({ body }) => ({
      title: proposalTitle(told(body)), sentence: proposalLead(told(body)), reasons: reasonsOf(told(body)),
      parties: [...new Set(body.flows.map((flow) => flow.offerId))].map((id) => ({ id, role: 'cède' })).concat([...new Set(body.flows.map((flow) => flow.needId))].map((id) => ({ id, role: 'prend' }))),
      law: materialLaw(body.flows.map((flow) => offers.find((side) => side.factId === flow.offerId)!.value)),
      flows: body.flows.map((flow) => ({ offer: flow.offerId, need: flow.needId, tonnesPerYear: rounded(flow.tonnesPerYear), km: rounded(flow.km), centsPerTonne: flow.centsPerTonne })),
      worthCents: body.worth.value,
      kgCo2e: body.co2?.value ?? null,
      leastChange: body.improvement ? changeText(body.improvement) : null,
      ...(body.round ? { round: { perYear: body.round.perYear, km: rounded(body.round.km), centsPerYear: body.round.centsPerYear, stops: body.round.stops.map((stop) => ({ offer: stop.factId, tonnes: rounded(stop.tonnes), km: rounded(stop.km) })) } } : {}),
    })),
    leftOut: leftOut.map(({ factId, body }) => ({
      id: factId,
      why: body.candidates === 0 ? [body.kind === 'flow-out' ? 'Personne ne demande cette matière.' : 'Personne ne propose cette matière.'] : body.obstacles.map((one) => obstacleText(one.obstacle)),
      leastChange: body.leastChange ? { text: changeText(body.leastChange), with: body.leastChange.withFactId, code: body.leastChange.obstacle.code, tonnesPerYear: rounded(body.leastChange.tonnesPerYear) } : null,
    })),
  };
}

/** What the value counts: the euros of the exchanges and what a tonne that finds a use weighs beside them. */
const objectiveInWords = () => `les euros des échanges par an, plus ${assumptions().divertedTonne.centsPerTonne.value / 100}\u00a0€ par tonne qui trouve un usage ; un lien qui vaudrait moins de ${assumptions().relation.centsPerYear.value / 100}\u00a0€ par an n’est pas proposé ; puis, de ce qui reste, les tournées de ramassage qui paient`;

const rounded = (value: number) => Math.round(value * 100) / 100;

/** A proposal of a file as pages tell theirs: firms are called what the file calls them. */
function asProposals(offers: Side<FlowOut>[], needs: Side<FlowIn>[]): (body: ProposalBody) => Proposal {
  const sides = [...offers, ...needs];
  const parties = Object.fromEntries(sides.map((side) => [side.siret, { siret: side.siret, name: side.siret, commune: '', communeCode: '', activityCode: null, longitude: side.place?.longitude ?? null, latitude: side.place?.latitude ?? null }]));
  const facts = Object.fromEntries(sides.map((side) => [side.factId, { id: side.factId, siret: side.siret, kind: 'states' in side.value ? 'flow-in' : 'flow-out', value: side.value, certainty: side.certainty, statedOn: side.statedOn } as unknown as Fact]));
  return (body) => ({ id: '', runId: '', status: 'open', answer: null, answeredAt: null, value: body.worth.value, body, parties, facts });
}

function sideOf<V extends FlowIn | FlowOut>(side: z.output<typeof FileSide> & V, communePlace: (code: string) => Side<unknown>['place']): Side<V> {
  const { id, firm, longitude, latitude, commune, certainty, statedOn, ...value } = side;
  const place = longitude !== undefined && latitude !== undefined ? { longitude, latitude } : commune ? communePlace(commune) : null;
  return { factId: id, siret: firm ?? id, place, certainty, statedOn, value: value as unknown as V };
}
