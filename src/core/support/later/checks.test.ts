import { beforeEach, expect, test } from 'vitest';
import { aTerritory } from '#core/directory/testing/builders.ts';
import { closePromise, leaveBody, promisesAbout } from '#core/followup/index.ts';
import { aBody, anAdviser } from '#core/identity/testing/builders.ts';
import { type Deps, stoppedClock } from '#core/kernel/index.ts';
import { testDeps } from '#core/kernel/testing/test-database.ts';
import { cancelRequest, closeRequest, reopenRequest } from '../requests/index.ts';
import { aRequest, covers } from '../testing/builders.ts';
import { checksOf } from './checks-of.ts';
import { openChecks } from './open-checks.ts';

let deps: Deps;
let ada: string;
const LOT = { territoryId: 'lot' };
const on = (day: string): Deps => ({ ...deps, clock: stoppedClock(`${day}T09:00:00Z`) });
const titles = async (id: string) => (await checksOf(deps.db, 'lot', id)).map((one) => one.title);

beforeEach(async () => {
  deps = await testDeps();
  await aTerritory(deps.db);
  const body = await aBody(deps);
  ada = await anAdviser(deps, body, 'Ada Exemple');
  await covers(deps, ada, body);
});

const closed = async (putInPlace: string | null = null) => {
  const id = await aRequest(deps);
  await closeRequest(deps)({ ...LOT, id, by: ada, outcome: 'done', words: 'Fait', putInPlace });
  return id;
};

test('ten days after closing, one question; once, however often the job runs', async () => {
  const id = await closed();
  expect(await openChecks(on('2026-12-02'))).toBe(0);
  expect(await openChecks(on('2026-12-03'))).toBe(1);
  expect(await openChecks(on('2026-12-04'))).toBe(0);
  expect(await titles(id)).toEqual(['Cela a-t-il aidé ?']);
});

test('what was put in place is asked about after one, three and six months', async () => {
  const id = await closed('un logiciel de caisse');
  for (const day of ['2026-12-23', '2027-02-22', '2027-02-23', '2027-05-23']) await openChecks(on(day));
  expect(await titles(id)).toEqual(['Cela a-t-il aidé ?', 'Toujours utilisé, à 1 mois ?', 'Toujours utilisé, à 3 mois ?', 'Toujours utilisé, à 6 mois ?']);
  expect((await promisesAbout(deps.db, 'lot', { kind: 'request', id })).at(-1)).toMatchObject({ kind: 'after-care', what: 'Il y a 6 mois a été mis en place : un logiciel de caisse', turn: 'theirs', ownerName: 'Ada Exemple' });
});

test('a product that was stopped for months asks the latest question only', async () => {
  const id = await closed('un logiciel de caisse');
  await openChecks(on('2027-03-01'));
  expect(await titles(id)).toEqual(['Toujours utilisé, à 3 mois ?']);
});

test('what is asked after its adviser has left is for whoever takes it, in her body', async () => {
  const id = await closed('un logiciel de caisse');
  const { bodyId } = (await promisesAbout(deps.db, 'lot', { kind: 'request', id }))[0]!;
  await leaveBody(on('2026-11-30'))({ ...LOT, bodyId: bodyId!, personId: ada, toPersonId: null, by: ada });
  await openChecks(on('2026-12-03'));
  expect((await promisesAbout(deps.db, 'lot', { kind: 'request', id })).at(-1)).toMatchObject({ kind: 'satisfaction', ownerId: null, bodyId });
  expect(await reopenRequest(on('2026-12-03'))({ ...LOT, id, by: ada })).toMatchObject({ ok: true });
  expect((await promisesAbout(deps.db, 'lot', { kind: 'request', id }))[0]).toMatchObject({ state: 'open', ownerId: null, bodyId });
});

test('who said that it is no longer used is not asked again', async () => {
  const id = await closed('un logiciel de caisse');
  await openChecks(on('2026-12-23'));
  const month = (await promisesAbout(deps.db, 'lot', { kind: 'request', id })).find((one) => one.kind === 'after-care')!;
  await closePromise(on('2026-12-24'))({ ...LOT, id: month.id, by: ada, outcome: 'not-done', reason: 'Trop lent' });
  for (const day of ['2027-02-23', '2027-05-23']) await openChecks(on(day));
  expect(await titles(id)).toEqual(['Cela a-t-il aidé ?', 'Toujours utilisé, à 1 mois ?']);
});

test('nothing is asked of who cancelled, or whom nobody could reach', async () => {
  const cancelled = await aRequest(deps);
  await cancelRequest(deps)({ ...LOT, id: cancelled });
  const unreachable = await aRequest(deps);
  await closeRequest(deps)({ ...LOT, id: unreachable, by: ada, outcome: 'unreachable', words: 'Trois appels' });
  expect(await openChecks(on('2026-12-15'))).toBe(0);
});

test('what was answered is shown; silence says so', async () => {
  const id = await closed();
  await openChecks(on('2026-12-03'));
  expect((await checksOf(deps.db, 'lot', id))[0]).toMatchObject({ answered: false, text: expect.stringMatching(/^demandé le 3.décembre.2026, pas encore de réponse$/) });
  const promise = (await promisesAbout(deps.db, 'lot', { kind: 'request', id })).find((one) => one.kind === 'satisfaction')!;
  await closePromise(deps)({ ...LOT, id: promise.id, by: ada, outcome: 'done', reason: 'Très content, dit au téléphone' });
  expect((await checksOf(deps.db, 'lot', id))[0]).toMatchObject({ answered: true, text: 'Très content, dit au téléphone' });
});
