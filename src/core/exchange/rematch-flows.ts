import type { FlowIn, FlowOut } from '#core/directory/index.ts';
import { type Deps, inTransaction } from '#core/kernel/index.ts';
import { straightLineTravel, type TravelTimes } from '#core/territory/index.ts';
import { assumptions } from './boards/assumptions.ts';
import { matieres } from './boards/matieres.ts';
import { findLeads } from './find-leads.ts';
import { flowSides } from './flow-sides.ts';
import { matchFlows } from './match.ts';
import type { ProposalBody, RunSummary, Side } from './model.ts';
import { poolSmall, withRounds } from './pool-small.ts';
import { propose } from './propose.ts';
import { latestRun } from './queries.ts';
import { runBoard } from './run-board.ts';
import { keyOfSides } from './search/answers-given.ts';

const MOST_SECONDS = 0.2;

/**
 * Matches the by-products of one firm again after it said something new, within a second: all that its materials link together, so that the rest, which nothing links to it, stays the best there is.
 * The newest run is brought up to date: what is found again keeps its place, what was answered stays. Answers how many proposals the firm is in now.
 */
export const rematchFlows =
  (deps: Deps, travel: TravelTimes = straightLineTravel()) =>
  async (input: { territoryId: string; siret: string }): Promise<{ proposals: number }> => {
    for (let tries = 0; tries < 3; tries++) {
      if (!(await latestRun(deps.db, input.territoryId))) break;
      const done = await rematchOnce(deps, travel, input);
      if (done) return done;
    }
    // No run yet, or others keep changing it: the whole is searched.
    const { runId } = await runBoard(deps, travel)(input);
    const rows = await deps.db.selectFrom('proposal').select('sirets').where('territory_id', '=', input.territoryId).where('run_id', '=', runId).execute();
    return { proposals: rows.filter((row) => row.sirets.includes(input.siret)).length };
  };

