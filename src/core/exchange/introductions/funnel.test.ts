import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { aFirm, aTerritory, offers, seeks } from '#core/directory/testing/builders.ts';
import { aBody, anAdviser } from '#core/identity/testing/builders.ts';
import { type Deps, mailsOf, stoppedClock } from '#core/kernel/index.ts';
import { testDeps } from '#core/kernel/testing/test-database.ts';
import { masked, shareable } from './funnel.ts';
import { answerForSide, answerOutcome, decideFeedback, funnelOf, introduce, introductionById, learntOf, runIntroductions, tellOutcome } from './index.ts';
import { proposalOn, sawmillAndPellets } from './testing/builders.ts';

let deps: Deps;
let camille: string;
const LOT = { territoryId: 'lot' };
beforeEach(async () => {
  deps = await testDeps();
  await aTerritory(deps.db);
  camille = await anAdviser(deps, await aBody(deps), 'Camille Exemple');
});
const on = (day: string): Deps => ({ ...deps, clock: stoppedClock(`${day}T09:00:00Z`) });

/** Two firms that agreed, with what each then says. */
async function agreed(tonnes: number) {
  // A code of its own, so that nobody else of the stories comes into it.
  const [stem, code] = [`matière ${tonnes}`, ['030105', '030101', '020304', '150101', '170201'][tonnes / 10 - 10]!];
  const [from, to] = [await aFirm(deps.db, 'Cazals'), await aFirm(deps.db, 'Gourdon')];
  const offer = await offers(deps, from, { material: stem, tonnesPerYear: tonnes, wasteCode: code });
  await seeks(deps, to, { material: stem, tonnesPerYear: tonnes, wasteCodes: [code], minTonnesPerYear: 0 });
  const proposalId = await proposalOn(deps, offer);
  const done = await introduce(deps)({ ...LOT, proposalId, by: camille });
  if (!done.ok) throw new Error(done.reason);
  const { sides } = (await introductionById(deps.db, 'lot', done.value.id))!;
  for (const side of sides) await answerForSide(deps)({ ...LOT, introductionId: done.value.id, siret: side.siret, answer: 'interested', by: camille });
  return { id: done.value.id, sides };
}

test('the outcome is told from the mail in one click, actual beside promised; not asked again when nothing comes of it', async () => {
  const { proposal, sawmill, pellets } = await sawmillAndPellets(deps);
  const done = await introduce(deps)({ ...LOT, proposalId: proposal, by: camille });
  const id = done.ok ? done.value.id : '';
  for (const siret of [sawmill, pellets]) await answerForSide(deps)({ ...LOT, introductionId: id, siret, answer: 'interested', by: camille });
  const [mail] = await mailsOf(deps.db, 'lot', { to: 'scierie@exemple.invalid' });
  const token = mail!.content.actions.find((action) => action.label === 'C’est fait')!.path.split('/').at(-1)!;
  expect(await answerOutcome(deps)({ token, result: 'done', quantity: 120, worthCents: 372_000 })).toMatchObject({ ok: true, value: { promised: 300, unit: 't', months: 0 } });
  expect(await answerOutcome(deps)({ token, result: 'not-done' })).toMatchObject({ ok: true, value: { given: true } });
  expect(await tellOutcome(deps)({ ...LOT, introductionId: id, siret: pellets, months: 0, by: camille, result: 'not-done', words: 'Trop humide' })).toEqual({ ok: true, value: null });
  expect((await introductionById(deps.db, 'lot', id))!.outcomes.map((one) => [one.siret, one.result, one.quantity])).toEqual([[sawmill, 'done', 120], [pellets, 'not-done', null]]);
  for (const day of ['2026-12-22', '2026-12-23', '2027-02-23', '2027-05-23']) await runIntroductions(on(day));
  expect((await introductionById(deps.db, 'lot', id))!.outcomes.filter((one) => one.siret === sawmill).map((one) => one.months)).toEqual([0, 1, 3, 6]);
  expect((await introductionById(deps.db, 'lot', id))!.outcomes.filter((one) => one.siret === pellets)).toHaveLength(1);
});

