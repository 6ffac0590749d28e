import { sql } from 'kysely';
import { openPromise } from '#core/followup/index.ts';
import { addDays, addWorkingDays, type Deps } from '#core/kernel/index.ts';
import { reachOf } from './reach.ts';
import { introductionRules } from './rules.ts';
import type { IntroductionRow } from './row.ts';

/** A firm that stayed silent as often in a row as the rules bear is shown to nobody any more, and called: does it still want to hear of proposals? */
export async function restSilent(deps: Deps, row: IntroductionRow, siret: string): Promise<void> {
  const { db, clock } = deps;
  const { inARow, restDays, callWithinWorkingDays } = introductionRules().silence;
  const { rows } = await sql<{ answer: string }>`
    select s.answer from introduction_side s where s.territory_id = ${row.territory_id} and s.siret = ${siret} and s.answer in ('interested', 'not-now', 'no', 'silent')
      and s.answered_at > coalesce((select max(coalesce(r.lifted_at, p.closed_at)) from exchange_rest r left join promise p on p.territory_id = r.territory_id and p.id = r.promise_id
        where r.territory_id = s.territory_id and r.siret = s.siret and r.why = 'silent-twice'), '-infinity')
    order by s.answered_at desc, s.introduction_id desc limit ${inARow}`.execute(db);
  if (rows.length < inARow || rows.some((one) => one.answer !== 'silent')) return;
  const today = clock.today();
  const resting = await db.selectFrom('exchange_rest').select('id').where('territory_id', '=', row.territory_id).where('siret', '=', siret).where('why', '=', 'silent-twice').where('lifted_at', 'is', null).where('until', '>', today).executeTakeFirst();
  if (resting) return;
  const me = (await reachOf(deps, row.territory_id, [siret])).get(siret);
  if (!me) return;
  const call = await openPromise(deps)({
    territoryId: row.territory_id, kind: 'call', what: 'appeler : deux propositions sont restées sans réponse. Veut-elle encore en recevoir, et à quelle adresse ?'.replace(/ ([:?])/g, '\u00a0$1'),
    subject: { kind: 'introduction-call', id: row.id }, siret, about: { name: me.name, phone: me.phone, email: me.email }, ownerId: row.owner_id, bodyId: row.body_id, dueOn: addWorkingDays(today, callWithinWorkingDays), demonstration: row.demonstration,
  });
  await db.insertInto('exchange_rest').values({ territory_id: row.territory_id, id: deps.newId(), siret, fact_id: null, why: 'silent-twice', since: today, until: addDays(today, restDays), introduction_id: row.id, promise_id: call.value.id }).execute();
}
