import { sql } from 'kysely';
import { beforeEach, expect, test } from 'vitest';
import { aFirm, aTerritory } from '#core/directory/testing/builders.ts';
import { type Deps, queueMail } from '#core/kernel/index.ts';
import { testDeps } from '#core/kernel/testing/test-database.ts';
import { applyRetention, erasePerson, heldAbout, processing, recordRead, retentions, vouch } from '../index.ts';
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
