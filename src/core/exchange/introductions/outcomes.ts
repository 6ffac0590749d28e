import { sql } from 'kysely';
import { z } from 'zod';
import { answerPromise, closePromise, readAnswer } from '#core/followup/index.ts';
import { type Deps, done, type Done, inTransaction, refused, type Refused } from '#core/kernel/index.ts';
import { askOutcome } from './put-in-touch.ts';
import { reachOf } from './reach.ts';
import { introductionRules } from './rules.ts';

export const SAID_RESULTS = ['done', 'under-way', 'not-done'] as const;
export const Result = z.object({
  result: z.enum(SAID_RESULTS),
  /** In the unit of what was promised, a year. */
  quantity: z.number().min(0).max(10_000_000).nullish(),
  worthCents: z.int().min(-100_000_000_00).max(100_000_000_00).nullish(),
  words: z.string().trim().max(1_000).default(''),
});

export type OutcomeAsked = { territoryId: string; introductionId: string; siret: string; months: number; title: string; unit: string | null; perYear: boolean; promised: number | null; answer: { code: string; label: string }; given: boolean };
type LinkRefused = Refused<'forged' | 'expired' | 'unknown-introduction' | 'already-closed'>;

/** What a link of a mail tells of an outcome. Reading it changes nothing. */
export async function readOutcomeLink(deps: Deps, token: string): Promise<Done<OutcomeAsked> | LinkRefused> {
  const read = await readAnswer(deps, token);
  if (!read.ok) return refused(read.reason === 'unknown-promise' ? 'unknown-introduction' : read.reason);
  const { territoryId, id, kind, answer, given } = read.value;
  if (kind !== 'outcome') return refused('unknown-introduction');
  const row = await deps.db
    .selectFrom('introduction_outcome as o')
    .innerJoin('introduction as i', (join) => join.onRef('i.territory_id', '=', 'o.territory_id').onRef('i.id', '=', 'o.introduction_id'))
    .innerJoin('introduction_side as s', (join) => join.onRef('s.territory_id', '=', 'o.territory_id').onRef('s.introduction_id', '=', 'o.introduction_id').onRef('s.siret', '=', 'o.siret'))
    .select(['o.introduction_id as introductionId', 'o.siret', 'o.months', 'i.title', 'i.promised', 's.told']).where('o.territory_id', '=', territoryId).where('o.promise_id', '=', id).executeTakeFirst();
  if (!row) return refused('unknown-introduction');
  const { promised, told, ...rest } = row;
  return done({ territoryId, ...rest, unit: promised.unit, perYear: promised.perYear ?? true, promised: told.quantity, answer, given });
}

export const AnswerOutcome = Result.extend({ token: z.string().max(2_000) });

/** A firm tells what came of an introduction from its mail, without an account. Harmless when repeated. */
export const answerOutcome =
  (deps: Deps) =>
  async (given: z.input<typeof AnswerOutcome>): Promise<Done<OutcomeAsked> | LinkRefused> => {
    const input = AnswerOutcome.parse(given);
    return inTransaction(deps.db, async (db) => {
      const inside = { ...deps, db };
      const asked = await readOutcomeLink(inside, input.token);
      if (!asked.ok || asked.value.given) return asked;
      const answered = await answerPromise(inside)({ token: input.token, why: input.words });
      if (!answered.ok) return refused(answered.reason === 'unknown-promise' ? 'unknown-introduction' : answered.reason);
      await write(inside, asked.value, input);
      return asked;
    });
  };

export const TellOutcome = Result.extend({ territoryId: z.string(), introductionId: z.uuid(), siret: z.string(), months: z.int(), by: z.uuid() });

/** An adviser notes what a side told her of an outcome. */
export const tellOutcome =
  (deps: Deps) =>
  async (given: z.input<typeof TellOutcome>): Promise<Done<null> | Refused<'unknown-outcome' | 'already-closed'>> => {
    const input = TellOutcome.parse(given);
    const { territoryId, introductionId, siret, months } = input;
    return inTransaction(deps.db, async (db) => {
      const inside = { ...deps, db };
      const row = await db.selectFrom('introduction_outcome').select(['promise_id', 'result']).where('territory_id', '=', territoryId).where('introduction_id', '=', introductionId).where('siret', '=', siret).where('months', '=', months).forUpdate().executeTakeFirst();
      if (!row) return refused('unknown-outcome');
      if (row.result !== null && row.result !== 'unknown') return refused('already-closed');
      await closePromise(inside)({ territoryId, id: row.promise_id, by: input.by, outcome: input.result === 'not-done' ? 'not-done' : 'done', reason: input.words, channel: 'phone' });
      await write(inside, input, input);
      return done(null);
    });
  };

