import { sql } from 'kysely';
import { beforeEach, expect, test } from 'vitest';
import { aFirm, aTerritory } from '#core/directory/testing/builders.ts';
import { askToSpeak, cancelAbsence, closePromise, handOverPromise, leaveBody, noteOnPromise, openPromise, postponePromise, refuseToSpeak, reopenPromise, takeAbsence, undoChange, vouchFor } from '#core/followup/index.ts';
import { aPromise } from '#core/followup/testing/builders.ts';
import { type Actor, actorOf, addBody, addToBody, asActor, changePerson, leaveFirm, noteFirmContact, record, VISITOR } from '#core/identity/index.ts';
import { aBody, anAdviser, aPerson } from '#core/identity/testing/builders.ts';
import type { Deps } from '#core/kernel/index.ts';
import { testDeps } from '#core/kernel/testing/test-database.ts';
import { straightLineTravel } from '#core/territory/index.ts';
import { acceptRequest, answerAtDesk, closeRequest, endAction, forgetRound, noteCall, passOnRequest, planRound, proposeAction, recordVisit, reopenRequest, requestById, requestsOfPerson, roundById, setAppointment, sharePlan, stateCoverage, undoAtDesk, unsharePlan } from './index.ts';
import { aRequest, covers } from './testing/builders.ts';

let deps: Deps;
let [siret, elsewhere, body, other, ada, bea, boss, chief, member, stranger]: string[] = [];
const LOT = { territoryId: 'lot' };

beforeEach(async () => {
  deps = await testDeps();
  await aTerritory(deps.db);
  [siret, elsewhere] = [await aFirm(deps.db, 'Cazals'), await aFirm(deps.db, 'Cahors')];
  [body, other] = [await aBody(deps), await aBody(deps, 'Chambre exemple', 'cma')];
  [ada, bea, boss] = [await anAdviser(deps, body, 'Ada Exemple'), await anAdviser(deps, other, 'Béa Exemple'), await anAdviser(deps, body, 'Responsable Exemple', 'manager')];
  [chief, member, stranger] = [await aPerson(deps), await aPerson(deps, 'De la firme'), await aPerson(deps, 'D’une autre firme')];
  await deps.db.insertInto('territory_administrator').values({ territory_id: 'lot', person_id: chief, since: '2026-01-01' }).execute();
  for (const [person_id, firm] of [[member, siret], [stranger, elsewhere]]) await deps.db.insertInto('firm_member').values({ territory_id: 'lot', siret: firm!, person_id: person_id!, how: 'code', since: '2026-01-01' }).execute();
  await covers(deps, ada!, body!);
});

/** Runs a use case as the person; a refusal of the database or of the use case fails the test. */
async function as<T>(person: string | undefined, run: (deps: Deps) => Promise<T>): Promise<T> {
  const result = await asActor(deps.db, (await actorOf(deps, 'lot', person!))!, 'lot', (db) => run({ ...deps, db }));
  if (result && typeof result === 'object' && 'ok' in result) expect(result).toMatchObject({ ok: true });
  return result;
}

