import { sql } from 'kysely';
import type { Deps } from '#core/kernel/index.ts';
import { momentText } from './appointment.ts';
import { tellAdviser } from './tell-adviser.ts';

type Row = { territoryId: string; id: string; ownerId: string; personName: string; words: string; appointmentAt: Date };

/** Tells an adviser that whoever she was to meet has said, by the link of a mail, that she needs it no more: she may be about to take the road. Harmless when repeated. */
export async function tellCalledOff(deps: Deps): Promise<void> {
  const { rows } = await sql<Row>`
    select r.territory_id as "territoryId", r.id, p.owner_id as "ownerId", r.person_name as "personName", r.words, r.appointment_at as "appointmentAt"
    from request r join promise p on p.territory_id = r.territory_id and p.id = r.promise_id
    where r.appointment_at > ${deps.clock.now()} and p.state <> 'open' and p.owner_id is not null and not r.demonstration
      and (select e.kind from promise_event e where e.territory_id = p.territory_id and e.promise_id = p.id order by e.at desc, e.id desc limit 1) = 'answered'`.execute(deps.db);
  for (const one of rows)
    await tellAdviser(deps, { territoryId: one.territoryId, requestId: one.id, personId: one.ownerId, subject: `${one.personName} n’en a plus besoin : le rendez-vous ${momentText(one.appointmentAt)} tombe`, lines: [`« ${one.words} »`], once: `request ${one.id} called off` });
}
