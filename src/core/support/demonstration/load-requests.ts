import { demonstrationAccounts } from '#core/identity/index.ts';
import { addDays, addWorkingDays, type Deps, inTransaction, isWorkingDay, parisInstant } from '#core/kernel/index.ts';
import { type Commune, communesOf, straightLineTravel } from '#core/territory/index.ts';
import { stateCoverage } from '../coverage/state-coverage.ts';
import { acceptRequest, askForHelp, closeRequest, noteCall } from '../requests/index.ts';
import { proposeAction } from '../plan/index.ts';
import { neverMet, planRound } from '../visits/index.ts';
import { demonstrationRequestsOf, type WrittenDemonstration, type WrittenRequest } from './data.ts';

/** The use cases' outside as it was so many working days ago, at ten. */
function ago(deps: Deps, days: number): Deps {
  let at = deps.clock.today();
  for (let left = days; left > 0; ) {
    at = addDays(at, -1);
    if (isWorkingDay(at)) left--;
  }
  const now = parisInstant(at, 10);
  return { ...deps, clock: { now: () => now, today: () => at } };
}

/** Gives the demonstration's advisers their coverage and some requests in each state. Harmless when repeated. Answers how many requests are new. */
export const loadDemonstrationRequests =
  (deps: Deps) =>
  async (territoryId: string): Promise<number> => {
    const written = demonstrationRequestsOf(territoryId);
    if (!written) return 0;
    return inTransaction(deps.db, async (db) => {
      const inside = { ...deps, db };
      const accounts = new Map((await demonstrationAccounts({ db }, territoryId)).map((account) => [account.key, account.personId]));
      const there = await db.selectFrom('request').select('id').where('territory_id', '=', territoryId).where('demonstration', '=', true).limit(1).execute();
      if (accounts.size === 0 || there.length > 0) return 0;
      const communes = await communesOf(db, territoryId);
      const groupings = [...new Set(communes.flatMap((one) => one.epciCode ?? []))].toSorted();
      const bodies = await db.selectFrom('body_member').select(['person_id', 'body_id']).where('territory_id', '=', territoryId).execute();
      for (const { adviser, subjects, starting, groupings: count } of written.coverage) {
        const personId = accounts.get(adviser);
        const bodyId = bodies.find((one) => one.person_id === personId)?.body_id;
        if (personId && bodyId) await stateCoverage(inside)({ territoryId, personId, bodyId, epciCodes: count === undefined ? null : groupings.slice(0, count), communeCodes: null, subjects, activities: null, sizes: null, starting });
      }
      const sirets = (await db.selectFrom('establishment').select('siret').where('territory_id', '=', territoryId).where('origin', '=', 'demonstration').where('status', '=', 'open').orderBy('siret').limit(60).execute()).map((row) => row.siret);
      const codes = new Map(communes.map((one) => [one.name, one.code]));
      let loaded = 0;
      for (const one of written.requests) loaded += await load(inside, territoryId, one, codes.get(one.commune), one.siret === undefined ? null : (sirets[one.siret] ?? null));
      await loadRound(inside, territoryId, written.round, accounts.get(written.round.adviser), communes);
      for (const { adviser, siret, dueIn, ...said } of written.actions) {
        const by = accounts.get(adviser);
        if (by && sirets[siret]) await proposeAction(inside)({ territoryId, siret: sirets[siret], by, ...said, origin: 'advice', dueOn: addWorkingDays(deps.clock.today(), dueIn) });
      }
      return loaded;
    });
  };

/** A round on the next working day, to the firms that rank first around a commune. */
async function loadRound(deps: Deps, territoryId: string, { start, withinKm, stops }: WrittenDemonstration['round'], personId: string | undefined, communes: Commune[]): Promise<void> {
  const commune = communes.find((one) => one.name === start);
  if (!personId || !commune || commune.longitude === null || commune.latitude === null) return;
  const { firms } = await neverMet(deps, territoryId, { from: { longitude: commune.longitude, latitude: commune.latitude }, withinKm, limit: stops });
  if (firms.length > 0) await planRound(deps, straightLineTravel())({ territoryId, personId, day: addWorkingDays(deps.clock.today(), 1), startCommune: commune.code, sirets: firms.map((one) => one.siret), leavesAt: 540, backBy: 1_020 });
}

async function load(deps: Deps, territoryId: string, one: WrittenRequest, communeCode: string | undefined, siret: string | null): Promise<number> {
  if (!communeCode) return 0;
  const id = deps.newId();
  const asked = await askForHelp(ago(deps, one.ago))({
    territoryId, id, words: one.words, subject: one.subject, communeCode, siret, firmName: null, starting: siret === null, personName: one.person, phone: one.phone, reach: one.reach, times: one.times, demonstration: true,
  });
  if (!asked.ok) return 0;
  const row = await deps.db.selectFrom('request as r').innerJoin('promise as p', (join) => join.onRef('p.territory_id', '=', 'r.territory_id').onRef('p.id', '=', 'r.promise_id')).select('p.owner_id as ownerId').where('r.territory_id', '=', territoryId).where('r.id', '=', id).executeTakeFirstOrThrow();
  if (row.ownerId === null || one.state === 'new' || one.state === 'uncovered') return 1;
  const which = { territoryId, id, by: row.ownerId };
  await acceptRequest(ago(deps, one.ago - 1))(which);
  await noteCall(ago(deps, Math.max(0, one.ago - 2)))({ ...which, reached: true, words: one.said ?? '', minutes: 12, channel: 'phone' });
  if (one.state === 'closed') await closeRequest(ago(deps, Math.max(0, one.ago - 4)))({ ...which, outcome: 'done', words: one.said ?? '', minutes: 25, putInPlace: one.putInPlace ?? null });
  return 1;
}
