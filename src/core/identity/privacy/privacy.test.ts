import { sql } from 'kysely';
import { beforeEach, expect, test } from 'vitest';
import { aFirm, aTerritory } from '#core/directory/testing/builders.ts';
import { type Deps, queueMail } from '#core/kernel/index.ts';
import { testDeps } from '#core/kernel/testing/test-database.ts';
import { applyRetention, erasePerson, eraseWithoutAccount, heldAbout, processing, recordRead, retentions, takeWithoutAccount, vouch } from '../index.ts';
import { aBody, anAdviser, aPerson } from '../testing/builders.ts';
import { places } from './places.ts';

let deps: Deps;
beforeEach(async () => {
  deps = await testDeps();
  await aTerritory(deps.db);
});

async function aMember() {
  const email = 'lou@exemple.invalid';
  const personId = await aPerson(deps, 'Lou Exemple', { email, phone: '05 65 00 00 00' });
  const siret = await aFirm(deps.db, 'Cazals');
  await vouch(deps)({ territoryId: 'lot', siret, email, by: await anAdviser(deps, await aBody(deps)) });
  await recordRead(deps, { territoryId: 'lot', personId, siret });
  await deps.db.insertInto('session').values({ id: deps.newId(), person_id: personId, token: 'the-secret-token', expires_at: new Date('2027-01-01'), ip_address: '203.0.113.7', user_agent: 'x' }).execute();
  return { personId, email, siret };
}

test('every table that names people is known: what is shown of it, and what erasing does', async () => {
  const { rows } = await sql<{ name: string }>`select distinct attrelid::regclass::text as name from pg_attribute join pg_class on pg_class.oid = attrelid join pg_namespace on pg_namespace.oid = relnamespace
    where nspname = 'public' and relkind = 'r' and attnum > 0 and not attisdropped and attname ~ '(^|_)(email|address|phone|person_id|person_name|user_agent)$' order by 1`.execute(deps.db);
  // The address and telephone of a body are its own; a code stands beside the address it was sent to for a quarter of an hour.
  const ofNobody = ['body'];
  expect(rows.map((row) => row.name).filter((name) => !ofNobody.includes(name) && !places().some((place) => place.table === name))).toEqual([]);
});

test('a person sees all that is held about her, and no secret that signs her in', async () => {
  const { personId, email } = await aMember();
  const held = await heldAbout(deps.db, { personId, email });
  expect(held.map((one) => one.table).toSorted()).toEqual(['audit_event', 'firm_member', 'mail', 'person', 'session']);
  expect(JSON.stringify(held)).toContain('05 65 00 00 00');
  expect(JSON.stringify(held)).not.toContain('the-secret-token');
});