/** Null when the run was changed by another in between. */
async function rematchOnce(deps: Deps, travel: TravelTimes, { territoryId, siret }: { territoryId: string; siret: string }): Promise<{ proposals: number } | null> {
  const run = (await latestRun(deps.db, territoryId))!;
  const { offers, needs, resting, apart } = await flowSides(deps.db, territoryId, deps.clock.today());
  const sides = new Map<string, Side<FlowOut> | Side<FlowIn>>([...offers, ...needs].map((side) => [side.factId, side]));
  const kept = (await deps.db.selectFrom('proposal').select(['id', 'fact_ids', 'sirets', 'status', 'body']).where('territory_id', '=', territoryId).where('run_id', '=', run.id).execute()) as unknown as { id: string; fact_ids: string[]; sirets: string[]; status: string; body: ProposalBody }[];
  const broken = kept.filter((one) => one.sirets.includes(siret) || one.fact_ids.some((id) => !sides.has(id)));
  const linked = linkedTo([...[...sides.values()].filter((side) => side.siret === siret), ...broken.flatMap((one) => one.fact_ids.flatMap((id) => sides.get(id) ?? []))], offers, needs);
  const concerned = kept.filter((one) => broken.includes(one) || one.fact_ids.some((id) => linked.has(id)));

  const matched = await matchFlows(offers.filter((side) => linked.has(side.factId)), needs.filter((side) => linked.has(side.factId)), travel, { seconds: MOST_SECONDS, apart });
  const rounds = await poolSmall(matched, travel);
  const { proposals, leftOut } = propose(matched, rounds.pooled);
  const solution = withRounds(matched.solution, rounds);
  const told = [...(await findLeads(deps.db, territoryId, leftOut, offers, travel)), ...resting.filter((one) => one.siret === siret)];

  const before = concerned.reduce((sum, one) => sum + weightOf(one.body), 0);
  const [value, bound] = [Math.round(run.value - before + solution.value), Math.round(run.bound - before + solution.bound)];
  const edits = run.summary.edits ?? 0;
  const tonnes = (bodies: ProposalBody[]) => bodies.flatMap((body) => (body.outOfRun ? [] : body.flows)).reduce((sum, flow) => sum + flow.tonnesPerYear, 0);
  const summary: RunSummary = {
    ...run.summary, offers: offers.length, needs: needs.length, tonnesOffered: offers.reduce((sum, offer) => sum + offer.value.tonnesPerYear, 0),
    tonnesDiverted: run.summary.tonnesDiverted - tonnes(concerned.map((one) => one.body)) + tonnes(proposals.map((one) => one.body)), edits: edits + 1,
  };
  const written = await inTransaction(deps.db, async (trx) => {
    const now = await trx.selectFrom('board_run').select('summary').where('territory_id', '=', territoryId).where('id', '=', run.id).forUpdate().executeTakeFirst();
    if (!now || ((now.summary as RunSummary).edits ?? 0) !== edits) return false;
    const places = new Map(concerned.map((one) => [keyOfSides(one.fact_ids), one.id]));
    const again = new Set(proposals.flatMap((one) => places.get(keyOfSides(one.factIds)) ?? []));
    const gone = concerned.filter((one) => one.status === 'open' && !again.has(one.id)).map((one) => one.id);
    if (gone.length > 0) await trx.deleteFrom('proposal').where('territory_id', '=', territoryId).where('id', 'in', gone).execute();
    for (const one of concerned) if (one.status !== 'open' && !again.has(one.id)) await trx.updateTable('proposal').set({ body: JSON.stringify({ ...one.body, outOfRun: true }) }).where('territory_id', '=', territoryId).where('id', '=', one.id).execute();
    for (const { sirets, factIds, body } of proposals) {
      const id = places.get(keyOfSides(factIds));
      const row = { value: body.worth.value, body: JSON.stringify(body) };
      if (id) await trx.updateTable('proposal').set(row).where('territory_id', '=', territoryId).where('id', '=', id).execute();
      else await trx.insertInto('proposal').values({ ...row, territory_id: territoryId, id: deps.newId(), run_id: run.id, board: matieres.id, sirets, fact_ids: factIds, status: 'open', answer: null, answered_at: null }).execute();
    }
    const out = [...new Set([...linked, ...broken.flatMap((one) => one.fact_ids)])];
    await trx.deleteFrom('unmatched').where('territory_id', '=', territoryId).where('run_id', '=', run.id).where((row) => row.or([row('siret', '=', siret), ...(out.length > 0 ? [row('fact_id', 'in', out)] : [])])).execute();
    if (told.length > 0) await trx.insertInto('unmatched').values(told.map((one) => ({ territory_id: territoryId, run_id: run.id, fact_id: one.factId, siret: one.siret, body: JSON.stringify(one.body) }))).execute();
    await trx.updateTable('board_run').set({ value, bound: Math.max(bound, value), summary: JSON.stringify(summary) }).where('territory_id', '=', territoryId).where('id', '=', run.id).execute();
    return true;
  });
  return written ? { proposals: proposals.filter((one) => one.sirets.includes(siret)).length } : null;
}

/** All sides that some are linked to by what they speak of, from offer to need and back: nothing of another part could change what is best for these. */
function linkedTo(from: (Side<FlowOut> | Side<FlowIn>)[], offers: Side<FlowOut>[], needs: Side<FlowIn>[]): Set<string> {
  const codes = new Set(from.flatMap(({ value }) => ('wasteCodes' in value ? value.wasteCodes : [value.wasteCode])));
  for (let known = 0; known < codes.size; ) {
    known = codes.size;
    for (const { value } of needs) if (value.wasteCodes.some((code) => codes.has(code))) for (const code of value.wasteCodes) codes.add(code);
  }
  return new Set([...offers.filter(({ value }) => codes.has(value.wasteCode)), ...needs.filter(({ value }) => value.wasteCodes.some((code) => codes.has(code)))].map((side) => side.factId));
}

/** What a proposal weighed in its search, in cents a year. */
function weightOf({ flows, round, outOfRun }: ProposalBody): number {
  if (outOfRun) return 0;
  const perTonne = assumptions().divertedTonne.centsPerTonne.value;
  const tonnes = flows.reduce((sum, flow) => sum + flow.tonnesPerYear, 0);
  return perTonne * tonnes + (round ? round.brings - round.centsPerYear : flows.reduce((sum, flow) => sum + flow.tonnesPerYear * flow.centsPerTonne, 0));
}