test('all that advisers and firms do from their pages, the database lets them do as themselves', async () => {
  const promise = { ...LOT, id: await aPromise(deps, { ownerId: ada!, bodyId: body!, siret: siret! }), by: ada! };
  await as(ada, (deps) => noteOnPromise(deps)({ ...promise, words: 'Un mot', channel: 'phone' }));
  await as(ada, (deps) => postponePromise(deps)({ ...promise, until: '2026-12-01' }));
  await as(ada, async (deps) => undoChange(deps)({ ...promise, version: 3 }));
  await as(ada, (deps) => handOverPromise(deps)({ ...promise, toPersonId: bea!, toBodyId: other!, reason: 'x' }));
  await as(bea, (deps) => closePromise(deps)({ ...promise, by: bea!, outcome: 'done' }));
  await as(bea, (deps) => reopenPromise(deps)({ ...promise, by: bea! }));
  await as(ada, (deps) => openPromise(deps)({ ...LOT, kind: 'call', what: 'rappeler', subject: { kind: 'call', id: deps.newId() }, about: { name: 'x' }, ownerId: ada!, by: ada! }));
  const away = await as(ada, (deps) => takeAbsence(deps)({ ...LOT, personId: ada!, startsOn: '2027-01-01', endsOn: '2027-01-02', deputyId: boss! }));
  await as(ada, (deps) => cancelAbsence(deps)({ ...LOT, id: away.ok ? away.value.id : '', personId: ada! }));
  expect(await deps.db.selectFrom('absence').select('id').execute()).toEqual([]);

  const request = { ...LOT, id: await aRequest(deps, { siret: siret!, email: 'lou@exemple.invalid' }), by: ada! };
  await as(ada, (deps) => acceptRequest(deps)(request));
  await as(ada, (deps) => noteCall(deps)({ ...request, reached: true, words: 'x', channel: 'phone' }));
  await as(ada, (deps) => passOnRequest(deps)({ ...request, toPersonId: bea!, toBodyId: other!, reason: 'x' }));
  await as(bea, (deps) => setAppointment(deps)({ ...request, by: bea!, at: new Date('2026-12-03T13:30:00Z'), minutes: 30, place: 'ici' }));
  await as(bea, (deps) => closeRequest(deps)({ ...request, by: bea!, outcome: 'done', words: 'fait' }));
  expect(await requestById(deps.db, 'lot', request.id)).toMatchObject({ state: 'closed', ownerName: 'Béa Exemple' });
  await as(bea, (deps) => reopenRequest(deps)({ ...request, by: bea! }));
  const version = async () => (await deps.db.selectFrom('promise').select('version').where('subject_id', '=', request.id).executeTakeFirstOrThrow()).version;
  for (const answer of ['later', 'silence', 'yes'] as const) {
    const promiseVersion = await version();
    await as(bea, (deps) => answerAtDesk(deps)({ ...request, by: bea!, promiseVersion, answer }));
    await as(bea, (deps) => undoAtDesk(deps)({ ...request, by: bea!, promiseVersion: promiseVersion + 1 }));
  }
  expect((await deps.db.selectFrom('mail').select('kind').where('to_address', '=', 'lou@exemple.invalid').execute()).map((one) => one.kind), 'closings taken back are not told').not.toContain('request-closed');

  await as(ada, (deps) => stateCoverage(deps)({ ...LOT, personId: ada!, bodyId: body!, epciCodes: null, communeCodes: null, subjects: ['hire'], activities: null, sizes: null, starting: 'no' }));
  for (const person of [ada, member]) {
    const action = await as(person, (deps) => proposeAction(deps)({ ...LOT, siret: siret!, by: person!, what: 'Isoler le toit', origin: 'advice' }));
    await as(person, (deps) => endAction(deps)({ ...LOT, siret: siret!, by: person!, id: action.ok ? action.value.id : '', outcome: 'done', words: '' }));
    await as(person, (deps) => sharePlan(deps)({ ...LOT, siret: siret!, bodyId: other!, givenBy: 'x' }));
    await as(person, (deps) => unsharePlan(deps)({ ...LOT, siret: siret!, bodyId: other! }));
  }
  const round = async () => (await planRound(deps, straightLineTravel())({ ...LOT, personId: ada!, day: '2026-11-25', startCommune: '46042', sirets: [elsewhere!], leavesAt: 540, backBy: 1_020 })) as { ok: true; value: { id: string } };
  const planned = (await round()).value.id;
  await as(ada, (deps) => forgetRound(deps)({ ...LOT, id: planned, personId: ada! }));
  const visit = (await roundById(deps.db, 'lot', (await round()).value.id))!.visits[0]!.id;
  await as(ada, (deps) => recordVisit(deps)({ ...LOT, id: visit, by: ada!, result: 'later', words: 'mardi' }));

  const claim = { ...LOT, siret: elsewhere!, personId: member! };
  await as(member, (deps) => askToSpeak(deps)({ ...claim, name: 'x', email: 'x@exemple.invalid', words: 'je suis la gérante' }));
  await as(member, (deps) => askToSpeak(deps)({ ...claim, name: 'x', email: 'x@exemple.invalid', words: 'vraiment' }));
  await as(ada, (deps) => refuseToSpeak(deps)({ ...claim, by: ada! }));
  await as(member, (deps) => askToSpeak(deps)({ ...claim, name: 'x', email: 'x@exemple.invalid', words: 'encore' }));
  const { email } = (await actorOf(deps, 'lot', member!))!;
  await as(ada, (deps) => vouchFor(deps)({ ...LOT, siret: elsewhere!, email, by: ada! }));
  await as(ada, (deps) => vouchFor(deps)({ ...LOT, siret: elsewhere!, email: 'inconnue@exemple.invalid', name: 'Inconnue Exemple', by: ada! }));
  expect(await deps.db.selectFrom('promise').select(['state', 'outcome', 'reason']).where('kind', '=', 'claim').orderBy('opened_at').orderBy('id').execute()).toEqual([
    { state: 'dropped', outcome: 'not-for-us', reason: 'Un conseiller n’a pas pu le vérifier.' }, { state: 'done', outcome: 'done', reason: 'Un conseiller s’est porté garant.' },
  ]);
  await as(stranger, (deps) => leaveFirm(deps)({ ...claim, by: stranger! }));
  await as(ada, (deps) => noteFirmContact(deps)({ ...LOT, siret: siret!, email: 'firme@exemple.invalid', by: ada! }));
  await as(member, (deps) => changePerson(deps)({ personId: member!, name: 'Autre nom', phone: '' }));

  const made = await as(chief, (deps) => addBody(deps)({ ...LOT, name: 'Nouvelle structure exemple', kind: 'cci' }));
  await as(chief, (deps) => addToBody(deps)({ ...LOT, bodyId: made.ok ? made.value : '', email: 'premiere@exemple.invalid', name: 'Première Exemple', role: 'manager', by: chief! }));
  await as(boss, (deps) => addToBody(deps)({ ...LOT, bodyId: body!, email: 'recrue@exemple.invalid', name: 'Recrue Exemple', role: 'adviser', by: boss! }));
  expect((await deps.db.selectFrom('mail').select('to_address as to').where('kind', '=', 'body-joined').execute()).map((one) => one.to).toSorted()).toEqual(['premiere@exemple.invalid', 'recrue@exemple.invalid']);
  await as(bea, (deps) => takeAbsence(deps)({ ...LOT, personId: bea!, startsOn: '2027-02-01', endsOn: '2027-02-02', deputyId: ada! }));
  await as(boss, (deps) => takeAbsence(deps)({ ...LOT, personId: boss!, startsOn: '2027-03-01', endsOn: '2027-03-02', deputyId: bea! }));
  await as(boss, (deps) => leaveBody(deps)({ ...LOT, bodyId: body!, personId: ada!, toPersonId: boss!, by: boss! }));
  const last = await as(bea, (deps) => leaveBody(deps)({ ...LOT, bodyId: other!, personId: bea!, toPersonId: null, by: bea! }));
  expect(last).toMatchObject({ value: { dormant: true } });
  expect(await deps.db.selectFrom('absence').select(['person_id', 'deputy_id']).orderBy('id').execute(), 'who stood in has left').toEqual([{ person_id: bea, deputy_id: boss }, { person_id: boss, deputy_id: null }]);
  expect((await deps.db.selectFrom('mail').select('to_address as to').where('kind', '=', 'hand-over').execute()).map((one) => one.to), 'who takes over; and when nobody does, the administration').toContain(`${chief}@exemple.invalid`);
});

