import { handOverPromise } from '#core/followup/index.ts';
import type { SizeClass } from '#core/directory/index.ts';
import { type Deps, inTransaction, queueMail } from '#core/kernel/index.ts';
import { advisersToRoute } from '../coverage/advisers-to-route.ts';
import { routeRequests } from '../routing/route-requests.ts';
import { subjectLabel } from '../subjects/index.ts';
import type { RoutingKept } from './model.ts';
import { requestPath } from './request-link.ts';
import { tellAdviser } from './tell-adviser.ts';

/**
 * Tries the requests that nobody covered once more: someone may have come back, joined, or stated a wider coverage since. Those that fit now are given
 * together, as evenly as coverage allows. Harmless when repeated. Answers how many found someone.
 */
export const routeUncovered =
  (deps: Deps) =>
  (territoryId: string): Promise<number> =>
    inTransaction(deps.db, async (db) => {
      const inside = { ...deps, db };
      const waiting = await db
        .selectFrom('request as r').innerJoin('promise as p', (join) => join.onRef('p.territory_id', '=', 'r.territory_id').onRef('p.id', '=', 'r.promise_id'))
        .select(['r.id', 'r.subject', 'r.commune_code as commune', 'r.activity_code as activity', 'r.size_class as size', 'r.starting', 'r.promise_id as promiseId', 'r.person_name as personName', 'r.email', 'r.words', 'r.demonstration', 'r.version'])
        .where('r.territory_id', '=', territoryId).where('p.state', '=', 'open').where('p.owner_id', 'is', null)
        .orderBy('r.asked_at').forUpdate('r').execute();
      if (waiting.length === 0) return 0;
      const advisers = await advisersToRoute(inside, territoryId);
      const { routed } = routeRequests(waiting.map((one) => ({ ...one, size: one.size as SizeClass | null })), advisers);
      for (const { requestId, advisers: chosen } of routed) {
        const one = waiting.find((request) => request.id === requestId)!;
        const first = chosen[0]!;
        await handOverPromise(inside)({ territoryId, id: one.promiseId, by: null, toPersonId: first.personId, toBodyId: first.bodyId, reason: 'Une couverture la prend désormais.' });
        await db.updateTable('promise').set({ deputy_id: chosen[1]?.personId ?? null }).where('territory_id', '=', territoryId).where('id', '=', one.promiseId).execute();
        const named = chosen.map((who) => ({ ...who, ...nameOf(advisers, who) }));
        const kept: RoutingKept = { advisers: named, nearest: [] };
        await db.updateTable('request').set({ routing: JSON.stringify(kept), accepted_at: null, version: one.version + 1 }).where('territory_id', '=', territoryId).where('id', '=', requestId).execute();
        if (one.demonstration) continue;
        await tellAdviser(inside, { territoryId, requestId, personId: first.personId, subject: `Une demande attendait quelqu’un : ${subjectLabel(one.subject)}`, lines: [`${one.personName} : « ${one.words} »`], once: `request ${requestId} given ${first.personId} ${one.version}` });
        // She had been told that nobody followed it.
        if (one.email) await queueMail(inside, { territoryId, to: one.email, toName: one.personName, kind: 'request-passed', subject: 'Quelqu’un suit maintenant votre demande', lines: [`${named[0]!.name} (${named[0]!.bodyName}) suit maintenant votre demande.`], actions: [{ label: 'Voir où en est ma demande', path: requestPath(deps, territoryId, requestId) }], why: 'Vous recevez ce message parce que vous avez demandé de l’aide.', once: `request ${requestId} found ${one.version}` });
      }
      return routed.length;
    });

export const REROUTE_JOB = 'route-uncovered';

/** The same for every territory, each in its own transaction. */
export async function routeUncoveredEverywhere(deps: Deps): Promise<number> {
  const waiting = await deps.db.selectFrom('promise').select('territory_id as territoryId').distinct().where('kind', '=', 'request').where('state', '=', 'open').where('owner_id', 'is', null).execute();
  let found = 0;
  for (const { territoryId } of waiting) found += await routeUncovered(deps)(territoryId);
  return found;
}

const nameOf = (advisers: { personId: string; bodyId: string; name: string; bodyName: string }[], who: { personId: string; bodyId: string }) =>
  ((one) => ({ name: one.name, bodyName: one.bodyName }))(advisers.find((adviser) => adviser.personId === who.personId && adviser.bodyId === who.bodyId)!);
