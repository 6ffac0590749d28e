import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { changeConsent, Consent, correctFact, factsOfKind, RecordFact, withdrawFact } from '#core/directory/index.ts';
import { aFirm, aTerritory, offers, seeks, TERRITORY } from '#core/directory/testing/builders.ts';
import type { Deps } from '#core/kernel/index.ts';
import { testDeps } from '#core/kernel/testing/test-database.ts';
import { answerProposal, latestRun, leftOutOf, proposalById, proposalsOf, rematchFlows, runBoard } from './index.ts';

let deps: Deps;
beforeEach(async () => {
  deps = await testDeps();
  await aTerritory(deps.db);
});

async function sawmillAndPellets(consent: Consent = 'advisers') {
  const sawmill = await aFirm(deps.db, 'Cazals', { name: 'Scierie exemple', activity: '16.10A' });
  const pellets = await aFirm(deps.db, 'Gourdon', { name: 'Granulés exemple', activity: '16.29Z' });
  const offer = await offers(deps, sawmill, {}, { consent });
  const need = await seeks(deps, pellets, {}, { consent });
  return { sawmill, pellets, offer, need };
}
const run = () => runBoard(deps)({ territoryId: TERRITORY });
const ADVISER = { kind: 'adviser' } as const;
const VISITOR = { kind: 'visitor' } as const;

test('a run keeps its proposals with the parties, the worth and what no set could exceed', async () => {
  const { sawmill, pellets } = await sawmillAndPellets();
  const done = await run();
  expect(done).toMatchObject({ proposals: 1, leftOut: 0 });
  expect(done.bound).toBe(done.value);
  const latest = await latestRun(deps.db, TERRITORY);
  expect(latest).toMatchObject({ id: done.runId, status: 'optimal', summary: { offers: 1, needs: 1, tonnesDiverted: 300 } });
  const [proposal] = await proposalsOf(deps.db, TERRITORY, done.runId, ADVISER);
  expect(proposal!.parties[sawmill]).toMatchObject({ name: 'Scierie exemple', commune: 'Cazals' });
  expect(proposal!.parties[pellets]).toMatchObject({ name: 'Granulés exemple', commune: 'Gourdon' });
});

test('an adviser’s answer survives the next run on the same facts', async () => {
  await sawmillAndPellets();
  const first = await run();
  const [proposal] = await proposalsOf(deps.db, TERRITORY, first.runId, ADVISER);
  expect(await answerProposal(deps)({ territoryId: TERRITORY, id: proposal!.id, status: 'later', answer: 'après la récolte' })).toMatchObject({ ok: true });
  const second = await run();
  expect(await proposalsOf(deps.db, TERRITORY, second.runId, ADVISER)).toMatchObject([{ status: 'later', answer: 'après la récolte' }]);
  expect(await answerProposal(deps)({ territoryId: TERRITORY, id: '00000000-0000-7000-8000-000000000000', status: 'later' })).toEqual({ ok: false, reason: 'unknown-proposal' });
});

test('a private fact is never matched, and a fact taken back takes its proposal off the page', async () => {
  const { offer } = await sawmillAndPellets();
  const { runId } = await run();
  const [proposal] = await proposalsOf(deps.db, TERRITORY, runId, ADVISER);
  await withdrawFact(deps)({ territoryId: TERRITORY, id: offer });
  expect(await proposalById(deps.db, TERRITORY, proposal!.id, ADVISER)).toBeNull();
  const hidden = await sawmillAndPellets('private');
  const again = await run();
  const told = JSON.stringify([await proposalsOf(deps.db, TERRITORY, again.runId, ADVISER), await leftOutOf(deps.db, TERRITORY, again.runId, ADVISER)]);
  expect(told).not.toContain(hidden.sawmill);
});

test('who is left without a solution gets the firms to call, by their trade, for advisers only', async () => {
  const sawmill = await aFirm(deps.db, 'Cazals', { activity: '16.10A' });
  const pellets = await aFirm(deps.db, 'Gourdon', { activity: '16.29Z' });
  await offers(deps, sawmill, {}, { consent: 'public' });
  const { runId } = await run();
  const [left] = await leftOutOf(deps.db, TERRITORY, runId, ADVISER);
  expect(left!.body.leads.map((lead) => lead.siret)).toEqual([pellets]);
  const [seen] = await leftOutOf(deps.db, TERRITORY, runId, VISITOR);
  expect(JSON.stringify(seen)).not.toContain(pellets);
});

test('whatever each side agreed to, a visitor sees a proposal only when both made it public, and never the name of who did not', async () => {
  const { sawmill, pellets, offer, need } = await sawmillAndPellets('advisers');
  const { runId } = await run();
  const level = fc.constantFrom(...Consent.options);
  await fc.assert(
    fc.asyncProperty(level, level, async (offered, needed) => {
      await changeConsent(deps)({ territoryId: TERRITORY, id: offer, consent: offered, givenBy: 'La gérante', how: 'au téléphone' });
      await changeConsent(deps)({ territoryId: TERRITORY, id: need, consent: needed, givenBy: 'Le gérant', how: 'au téléphone' });
      const toVisitor = JSON.stringify([await proposalsOf(deps.db, TERRITORY, runId, VISITOR), await leftOutOf(deps.db, TERRITORY, runId, VISITOR)]);
      expect(toVisitor.includes(sawmill) && toVisitor.includes(pellets)).toBe(offered === 'public' && needed === 'public');
      const toAdviser = JSON.stringify(await proposalsOf(deps.db, TERRITORY, runId, ADVISER));
      expect(toAdviser.includes('Scierie exemple')).toBe(offered !== 'private' && needed !== 'private');
    }),
    { numRuns: 16 },
  );
});