const write = ({ db, clock }: Deps, { territoryId, introductionId, siret, months }: Pick<OutcomeAsked, 'territoryId' | 'introductionId' | 'siret' | 'months'>, said: z.output<typeof Result>) =>
  db.updateTable('introduction_outcome').set({ result: said.result, quantity: said.result === 'not-done' ? null : (said.quantity ?? null), worth_cents: said.result === 'not-done' ? null : (said.worthCents ?? null), words: said.words || null, answered_at: clock.now() })
    .where('territory_id', '=', territoryId).where('introduction_id', '=', introductionId).where('siret', '=', siret).where('months', '=', months).execute();

/** Keeps what was answered on the desk’s list, or never: the promise is closed and nothing else was told. */
export async function settleOutcomes({ db, clock }: Deps): Promise<number> {
  const { numAffectedRows } = await sql`
    update introduction_outcome o set answered_at = ${clock.now()}, words = p.reason,
      result = case p.outcome when 'done' then 'done' when 'given-up' then 'unknown' when 'unreachable' then 'unknown' else 'not-done' end
    from promise p where p.territory_id = o.territory_id and p.id = o.promise_id and p.state <> 'open' and o.result is null`.execute(db);
  return Number(numAffectedRows ?? 0);
}

/** Asks what is to be asked today: one, three and six months after an agreement, of sides that have not said that nothing comes of it. Of several due, the latest. */
export async function askOutcomes(deps: Deps, signal?: AbortSignal): Promise<number> {
  const today = deps.clock.today();
  let asked = 0;
  for (const months of introductionRules().months.toReversed()) {
    const { rows } = await sql<{ territory_id: string; id: string; title: string; owner_id: string | null; body_id: string | null; demonstration: boolean; siret: string }>`
      select i.territory_id, i.id, i.title, i.owner_id, i.body_id, i.demonstration, s.siret
      from introduction i join introduction_side s on s.territory_id = i.territory_id and s.introduction_id = i.id
      where i.state = 'agreed' and (i.agreed_at at time zone 'Europe/Paris')::date + make_interval(months => ${months}) <= ${today}::date
        and (i.agreed_at at time zone 'Europe/Paris')::date + make_interval(months => 9) > ${today}::date
        and exists (select from introduction_outcome o where o.territory_id = i.territory_id and o.introduction_id = i.id and o.siret = s.siret and o.months = 0)
        and not exists (select from introduction_outcome o where o.territory_id = i.territory_id and o.introduction_id = i.id and o.siret = s.siret and (o.months >= ${months} or o.result = 'not-done'))
      order by i.agreed_at limit 500`.execute(deps.db);
    for (const row of rows) {
      if (signal?.aborted) return asked;
      await inTransaction(deps.db, async (db) => {
        const inside = { ...deps, db };
        await sql`select pg_advisory_xact_lock(hashtext(${`outcome ${row.id} ${row.siret}`}))`.execute(db);
        const me = (await reachOf(inside, row.territory_id, [row.siret])).get(row.siret);
        if (!me) return;
        await askOutcome(inside, row, row.siret, months, { ...me, email: me.stopped ? null : me.email });
        // An older question that nobody answered is asked no more.
        const older = await db.selectFrom('introduction_outcome').select('promise_id').where('territory_id', '=', row.territory_id).where('introduction_id', '=', row.id).where('siret', '=', row.siret).where('months', '<', months).where('result', 'is', null).execute();
        for (const { promise_id } of older) await closePromise(inside)({ territoryId: row.territory_id, id: promise_id, by: null, outcome: 'given-up', reason: `Demandé de nouveau à ${months} mois` });
        asked++;
      });
    }
  }
  return asked;
}