test('« trop loin » proposes a shorter distance; an adviser writes it in the record, with the agreement that was there', async () => {
  const { proposal, pellets, need } = await sawmillAndPellets(deps, { need: { maxKm: 60 } });
  const done = await introduce(deps)({ ...LOT, proposalId: proposal, by: camille });
  await answerForSide(deps)({ ...LOT, introductionId: done.ok ? done.value.id : '', siret: pellets, answer: 'no', reasons: ['too-far', 'price'], by: camille });
  const { proposed } = await learntOf(deps.db, 'lot', pellets, '2026-11-24');
  expect(proposed.map((one) => one.proposes)).toEqual([expect.stringMatching(/^Écrire dans sa fiche.: à \d+.km au plus$/), null]);
  expect(await decideFeedback(deps)({ ...LOT, siret: pellets, id: proposed[0]!.id, by: camille, apply: true })).toMatchObject({ ok: true });
  const [now] = await deps.db.selectFrom('fact').select(['id', 'value', 'consent']).where('siret', '=', pellets).where('withdrawn_at', 'is', null).execute();
  expect(now!.id).not.toBe(need);
  expect(now).toMatchObject({ consent: 'advisers', value: { material: 'sciure' } });
  expect((now!.value as { maxKm: number }).maxKm).toBeLessThan(60);
  expect(await decideFeedback(deps)({ ...LOT, siret: pellets, id: proposed[0]!.id, by: camille, apply: true }), 'twice is harmless').toMatchObject({ ok: true });
});

test('the public funnel counts from proposals to effect, and masks what five firms or fewer would tell', async () => {
  const first = await agreed(100);
  await tellOutcome(deps)({ ...LOT, introductionId: first.id, siret: first.sides[0]!.siret, months: 0, by: camille, result: 'done', quantity: 90, worthCents: 100_000 });
  const few = await funnelOf(deps.db, 'lot', 'matieres', '2026-11-30');
  expect(few).toMatchObject({ introductions: { kind: 'few', below: 5 }, done: { kind: 'few', below: 5 }, answerShare: null, medianDays: null, effect: null });
  for (const tonnes of [110, 120, 130, 140]) {
    const one = await agreed(tonnes);
    for (const side of one.sides) await tellOutcome(deps)({ ...LOT, introductionId: one.id, siret: side.siret, months: 0, by: camille, result: 'done', quantity: tonnes / 2, worthCents: 50_000 });
  }
  const enough = await funnelOf(deps.db, 'lot', 'matieres', '2026-11-30');
  expect(enough).toMatchObject({ introductions: { kind: 'exact', value: 5 }, asked: { kind: 'exact', value: 10 }, answered: { kind: 'exact', value: 10 }, agreed: { kind: 'exact', value: 5 }, done: { kind: 'exact', value: 5 }, answerShare: 1, medianDays: 0 });
  expect(enough.effect).toMatchObject({ quantity: 90 + 55 + 60 + 65 + 70, unit: 't', worthCents: 500_000 });
});

test('law: nothing from 1 to 4 is ever shown as a figure, nor a sum that one firm makes nearly alone', () => {
  fc.assert(fc.property(fc.nat(200), (value) => {
    const shown = masked(value, 5);
    expect(shown.kind === 'few').toBe(value > 0 && value < 5);
  }));
  fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 1_000_000 }), { maxLength: 12 }), (parts) => {
    if (!shareable(parts, 5, 0.85)) return;
    expect(parts.length).toBeGreaterThanOrEqual(5);
    expect(Math.max(...parts)).toBeLessThanOrEqual(0.85 * parts.reduce((sum, part) => sum + part, 0) + 1e-9);
  }));
});