test('the share of the smallest firms is told; a floor is reached by leaving a larger exchange, and its price is shown', async () => {
  // A large mill and a very small one have sawdust; the pellet maker takes as much as one of them has.
  const large = await aFirm(deps.db, 'Cazals', { name: 'Grande scierie exemple', sizeBand: '21' });
  const small = await aFirm(deps.db, 'Cazals', { name: 'Petite scierie exemple', sizeBand: '01' });
  const pellets = await aFirm(deps.db, 'Gourdon', { name: 'Granulés exemple', sizeBand: '21' });
  await offers(deps, large, { tonnesPerYear: 300, disposalCentsPerTonne: 5_000 });
  await offers(deps, small, { tonnesPerYear: 300, disposalCentsPerTonne: 4_000 });
  await seeks(deps, pellets, { tonnesPerYear: 300 });
  const plain = await run();
  expect(plain.summary).toMatchObject({ small: { share: 0, among: 1 / 3 }, floor: null });
  const floored = await runBoard(deps)({ territoryId: TERRITORY, smallShare: 0.5 });
  expect(floored.summary).toMatchObject({ small: { share: 0.5 }, floor: { asked: 0.5, reached: true, price: 300 * 1_000 } });
  expect(floored.value).toBe(plain.value - 300 * 1_000);
  expect(floored.bound).toBe(plain.bound);
});

test('a firm that says something new is matched at once, as the whole search would have, and what its materials do not touch stands', async () => {
  const { sawmill } = await sawmillAndPellets();
  const [brewery, farm] = [await aFirm(deps.db, 'Cahors', { name: 'Brasserie exemple' }), await aFirm(deps.db, 'Cahors', { name: 'Ferme exemple' })];
  await offers(deps, brewery, { material: 'drêches', wasteCode: '020704', state: 'wet-solid', moisturePercent: 77, disposalCentsPerTonne: 2_000 });
  const first = await run();
  expect(first).toMatchObject({ proposals: 1, leftOut: 1 });
  const wood = (await proposalsOf(deps.db, TERRITORY, first.runId, ADVISER))[0]!;
  await answerProposal(deps)({ territoryId: TERRITORY, id: wood.id, status: 'later', answer: 'au printemps' });
  await seeks(deps, farm, { material: 'drêches', wasteCodes: ['020704'], states: ['wet-solid'], maxMoisturePercent: 80, tonnesPerYear: 500 });
  expect(await rematchFlows(deps)({ territoryId: TERRITORY, siret: farm })).toEqual({ proposals: 1 });
  const now = await proposalsOf(deps.db, TERRITORY, first.runId, ADVISER);
  expect(now.map((one) => [one.id === wood.id, one.status]).toSorted()).toEqual([[false, 'open'], [true, 'later']]);
  expect(await leftOutOf(deps.db, TERRITORY, first.runId, ADVISER)).toEqual([]);

  // The sawmill has half as much: what was answered is kept aside, and what is proposed now counts once, however often it changes.
  const [sawdust] = await factsOfKind(deps.db, TERRITORY, 'flow-out', ADVISER).then((list) => list.filter((one) => one.siret === sawmill));
  await correctFact(deps)({ id: sawdust!.id, fact: RecordFact.parse({ ...sawdust, sourceDetail: undefined, value: { ...sawdust!.value, tonnesPerYear: 150 }, consentGivenBy: 'La gérante', consentHow: 'au téléphone' }) });
  expect(await rematchFlows(deps)({ territoryId: TERRITORY, siret: sawmill })).toEqual({ proposals: 1 });
  expect(await rematchFlows(deps)({ territoryId: TERRITORY, siret: sawmill })).toEqual({ proposals: 1 });
  const edited = (await latestRun(deps.db, TERRITORY))!;
  expect([edited.id, edited.summary.edits]).toEqual([first.runId, 3]);
  const whole = await run();
  expect([Number(edited.value), Number(edited.bound), edited.summary.tonnesDiverted]).toEqual([whole.value, whole.bound, whole.summary.tonnesDiverted]);
});

test('two firms matched again at the same moment end as one search would', async () => {
  await run();
  const { sawmill, pellets } = await sawmillAndPellets();
  await Promise.all([sawmill, pellets].map((siret) => rematchFlows(deps)({ territoryId: TERRITORY, siret })));
  const edited = (await latestRun(deps.db, TERRITORY))!;
  expect(await proposalsOf(deps.db, TERRITORY, edited.id, ADVISER)).toHaveLength(1);
  expect(Number(edited.value)).toBe((await run()).value);
});