test('with SQL of her own, somebody of another firm, somebody of none, an adviser of another territory changes nothing', async () => {
  await aPromise(deps, { siret: siret!, ownerId: ada! });
  await aRequest(deps, { siret: siret! });
  await proposeAction(deps)({ ...LOT, siret: siret!, by: ada!, what: 'Isoler le toit', origin: 'advice' });
  await sharePlan(deps)({ ...LOT, siret: siret!, bodyId: other!, givenBy: 'x' });
  await takeAbsence(deps)({ ...LOT, personId: ada!, startsOn: '2027-01-01', endsOn: '2027-01-02', deputyId: null });
  await noteFirmContact(deps)({ ...LOT, siret: siret!, email: 'firme@exemple.invalid', by: ada! });
  await record(deps, { ...LOT, personId: ada!, did: 'record.read' });
  const tables = ['promise', 'promise_event', 'request', 'plan_action', 'plan_share', 'coverage', 'absence', 'body', 'body_member', 'firm_member', 'firm_contact', 'visit', 'visit_round', 'audit_event', 'mail', 'mail_stop', 'territory_administrator'];
  const changed = (actor: Actor, territory: string, statement: string) => asActor(deps.db, actor, territory, async (db) => Number((await sql.raw(statement).execute(db)).numAffectedRows ?? 0)).catch((error: Error) => (/permission denied|row-level security|insufficient_privilege/.test(error.message) ? 0 : Promise.reject(error)));
  const actors: [string, Actor, string][] = [['visitor', VISITOR, 'lot'], ['of another firm', (await actorOf(deps, 'lot', stranger!))!, 'lot'], ['elsewhere', (await actorOf(deps, 'lot', ada!))!, 'elsewhere']];
  for (const [who, actor, territory] of actors)
    for (const table of tables) {
      // Her own line of the firm that she speaks for is hers to end.
      const notHers = table === 'firm_member' ? ` where siret = '${siret}'` : table === 'body_member' ? ` where person_id = '${bea}'` : table === 'body' ? ` where id = '${other}'` : '';
      expect(await changed(actor, territory, `update ${table} set territory_id = territory_id${notHers}`), `${who} updates ${table}`).toBe(0);
      expect(await changed(actor, territory, `delete from ${table}${notHers}`), `${who} deletes from ${table}`).toBe(0);
    }
  const [, outsider] = actors[1]!;
  const id = () => deps.newId();
  for (const statement of [
    `insert into promise (territory_id, id, kind, what, subject_kind, subject_id, siret, about_name, due_on, clock_from, opened_at, search_text) values ('lot', '${id()}', 'call', 'x', 'call', '${id()}', '${siret}', 'x', '2027-01-01', '2027-01-01', now(), '')`,
    `insert into firm_member (territory_id, siret, person_id, how, since) values ('lot', '${siret}', '${stranger}', 'adviser', '2026-01-01')`,
    `insert into body_member (territory_id, body_id, person_id, role, since) values ('lot', '${body}', '${stranger}', 'manager', '2026-01-01')`,
    `insert into audit_event (territory_id, id, at, person_id, did) values ('lot', '${id()}', now(), '${ada}', 'record.read')`,
  ])
    expect(await changed(outsider, 'lot', statement), statement).toBe(0);
  expect(await changed((await actorOf(deps, 'lot', ada!))!, 'lot', `update body_member set role = 'manager' where person_id = '${ada}'`), 'nobody makes herself a manager').toBe(0);
});

test('who asked by her address, or for her firm, finds her requests in her account, as the database lets her; others do not', async () => {
  const lou = await aPerson(deps, 'Lou Exemple', { email: 'lou@exemple.invalid' });
  const mine = await aRequest(deps, { email: 'Lou@exemple.invalid' });
  const ofFirm = await aRequest(deps, { siret: siret!, email: 'autre@exemple.invalid', phone: '05 65 00 00 01' });
  const seen = async (person: string) => {
    const actor = (await actorOf(deps, 'lot', person))!;
    return (await asActor(deps.db, actor, 'lot', (db) => requestsOfPerson(db, 'lot', actor))).map((one) => one.id);
  };
  expect(await seen(lou)).toEqual([mine]);
  expect(await seen(member!)).toEqual([ofFirm]);
  expect(await seen(stranger!)).toEqual([]);
  // An address that nobody proved is nobody's.
  await deps.db.updateTable('person').set({ email_verified: false }).where('id', '=', lou).execute();
  expect(await seen(lou)).toEqual([]);
});
