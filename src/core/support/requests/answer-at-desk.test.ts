import { beforeEach, expect, test } from 'vitest';
import { eventsOf, promiseById } from '#core/followup/index.ts';
import type { Deps } from '#core/kernel/index.ts';
import { testDeps } from '#core/kernel/testing/test-database.ts';
import { aRequest, twoAdvisers } from '../testing/builders.ts';
import { answerAtDesk, askerHistory, cancelRequest, closeRequest, noteCall, reopenRequest, requestById, undoAtDesk } from './index.ts';

const LOT = { territoryId: 'lot' };
let deps: Deps;
let ada: string;
let bea: string;
beforeEach(async () => {
  deps = await testDeps();
  ({ ada, bea } = await twoAdvisers(deps));
});

const read = async (id: string) => (await requestById(deps.db, 'lot', id))!;
// Time passes between two readings of the clock.
const ticking = (): Deps => ((ms) => ({ ...deps, clock: { ...deps.clock, now: () => new Date(ms++) } }))(deps.clock.now().getTime());
const key = async (id: string, answer: 'yes' | 'later' | 'no' | 'silence' | 'take', minutes = 3) => answerAtDesk(ticking())({ ...LOT, id, by: ada, promiseVersion: (await promise(id)).version, answer, minutes });
const promise = async (id: string) => (await promiseById(deps.db, 'lot', (await read(id)).promiseId))!;
const undo = async (id: string) => undoAtDesk(deps)({ ...LOT, id, by: ada, promiseVersion: (await promise(id)).version });
const told = async () => (await deps.db.selectFrom('mail').select('kind').orderBy('created_at').orderBy('id').execute()).map((mail) => mail.kind).filter((kind) => kind !== 'request-given' && kind !== 'request-received');

test('« oui, fait » closes it and the asker is told; undone at once, nobody is told anything', async () => {
  const id = await aRequest(deps);
  expect(await key(id, 'yes')).toMatchObject({ ok: true });
  expect(await read(id)).toMatchObject({ state: 'closed', outcome: 'done', minutes: 3 });
  expect(await told()).toEqual(['request-closed']);
  expect(await undo(id)).toMatchObject({ ok: true });
  expect(await read(id)).toMatchObject({ state: 'new', outcome: null, minutes: 0 });
  expect(await told()).toEqual([]);
  expect(await undo(id)).toMatchObject({ ok: false, reason: 'nothing-to-undo' });
});

test('taken back once the mail has left, she is told that it goes on; so when it is opened again', async () => {
  const id = await aRequest(deps);
  await key(id, 'no');
  expect(await read(id)).toMatchObject({ outcome: 'not-done' });
  await deps.db.updateTable('mail').set({ state: 'sent' }).execute();
  await undo(id);
  expect(await told()).toEqual(['request-closed', 'request-reopened']);
  await closeRequest(deps)({ ...LOT, id, by: ada, outcome: 'done', words: 'x', putInPlace: 'une caisse' });
  await deps.db.updateTable('mail').set({ state: 'sent' }).execute();
  expect(await reopenRequest(deps)({ ...LOT, id, by: bea })).toMatchObject({ ok: true });
  expect(await reopenRequest(deps)({ ...LOT, id, by: bea })).toMatchObject({ ok: false, reason: 'still-open' });
  expect(await read(id)).toMatchObject({ state: 'new', putInPlace: null });
  expect(await told()).toEqual(['request-closed', 'request-reopened', 'request-closed', 'request-reopened']);
  await cancelRequest(deps)({ ...LOT, id });
  expect(await reopenRequest(deps)({ ...LOT, id, by: bea }), 'what she no longer wants').toMatchObject({ ok: false, reason: 'cancelled' });
});

test('a ring in vain moves the line and not the clock, and the asker reads it; « plus tard » was said by her: it is the first word', async () => {
  const id = await aRequest(deps);
  const clock = async () => deps.db.selectFrom('promise').select(['clock_from', 'next_step_at', 'step']).where('id', '=', (await read(id)).promiseId).executeTakeFirstOrThrow();
  const before = await clock();
  await key(id, 'silence');
  expect(await clock()).toEqual(before);
  expect(await read(id)).toMatchObject({ dueOn: '2026-11-25', firstWordAt: null, state: 'new' });
  expect(askerHistory(await eventsOf(deps.db, 'lot', (await read(id)).promiseId)).at(-1)!.text).toBe('Ada Exemple a essayé de vous joindre');
  await key(id, 'later');
  expect(await read(id)).toMatchObject({ dueOn: '2026-11-30', state: 'taken', firstWordAt: expect.any(Date) });
  await undo(id);
  expect(await read(id)).toMatchObject({ dueOn: '2026-11-25', firstWordAt: null, state: 'new' });
  expect(await clock()).toEqual(before);
});

test('« je le prends » is her word that she follows it; who answers what somebody just changed is told so', async () => {
  const id = await aRequest(deps);
  const { version } = await promise(id);
  await noteCall(deps)({ ...LOT, id, by: bea, reached: true, words: 'Elle rappelle jeudi', channel: 'phone' });
  expect(await answerAtDesk(deps)({ ...LOT, id, by: ada, promiseVersion: version, answer: 'yes' })).toMatchObject({ ok: false, reason: 'changed-meanwhile' });
  await key(id, 'take');
  expect(await read(id)).toMatchObject({ state: 'taken', ownerName: 'Ada Exemple', bodyName: 'Communauté de communes exemple' });
  const given = await aRequest(deps, { phone: '05 65 00 00 09' });
  await deps.db.updateTable('promise').set({ owner_id: bea }).where('id', '=', (await read(given)).promiseId).execute();
  await key(given, 'take');
  await undo(given);
  expect(await read(given)).toMatchObject({ state: 'new', ownerName: 'Béa Exemple', acceptedAt: null });
});
