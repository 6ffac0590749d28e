import { sql } from 'kysely';
import { addDays, type Db } from '#core/kernel/index.ts';
import { introductionRules } from './rules.ts';

/** A count as it may be shown to everybody: exact, or « fewer than so many » when it would tell who it is. */
export type Masked = { kind: 'exact'; value: number } | { kind: 'few'; below: number };
/** What a board led to over a year, from proposals to effects. Null: too few to say. Shares from 0 to 1, days, units of the board a year. */
export type Funnel = {
  since: string; proposals: Masked; introductions: Masked; asked: Masked; answered: Masked; agreed: Masked; done: Masked;
  answerShare: number | null; medianDays: number | null;
  effect: { quantity: number | null; promisedQuantity: number | null; unit: string | null; perYear: boolean; worthCents: number | null; promisedCents: number; kgCo2e: number | null } | null;
  reasons: { code: string; count: number }[]; invented: boolean;
};

export const masked = (value: number, least: number): Masked => (value > 0 && value < least ? { kind: 'few', below: least } : { kind: 'exact', value });
/** Whether a sum may be shown: from enough firms, and none that carries nearly all of it. */
export const shareable = (parts: number[], least: number, dominance: number): boolean => {
  const [total, most] = [parts.reduce((sum, part) => sum + Math.abs(part), 0), Math.max(0, ...parts.map(Math.abs))];
  return parts.length >= least && (total === 0 || most <= dominance * total);
};

type Counts = { introductions: number; asked: number; answered: number; agreed: number; median: number | null; invented: number };
type Effect = { id: string; quantity: number | null; worthCents: number | null; promised: { quantity: number | null; unit: string | null; perYear?: boolean; worthCents: number; kgCo2e: number | null } };

/** The public funnel of a board over the last year; nothing in it lets one recognise a firm. */
export async function funnelOf(db: Db, territoryId: string, board: string, today: string): Promise<Funnel> {
  const { least, dominance, days } = introductionRules().funnel;
  const since = addDays(today, -days);
  const { rows: [proposals] } = await sql<{ count: number }>`
    select count(distinct (select string_agg(f::text, ' ' order by f::text) from unnest(p.fact_ids || p.seeker_ids) f))::int as count
    from proposal p join board_run r on r.territory_id = p.territory_id and r.id = p.run_id where p.territory_id = ${territoryId} and p.board = ${board} and r.started_at >= ${since}::date`.execute(db);
  const { rows: [counts] } = await sql<Counts>`
    select count(distinct i.id)::int as introductions, count(s.promise_id)::int as asked, count(s.promise_id) filter (where s.answer in ('interested', 'not-now', 'no'))::int as answered,
      count(distinct i.id) filter (where i.state = 'agreed')::int as agreed, count(distinct i.id) filter (where i.demonstration)::int as invented,
      percentile_cont(0.5) within group (order by extract(epoch from s.answered_at - i.introduced_at) / 86400) filter (where s.promise_id is not null and s.answer in ('interested', 'not-now', 'no')) as median
    from introduction i join introduction_side s on s.territory_id = i.territory_id and s.introduction_id = i.id
    where i.territory_id = ${territoryId} and i.board = ${board} and i.asked and i.introduced_at >= ${since}::date`.execute(db);
  // What each introduction came to: the latest word of each side; both sides speak of the same quantity, worths add up.
  const { rows: effects } = await sql<Effect>`
    select i.id, i.promised, max(o.quantity) as quantity, sum(o.worth_cents)::float8 as "worthCents"
    from introduction i join lateral (select distinct on (siret) siret, result, quantity, worth_cents from introduction_outcome
      where territory_id = i.territory_id and introduction_id = i.id and result in ('done', 'under-way', 'not-done') order by siret, months desc) o on true
    where i.territory_id = ${territoryId} and i.board = ${board} and i.asked and i.introduced_at >= ${since}::date and i.state = 'agreed'
    group by i.territory_id, i.id, i.promised having bool_or(o.result = 'done')`.execute(db);
  const { rows: reasons } = await sql<{ code: string; count: number }>`
    select said.code, count(*)::int as count from introduction i join introduction_side s on s.territory_id = i.territory_id and s.introduction_id = i.id cross join unnest(s.reasons) said(code)
    where i.territory_id = ${territoryId} and i.board = ${board} and i.introduced_at >= ${since}::date group by 1 having count(*) >= ${least} order by 2 desc, 1`.execute(db);
  const { introductions, asked, answered, agreed, median, invented } = counts ?? { introductions: 0, asked: 0, answered: 0, agreed: 0, median: null, invented: 0 };
  return {
    since, proposals: masked(proposals?.count ?? 0, least), introductions: masked(introductions, least), asked: masked(asked, least), answered: masked(answered, least), agreed: masked(agreed, least), done: masked(effects.length, least),
    answerShare: answered >= least ? answered / asked : null, medianDays: answered >= least && median !== null ? Number(median) : null,
    effect: effectOf(effects, least, dominance), reasons, invented: invented > 0,
  };
}

function effectOf(effects: Effect[], least: number, dominance: number): Funnel['effect'] {
  const worths = effects.flatMap((one) => (one.worthCents === null ? [] : [one.worthCents]));
  const measured = effects.filter((one) => one.quantity !== null);
  const quantities = measured.map((one) => one.quantity!);
  // Carbon follows what really moved, in proportion of what was promised.
  const carbon = measured.flatMap((one) => (one.promised.kgCo2e === null || !one.promised.quantity ? [] : [(one.promised.kgCo2e * one.quantity!) / one.promised.quantity]));
  const sum = (parts: number[]) => parts.reduce((total, part) => total + part, 0);
  const shown = (parts: number[]) => (shareable(parts, least, dominance) ? sum(parts) : null);
  const [quantity, worthCents, promisedCents] = [shown(quantities), shown(worths), shown(effects.map((one) => one.promised.worthCents))];
  if (promisedCents === null) return null;
  return { quantity, promisedQuantity: quantity === null ? null : shown(measured.map((one) => one.promised.quantity ?? 0)), unit: effects[0]?.promised.unit ?? null, perYear: effects[0]?.promised.perYear ?? true, worthCents, promisedCents, kgCo2e: shown(carbon) };
}
