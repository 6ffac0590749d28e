// A process that does the night's jobs until it is killed: `night-worker.ts <storage> seed|work|verify <which job first>`. Started by crash.test.ts.
import { aFirm, aTerritory, offers, seeks, TERRITORY } from '#core/directory/testing/builders.ts';
import { BOARDS, searchTerritory } from '#core/exchange/index.ts';
import { closePromise } from '#core/followup/index.ts';
import { applyRetention } from '#core/identity/index.ts';
import { aBody, anAdviser } from '#core/identity/testing/builders.ts';
import { type Deps, newId, openDatabase, stoppedClock } from '#core/kernel/index.ts';
import { openChecks, routeUncoveredEverywhere } from '../index.ts';
import { aRequest, covers } from './builders.ts';

const [storage, task, first] = process.argv.slice(2) as [string, string, string | undefined];
const [WAITING, CLOSED, OLD, YOUNG, PAIRS] = [60, 60, 5_000, 100, 25];
const opened = await openDatabase(storage.startsWith('postgres') ? { kind: 'server', url: storage } : { kind: 'embedded', folder: storage });
if (!opened.ok) throw new Error(opened.message);
const at = (instant: string): Deps => ({ db: opened.db, clock: stoppedClock(instant), newId, secret: 'a secret of the tests' });
const deps = at('2026-12-08T02:00:00Z');
const { db } = deps;

if (task === 'seed') {
  const before = at('2026-11-23T09:00:00Z');
  await aTerritory(db);
  const body = await aBody(before);
  const phone = (i: number) => `05 65 00 ${String(Math.floor(i / 100)).padStart(2, '0')} ${String(i % 100).padStart(2, '0')}`;
  for (let i = 0; i < CLOSED; i++) {
    const id = await aRequest(before, { personName: `Personne ${i}`, phone: phone(i), email: `p${i}@exemple.invalid` });
    const { promise_id } = await db.selectFrom('request').select('promise_id').where('id', '=', id).executeTakeFirstOrThrow();
    await closePromise(before)({ territoryId: TERRITORY, id: promise_id, by: null, outcome: 'done', reason: 'Fait' });
  }
  for (let i = 0; i < WAITING; i++) await aRequest(before, { personName: `En attente ${i}`, phone: phone(CLOSED + i), email: `w${i}@exemple.invalid` });
  // From now on somebody takes what waited.
  await covers(before, await anAdviser(before, body), body);
  const trace = (day: string) => ({ territory_id: TERRITORY, id: newId(), at: new Date(`${day}T08:00:00Z`), person_id: null, did: 'read-firm', siret: null, about: null, detail: null });
  for (let i = 0; i < OLD; i += 1_000) await db.insertInto('audit_event').values(Array.from({ length: 1_000 }, () => trace('2024-01-15'))).execute();
  await db.insertInto('audit_event').values(Array.from({ length: YOUNG }, () => trace('2026-11-20'))).execute();
  for (let i = 0; i < PAIRS; i++) {
    await offers(before, await aFirm(db, 'Cazals'), { tonnesPerYear: 100 + i });
    await seeks(before, await aFirm(db, 'Gourdon'), { tonnesPerYear: 90 + 2 * i });
  }
} else if (task === 'work') {
  const jobs = [() => routeUncoveredEverywhere(deps), () => openChecks(deps), () => applyRetention(deps)(), () => searchTerritory(deps, TERRITORY, { fresh: new Date('2026-12-08T01:00:00Z'), lanes: 2 })];
  process.stdout.write('working\n');
  for (let i = 0; i < jobs.length; i++) await jobs[(i + Number(first)) % jobs.length]!();
  process.stdout.write('done\n');
} else {
  const count = async (table: 'audit_event' | 'later_check') => Number((await db.selectFrom(table).select((e) => e.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()).count);
  const given = await db.selectFrom('promise_event').innerJoin('request', 'request.promise_id', 'promise_event.promise_id').select((e) => ['request.id', e.fn.countAll<number>().as('count')]).where('kind', '=', 'handed-over').groupBy('request.id').execute();
  const told = await db.selectFrom('mail').select((e) => ['once', e.fn.countAll<number>().as('count')]).where('subject', 'like', 'Une demande attendait%').groupBy('once').execute();
  const checks = await db.selectFrom('promise').select((e) => e.fn.countAll<number>().as('count')).where('kind', '=', 'satisfaction').executeTakeFirstOrThrow();
  const runs = await db.selectFrom('board_run').select((e) => ['board', e.fn.countAll<number>().as('count')]).groupBy('board').execute();
  const proposed = await db.selectFrom('proposal').innerJoin('board_run', 'board_run.id', 'proposal.run_id').select((e) => [e.fn.sum<number>('proposal.value').as('value'), e.fn.max('board_run.value').as('found')]).where('board_run.board', '=', 'matieres').executeTakeFirstOrThrow();
  process.stdout.write(JSON.stringify({
    given: given.length, givenTwice: given.filter((one) => one.count > 1).length, told: told.length, toldTwice: told.filter((one) => one.count > 1).length, waiting: WAITING,
    checks: await count('later_check'), asked: checks.count, closed: CLOSED,
    traces: await count('audit_event'), young: YOUNG,
    boards: runs.length, boardsTwice: runs.filter((one) => one.count > 1).length, allBoards: BOARDS.length + 1, proposed: Number(proposed.value) > 0,
  }));
}
await opened.close();
