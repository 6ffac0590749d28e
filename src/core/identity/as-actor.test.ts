import { sql } from 'kysely';
import { beforeEach, expect, test } from 'vitest';
import { RecordFact, recordFacts } from '#core/directory/index.ts';
import { aFirm, aTerritory } from '#core/directory/testing/builders.ts';
import type { Db, Deps } from '#core/kernel/index.ts';
import { testDeps } from '#core/kernel/testing/test-database.ts';
import { actorOf, type Actor, asActor, VISITOR } from './index.ts';
import { aBody, anAdviser, aPerson } from './testing/builders.ts';

const LEVELS = ['private', 'advisers', 'partners', 'public'] as const;
let deps: Deps;
let mine: string;
let other: string;
let actors: Record<'visitor' | 'nobody' | 'member' | 'former' | 'adviser' | 'administrator', Actor>;

beforeEach(async () => {
  deps = await testDeps();
  await aTerritory(deps.db);
  [mine, other] = [await aFirm(deps.db, 'Cazals'), await aFirm(deps.db, 'Cahors')];
  const facts = [mine, other].flatMap((siret) =>
    LEVELS.map((consent) =>
      RecordFact.parse({ territoryId: 'lot', siret, kind: 'flow-out', value: { material: 'sciure', wasteCode: '030105', tonnesPerYear: 10, state: 'dry-solid' }, source: 'firm', statedOn: '2026-11-01', certainty: 'stated', consent, consentGivenBy: 'x', consentHow: 'x' }),
    ),
  );
  await recordFacts(deps)(facts);
  const [nobody, member, former, administrator] = [await aPerson(deps), await aPerson(deps), await aPerson(deps), await aPerson(deps)];
  const adviser = await anAdviser(deps, await aBody(deps));
  const join = (person_id: string, until: string | null) => deps.db.insertInto('firm_member').values({ territory_id: 'lot', siret: mine, person_id, how: 'code', since: '2026-01-01', until }).execute();
  await join(member, null);
  await join(former, '2026-06-01');
  await deps.db.insertInto('territory_administrator').values({ territory_id: 'lot', person_id: administrator, since: '2026-01-01' }).execute();
  const known = async (id: string) => (await actorOf(deps, 'lot', id))!;
  actors = { visitor: VISITOR, nobody: await known(nobody), member: await known(member), former: await known(former), adviser: await known(adviser), administrator: await known(administrator) };
});

const factsSeen = (actor: Actor, territory = 'lot') =>
  asActor(deps.db, actor, territory, async (db) => (await sql<{ seen: string }>`select (case when siret = ${mine} then 'own ' else 'other ' end) || consent as seen from fact order by 1`.execute(db)).rows.map((row) => row.seen));

test('with SQL of her own, a person reads the facts she may and no more', async () => {
  expect(await factsSeen(actors.visitor)).toEqual(['other public', 'own public']);
  expect(await factsSeen(actors.nobody)).toEqual(['other public', 'own public']);
  expect(await factsSeen(actors.former), 'who has left reads no more').toEqual(['other public', 'own public']);
  expect(await factsSeen(actors.member)).toEqual(['other public', 'own advisers', 'own partners', 'own private', 'own public']);
  const forAdvisers = ['other advisers', 'other partners', 'other public', 'own advisers', 'own partners', 'own public'];
  expect(await factsSeen(actors.adviser)).toEqual(forAdvisers);
  expect(await factsSeen(actors.administrator)).toEqual(forAdvisers);
  expect(await factsSeen(actors.adviser, 'elsewhere'), 'an adviser of one territory is nobody in another').toEqual([]);
});

const trying = (actor: Actor, statement: (db: Db) => Promise<unknown>) =>
  asActor(deps.db, actor, 'lot', statement).then(
    () => 'done',
    (error: Error) => (/permission denied|row-level security/.test(error.message) ? 'refused' : error.message),
  );

test('nobody changes what is not hers, whatever SQL she writes', async () => {
  const changed = (actor: Actor) => asActor(deps.db, actor, 'lot', async (db) => Number((await sql`update fact set source_detail = 'changed'`.execute(db)).numAffectedRows));
  expect(await changed(actors.visitor)).toBe(0);
  expect(await changed(actors.member)).toBe(4);
  expect(await changed(actors.adviser)).toBe(6);
  const adding = (siret: string) => (db: Db) => sql`insert into fact (territory_id, id, siret, kind, value, source, stated_on, certainty, consent) values ('lot', ${deps.newId()}, ${siret}, 'flow-out', '{}', 'firm', '2026-11-01', 'stated', 'public')`.execute(db);
  expect(await trying(actors.member, adding(mine))).toBe('done');
  expect(await trying(actors.member, adding(other))).toBe('refused');
  expect(await trying(actors.visitor, adding(mine))).toBe('refused');
  expect(await trying(actors.adviser, (db) => sql`delete from fact`.execute(db))).toBe('refused');
  expect(await trying(actors.member, (db) => sql`update fact set siret = ${other}`.execute(db)), 'a fact cannot be passed to another firm').toBe('refused');
});

test('sessions, keys, codes and mails are closed to everybody; people are seen by themselves and by advisers', async () => {
  for (const table of ['session', 'sign_in_method', 'passkey', 'verification', 'rate_limit', 'mail', 'installation_setting', 'migration'])
    for (const actor of [actors.visitor, actors.member, actors.administrator]) expect(await trying(actor, (db) => sql`select * from ${sql.table(table)}`.execute(db)), table).toBe('refused');
  const people = (actor: Actor) => asActor(deps.db, actor, 'lot', async (db) => (await sql`select id from person`.execute(db)).rows.length);
  expect([await people(actors.visitor), await people(actors.member), await people(actors.adviser)]).toEqual([0, 1, 5]);
  const members = (actor: Actor) => asActor(deps.db, actor, 'lot', async (db) => (await sql`select person_id from firm_member`.execute(db)).rows.length);
  expect([await members(actors.visitor), await members(actors.nobody), await members(actors.member)]).toEqual([0, 0, 2]);
  expect(await trying(actors.member, (db) => sql`insert into firm_member (territory_id, siret, person_id, how, since) values ('lot', ${other}, ${(actors.member as { id: string }).id}, 'adviser', '2026-01-01')`.execute(db))).toBe('refused');
  expect(await trying(actors.member, (db) => sql`insert into territory_administrator values ('lot', ${(actors.member as { id: string }).id}, '2026-01-01')`.execute(db))).toBe('refused');
});

test('the role lasts as long as the transaction: what follows is the product’s own', async () => {
  await factsSeen(actors.visitor);
  await expect(asActor(deps.db, actors.visitor, 'lot', () => Promise.reject(new Error('stopped')))).rejects.toThrow('stopped');
  expect((await sql`select id from fact`.execute(deps.db)).rows).toHaveLength(8);
});
