import { beforeEach, expect, test } from 'vitest';
import { aFirm, aTerritory } from '#core/directory/testing/builders.ts';
import { asActor } from '#core/identity/index.ts';
import { aBody, anAdviser, aPerson } from '#core/identity/testing/builders.ts';
import type { Deps } from '#core/kernel/index.ts';
import { testDeps } from '#core/kernel/testing/test-database.ts';
import type { Answers } from '../model.ts';
import { agreedOf, agreeUses, attachDiagnosis, beginDiagnosis, forgetDiagnosis, keptById, keptByToken, openResult, saveAnswers } from './index.ts';

const territoryId = 'lot';
let deps: Deps;
beforeEach(async () => {
  deps = await testDeps();
  await aTerritory(deps.db);
});

const CAREFUL: Answers = { assets: ['computer', 'files', 'listed'], backup: 'tested', cloud: 'none', updates: 'automatic', antivirus: 'all', firewall: 'on', separation: 'well', passwords: 'both', mail: 'call', travel: 'never', awareness: 'regular', insurance: 'covered', reaction: 'paper' };
const CARELESS: Answers = { assets: ['computer', 'files'], backup: 'no', cloud: 'no', updates: 'unsure', antivirus: 'unsure', firewall: 'unsure', separation: 'no', passwords: 'same', mail: 'trust', travel: 'open', awareness: 'no', insurance: 'no', reaction: 'no' };

const at = (iso: string): Deps => ({ ...deps, clock: { now: () => new Date(iso), today: () => iso.slice(0, 10) } });
async function done(answers: Answers, siret?: string, given: { uses?: ('advisers' | 'compare')[]; on?: string } = {}) {
  const when = at(given.on ?? '2026-11-23T09:00:00Z');
  const begun = await beginDiagnosis(when)({ territoryId, diagnosis: 'cyber', answers });
  if (!begun.ok) throw new Error(begun.reason);
  const by = await aPerson(deps);
  if (siret) expect(await attachDiagnosis(when)({ territoryId, id: begun.value.id, siret, by, how: 'sur le site', uses: given.uses ?? [] })).toEqual({ ok: true, value: null });
  return { ...begun.value, by };
}
const opened = async (id: string) => (await openResult(deps, (await keptById(deps.db, territoryId, id))!))!;

test('a draft is found again by its secret only, and the secret is not kept', async () => {
  const begun = await beginDiagnosis(deps)({ territoryId, diagnosis: 'cyber', answers: { assets: ['phone'] } });
  if (!begun.ok) throw new Error();
  expect(await keptByToken(deps.db, territoryId, begun.value.token)).toMatchObject({ answers: { assets: ['phone'] }, finishedAt: null, siret: null });
  expect(await keptByToken(deps.db, territoryId, begun.value.id)).toBeNull();
  expect(JSON.stringify(await deps.db.selectFrom('diagnosis_answer').selectAll().execute())).not.toContain(begun.value.token);
  expect(await saveAnswers(deps)({ territoryId, token: begun.value.token, answers: CARELESS })).toEqual({ ok: true, value: { finished: true } });
  expect(await saveAnswers(deps)({ territoryId, token: 'another', answers: {} })).toEqual({ ok: false, reason: 'unknown-link' });
});

test('what the firm agreed to is noted use by use, with who, when and how, and can be taken back', async () => {
  const siret = await aFirm(deps.db, 'Cazals');
  const { id, by } = await done(CARELESS, siret, { uses: ['advisers'] });
  expect(await agreedOf(deps.db, territoryId, id)).toMatchObject([{ use: 'rides', agreed: false }, { use: 'compare', agreed: false }, { use: 'advisers', agreed: true, how: 'sur le site', by: 'Camille Exemple' }]);
  await agreeUses(at('2026-11-24T09:00:00Z'))({ territoryId, id, by, how: 'au téléphone', uses: [] });
  expect((await agreedOf(deps.db, territoryId, id)).filter((one) => one.agreed)).toEqual([]);
  expect(await deps.db.selectFrom('diagnosis_consent').select('id').execute()).toHaveLength(6);
});

test('a diagnosis of one firm is not made another’s', async () => {
  const { id, by } = await done(CARELESS, await aFirm(deps.db, 'Cazals'));
  expect(await attachDiagnosis(deps)({ territoryId, id, siret: await aFirm(deps.db, 'Gourdon'), by, how: 'sur le site', uses: [] })).toEqual({ ok: false, reason: 'another-firm' });
});

test('done again a year later, the result says what changed, at equal method', async () => {
  const siret = await aFirm(deps.db, 'Cazals');
  await done(CARELESS, siret, { on: '2025-11-20T09:00:00Z' });
  const { since } = await opened((await done(CAREFUL, siret)).id);
  expect(since?.on).toEqual(new Date('2025-11-20T09:00:00Z'));
  expect(since?.changes[0]).toMatchObject({ before: 2, now: 100, unit: '%' });
});

test('firms alike are compared from five that agreed on; with four, nothing is shown', async () => {
  for (let i = 0; i < 4; i++) await done(CAREFUL, await aFirm(deps.db, 'Gourdon', { activity: '10.71C' }), { uses: ['compare'] });
  await done(CAREFUL, await aFirm(deps.db, 'Gourdon', { activity: '10.71C' }));
  const { id } = await done(CARELESS, await aFirm(deps.db, 'Cazals', { activity: '10.71D' }));
  expect((await opened(id)).compared).toBeNull();
  await done(CAREFUL, await aFirm(deps.db, 'Figeac', { activity: '10.11Z' }), { uses: ['compare'] });
  expect((await opened(id)).compared).toMatchObject({ kind: 'firms', count: 5, median: 100 });
});

test('the database itself shows a firm’s diagnosis to its people, and to advisers once it agreed', async () => {
  const siret = await aFirm(deps.db, 'Cazals');
  const { id, by } = await done(CARELESS, siret);
  const [adviser, member] = [await anAdviser(deps, await aBody(deps)), await aPerson(deps)];
  await deps.db.insertInto('firm_member').values({ territory_id: territoryId, siret, person_id: member, how: 'adviser', since: '2026-01-01' }).execute();
  const seenBy = async (personId: string) => (await asActor(deps.db, { kind: 'person', id: personId } as never, territoryId, (db) => db.selectFrom('diagnosis_answer').select('id').execute())).length;
  expect([await seenBy(member), await seenBy(adviser), await seenBy(by)]).toEqual([1, 0, 0]);
  await agreeUses(at('2026-11-24T09:00:00Z'))({ territoryId, id, by, how: 'au téléphone', uses: ['advisers'] });
  expect([await seenBy(member), await seenBy(adviser), await seenBy(by)]).toEqual([1, 1, 0]);
});

test('forgotten, nothing of it is left', async () => {
  const { id, token } = await done(CARELESS, await aFirm(deps.db, 'Cazals'), { uses: ['compare'] });
  await forgetDiagnosis(deps)({ territoryId, id });
  expect(await keptByToken(deps.db, territoryId, token)).toBeNull();
  expect(await deps.db.selectFrom('diagnosis_consent').select('id').execute()).toEqual([]);
});