test('erased, her name and address stand nowhere; what must be kept stays without them', async () => {
  const { personId, email, siret } = await aMember();
  await queueMail(deps, { territoryId: 'lot', to: email, kind: 'x', subject: 'Bonjour Lou', lines: ['Lou Exemple'] });
  expect(await erasePerson(deps)({ territoryId: 'lot', personId })).toEqual({ ok: true, value: null });
  const tables = await sql<{ name: string }>`select quote_ident(tablename) as name from pg_tables where schemaname = 'public' and tablename not in ('spatial_ref_sys')`.execute(deps.db);
  for (const { name } of tables.rows) {
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.raw(name)} as t where t::text ilike '%Lou Exemple%' or t::text like ${`%${email}%`} or t::text like '%05 65 00 00 00%' or t::text like '%203.0.113.7%'`.execute(deps.db);
    expect(rows[0]!.n, name).toBe(0);
  }
  expect((await deps.db.selectFrom('audit_event').select('did').where('siret', '=', siret).execute()).map((row) => row.did).toSorted()).toEqual(['firm.join', 'record.read']);
  expect(await erasePerson(deps)({ territoryId: 'lot', personId }), 'twice is harmless').toEqual({ ok: true, value: null });
});

test('an adviser hands over before she is erased', async () => {
  const personId = await anAdviser(deps, await aBody(deps));
  expect(await erasePerson(deps)({ territoryId: 'lot', personId })).toEqual({ ok: false, reason: 'still-working' });
});

test('each night lets go of what has been kept long enough, and of nothing else', async () => {
  const { personId } = await aMember();
  const ago = (days: number) => new Date(deps.clock.now().getTime() - days * 86_400_000);
  const audit = (days: number) => deps.db.insertInto('audit_event').values({ territory_id: 'lot', id: deps.newId(), at: ago(days), person_id: personId, did: 'record.read', siret: null, about: null, detail: null }).execute();
  await audit(364);
  await audit(366);
  await deps.db.insertInto('verification').values({ id: deps.newId(), identifier: 'a', value: 'b', expires_at: ago(2) }).execute();
  const idle = await aPerson(deps, 'Oubliée Exemple');
  await deps.db.updateTable('person').set({ created_at: ago(1_200), updated_at: ago(1_200) }).execute();
  const gone = await applyRetention(deps)();
  expect(gone).toMatchObject({ trace: 1, 'spent-code': 1, 'expired-session': 0, 'idle-account': 1 });
  expect((await deps.db.selectFrom('person').select('name').where('id', '=', idle).executeTakeFirstOrThrow()).name).toBe('Personne effacée');
  expect((await deps.db.selectFrom('person').select('name').where('id', '=', personId).executeTakeFirstOrThrow()).name, 'who still speaks for a firm stays').toBe('Lou Exemple');
  expect(Object.values(await applyRetention(deps)()).every((n) => n === 0), 'a second night finds nothing').toBe(true);
});

test('a request that closed three years ago keeps its figures and no name', async () => {
  const promise = (name: string, closed_at: Date) => ({ territory_id: 'lot', id: deps.newId(), kind: 'call', what: 'Rappeler', subject_kind: 'call', subject_id: deps.newId(), about_name: name, about_email: 'a@exemple.invalid', state: 'done', outcome: 'done', due_on: '2023-01-01', clock_from: '2023-01-01', opened_at: closed_at, closed_at, search_text: name });
  await deps.db.insertInto('promise' as never).values([promise('Ancienne Exemple', new Date('2023-11-01')), promise('Récente Exemple', new Date('2025-11-01'))] as never).execute();
  expect(await applyRetention(deps)()).toMatchObject({ 'closed-promise': 1, 'closed-request': 0 });
  expect((await sql<{ about_name: string }>`select about_name from promise order by 1`.execute(deps.db)).rows.map((row) => row.about_name)).toEqual(['Personne effacée', 'Récente Exemple']);
});

test('the register of processing names only periods that are carried out', () => {
  const known = retentions().map((one) => one.kind);
  for (const activity of processing()) {
    for (const kept of activity.retention) expect(known).toContain(kept?.kind);
    expect(activity.retention.length > 0 || activity.kept, activity.name).toBeTruthy();
  }
});

test('somebody who only ever telephoned is found by her number however it is typed, shown, and erased; another number and another territory are not', async () => {
  const by = await anAdviser(deps, await aBody(deps));
  const promise = (name: string, phone: string | null, given: object = {}) => ({ territory_id: 'lot', id: deps.newId(), kind: 'call', what: 'Rappeler', subject_kind: 'call', subject_id: deps.newId(), about_name: name, about_phone: phone, due_on: '2026-12-01', clock_from: '2026-11-23', next_step_at: deps.clock.now(), opened_at: deps.clock.now(), search_text: name, ...given });
  await deps.db.insertInto('promise' as never).values([promise('Max Exemple', '06 00 00 00 77'), promise('Une autre', '06 00 00 00 78'), promise('Sans numéro', null)] as never).execute();
  await deps.db.insertInto('promise_event' as never).values(((await sql<{ id: string }>`select id from promise where about_name = 'Max Exemple'`.execute(deps.db)).rows.map(({ id }) => ({ territory_id: 'lot', id: deps.newId(), promise_id: id, at: deps.clock.now(), kind: 'noted', words: 'Max Exemple rappelle jeudi' }))) as never).execute();
  const typed = '+33 (0)6.00.00.00.77';
  const held = await takeWithoutAccount(deps)({ territoryId: 'lot', typed, by });
  expect(held).toMatchObject({ ok: true, value: [{ table: 'promise', rows: [{ about_name: 'Max Exemple' }] }] });
  expect(await eraseWithoutAccount(deps)({ territoryId: 'elsewhere', typed, by })).toEqual({ ok: false, reason: 'nothing-held' });
  expect(await eraseWithoutAccount(deps)({ territoryId: 'lot', typed: 'Max', by })).toEqual({ ok: false, reason: 'unreadable' });
  expect(await eraseWithoutAccount(deps)({ territoryId: 'lot', typed, by })).toEqual({ ok: true, value: null });
  const left = await sql<{ about_name: string; state: string; next_step_at: Date | null }>`select about_name, state, next_step_at from promise order by about_name`.execute(deps.db);
  expect(left.rows.map((row) => [row.about_name, row.state, row.next_step_at === null])).toEqual([['Personne effacée', 'dropped', true], ['Sans numéro', 'open', false], ['Une autre', 'open', false]]);
  expect((await sql<{ n: number }>`select count(*)::int as n from promise_event where words ilike '%max%'`.execute(deps.db)).rows[0]!.n, 'nor in what was noted').toBe(0);
  expect((await deps.db.selectFrom('audit_event').select(['did', 'detail']).where('person_id', '=', by).orderBy('did').execute())).toEqual([{ did: 'data.erase', detail: 'sans compte' }, { did: 'data.export', detail: 'sans compte' }]);
  const { email } = await aMember();
  expect(await eraseWithoutAccount(deps)({ territoryId: 'lot', typed: email, by }), 'who has an account does it herself').toEqual({ ok: false, reason: 'has-account' });
});
