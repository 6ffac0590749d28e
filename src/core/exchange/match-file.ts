import { z } from 'zod';
import { FlowIn, FlowOut } from '#core/directory/index.ts';
import { straightLineTravel, type TravelTimes } from '#core/territory/index.ts';
import { matchFlows } from './match.ts';
import type { Side } from './model.ts';
import { poolSmall } from './pool-small.ts';
import { propose } from './propose.ts';
import { changeText, obstacleText } from './words.ts';

const FileSide = z.object({
  id: z.string().min(1),
  /** Who says it; a side is never matched with another of the same firm. Its own identifier unless told. */
  firm: z.string().optional(),
  longitude: z.number().min(-180).max(180),
  latitude: z.number().min(-90).max(90),
  certainty: z.enum(['measured', 'stated', 'estimated']).default('stated'),
  statedOn: z.iso.date().default('2000-01-01'),
});

/** Offers and needs of the board in a file, to try a list before loading it. */
export const MatchFile = z.object({ offers: z.array(FileSide.and(FlowOut)).max(20_000), needs: z.array(FileSide.and(FlowIn)).max(20_000) });
export type MatchFile = z.output<typeof MatchFile>;

export type MatchedFile = {
  value: number;
  bound: number;
  gap: number;
  status: string;
  seconds: number;
  proposals: { sentence: string; flows: { offer: string; need: string; tonnesPerYear: number; km: number; centsPerTonne: number }[]; worthCents: number; kgCo2e: number | null; leastChange: string | null; round?: { perYear: number; km: number; centsPerYear: number; stops: { offer: string; tonnes: number; km: number }[] } }[];
  leftOut: { id: string; why: string[]; leastChange: { text: string; with: string; code: string; tonnesPerYear: number } | null }[];
};

/** Matches a file as a territory would be, without touching the database. Values in cents a year; `value` and `bound` are of the flows, a pooled round's worth comes with its proposal. */
export async function matchFile(file: MatchFile, travel: TravelTimes = straightLineTravel()): Promise<MatchedFile> {
  const matched = await matchFlows(file.offers.map(sideOf), file.needs.map(sideOf), travel);
  const { proposals, leftOut } = propose(matched, await poolSmall(matched, travel));
  const { value, bound, gap, status, seconds } = matched.solution;
  return {
    value, bound, gap, status, seconds,
    proposals: proposals.map(({ body }) => ({
      sentence: `${body.material} : ${Math.round(body.flows.reduce((sum, flow) => sum + flow.tonnesPerYear, 0))} t par an, de ${[...new Set(body.flows.map((flow) => flow.offerId))].join(', ')} vers ${[...new Set(body.flows.map((flow) => flow.needId))].join(', ')}.`,
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

const rounded = (value: number) => Math.round(value * 100) / 100;

function sideOf<V extends FlowIn | FlowOut>(side: z.output<typeof FileSide> & V): Side<V> {
  const { id, firm, longitude, latitude, certainty, statedOn, ...value } = side;
  return { factId: id, siret: firm ?? id, place: { longitude, latitude }, certainty, statedOn, value: value as unknown as V };
}
