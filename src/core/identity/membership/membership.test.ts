import { beforeEach, expect, test } from 'vitest';
import { aFirm, aTerritory } from '#core/directory/testing/builders.ts';
import { type Deps, stoppedClock } from '#core/kernel/index.ts';
import { testDeps } from '#core/kernel/testing/test-database.ts';
import { actorOf, askAdvisers, askFirmCode, claimOf, claimsOn, joinByCode, joinByProConnect, leaveFirm, membersOf, noteFirmContact, vouch } from '../index.ts';
import { aBody, anAdviser, aPerson } from '../testing/builders.ts';

let deps: Deps;
let siret: string;
let personId: string;
let adviser: string;
const on = () => ({ territoryId: 'lot', siret, personId });

beforeEach(async () => {
  deps = await testDeps();
  await aTerritory(deps.db);
  siret = await aFirm(deps.db, 'Cazals');
  personId = await aPerson(deps, 'Lou Exemple');
  adviser = await anAdviser(deps, await aBody(deps));
});

const mailsTo = async (address: string) => (await deps.db.selectFrom('mail').select(['subject', 'kind']).where('to_address', '=', address).execute());
const codeSent = async () => (await mailsTo('accueil@scierie.invalid')).at(-1)!.subject.slice(0, 7).replace(' ', '');

test('a code sent to the firm’s own address lets in who gives it, once, and nobody else with it', async () => {
  expect(await askFirmCode(deps)(on()), 'no address is known yet').toEqual({ ok: false, reason: 'no-address' });
  await noteFirmContact(deps)({ territoryId: 'lot', siret, email: 'Accueil@scierie.invalid', by: adviser });
  expect(await askFirmCode(deps)(on())).toEqual({ ok: true, value: { minutes: 60 } });
  expect(await claimOf(deps, 'lot', siret, personId)).toEqual({ code: true, asked: false, address: 'a•••@s•••.invalid' });
  const code = await codeSent();
  const stranger = await aPerson(deps);
  expect(await joinByCode(deps)({ ...on(), personId: stranger, code })).toEqual({ ok: false, reason: 'no-code' });
  expect(await joinByCode(deps)({ ...on(), code })).toEqual({ ok: true, value: null });
  expect((await actorOf(deps, 'lot', personId))?.firms).toEqual([siret]);
  expect(await joinByCode(deps)({ ...on(), code })).toEqual({ ok: false, reason: 'no-code' });
});

test('three wrong codes, or an hour, and the right one serves no more', async () => {
  await noteFirmContact(deps)({ territoryId: 'lot', siret, email: 'accueil@scierie.invalid', by: adviser });
  await askFirmCode(deps)(on());
  const code = await codeSent();
  const wrong = code === '000000' ? '000001' : '000000';
  for (let i = 0; i < 3; i++) expect(await joinByCode(deps)({ ...on(), code: wrong })).toEqual({ ok: false, reason: 'wrong-code' });
  expect(await joinByCode(deps)({ ...on(), code })).toEqual({ ok: false, reason: 'no-code' });
  await askFirmCode(deps)(on());
  const late = { ...deps, clock: stoppedClock('2026-11-23T10:00:01Z') };
  expect(await joinByCode(late)({ ...on(), code: await codeSent() })).toEqual({ ok: false, reason: 'no-code' });
});

test('ProConnect opens the very establishment that it states, not another', async () => {
  const real = '73282932000074';
  await deps.db.insertInto('establishment').values({ territory_id: 'lot', siret: real, siren: real.slice(0, 9), name: 'EXEMPLE', commune_code: (await deps.db.selectFrom('establishment').select('commune_code').executeTakeFirstOrThrow()).commune_code, status: 'open', origin: 'register' } as never).execute();
  const state = (stated: string) => deps.db.insertInto('sign_in_method').values({ id: deps.newId(), person_id: personId, provider_id: 'proconnect', account_id: deps.newId(), siret: stated } as never).execute();
  expect(await joinByProConnect(deps)({ ...on(), siret: real })).toEqual({ ok: false, reason: 'not-stated' });
  await state(real);
  expect(await joinByProConnect(deps)(on())).toEqual({ ok: false, reason: 'not-stated' });
  expect(await joinByProConnect(deps)({ ...on(), siret: real })).toEqual({ ok: true, value: null });
  expect((await membersOf(deps, 'lot', real)).map((one) => one.how)).toEqual(['proconnect']);
});

test('an adviser vouches for who asked, who is told; she cannot vouch for herself', async () => {
  await askAdvisers(deps)({ ...on(), words: 'Je suis la gérante' });
  expect((await claimsOn(deps, 'lot', siret)).map((one) => one.words)).toEqual(['Je suis la gérante']);
  const { email } = (await actorOf(deps, 'lot', personId))!;
  expect(await vouch(deps)({ territoryId: 'lot', siret, email: email.toUpperCase(), by: adviser })).toEqual({ ok: true, value: { personId } });
  expect(await claimsOn(deps, 'lot', siret)).toEqual([]);
  expect((await mailsTo(email)).map((one) => one.kind)).toEqual(['firm-joined']);
  expect(await vouch(deps)({ territoryId: 'lot', siret, email: (await actorOf(deps, 'lot', adviser))!.email, by: adviser })).toEqual({ ok: false, reason: 'oneself' });
});

test('a firm has several people, a person several firms; who leaves has left at once, and may come back', async () => {
  const second = await aFirm(deps.db, 'Cahors');
  await vouch(deps)({ territoryId: 'lot', siret, email: 'nouvelle@exemple.invalid', name: 'Noa Exemple', by: adviser });
  const { email } = (await actorOf(deps, 'lot', personId))!;
  for (const one of [siret, second]) await vouch(deps)({ territoryId: 'lot', siret: one, email, by: adviser });
  expect((await membersOf(deps, 'lot', siret)).map((one) => one.name)).toEqual(['Lou Exemple', 'Noa Exemple']);
  expect((await actorOf(deps, 'lot', personId))?.firms).toEqual([siret, second].toSorted());
  expect(await leaveFirm(deps)({ ...on(), by: personId })).toEqual({ ok: true, value: null });
  expect((await actorOf(deps, 'lot', personId))?.firms).toEqual([second]);
  expect(await leaveFirm(deps)({ ...on(), by: personId })).toEqual({ ok: false, reason: 'not-a-member' });
  await vouch(deps)({ territoryId: 'lot', siret, email, by: adviser });
  expect((await actorOf(deps, 'lot', personId))?.firms).toHaveLength(2);
  expect((await deps.db.selectFrom('audit_event').select('did').execute()).map((row) => row.did).toSorted()).toEqual(['firm.join', 'firm.join', 'firm.join', 'firm.join', 'firm.leave']);
});
