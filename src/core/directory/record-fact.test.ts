import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import type { Deps } from '#core/kernel/index.ts';
import { testDeps } from '#core/kernel/testing/test-database.ts';
import { changeConsent, correctFact, factById, factsOf, factsOfKind, mayShow, RecordFact, recordFact, withdrawFact } from './index.ts';
import { Consent } from './model.ts';
import { aFirm, aTerritory, offers, TERRITORY } from './testing/builders.ts';

let deps: Deps;
beforeEach(async () => {
  deps = await testDeps();
  await aTerritory(deps.db);
});

const sawdust = (siret: string) =>
  RecordFact.parse({
    territoryId: TERRITORY, siret, kind: 'flow-out', value: { material: 'sciure', wasteCode: '030105', tonnesPerYear: 400, state: 'wet-solid' },
    source: 'firm', statedOn: '2026-11-03', certainty: 'stated', consent: 'advisers', consentGivenBy: 'La gérante', consentHow: 'au téléphone',
  });

test('what a firm says is kept with its source, its date and what it agreed to', async () => {
  const siret = await aFirm(deps.db, 'Cazals');
  const recorded = await recordFact(deps)(sawdust(siret));
  expect(recorded.ok).toBe(true);
  const [fact] = await factsOf(deps.db, TERRITORY, siret, { kind: 'adviser' });
  expect(fact).toMatchObject({ siret, kind: 'flow-out', source: 'firm', statedOn: '2026-11-03', certainty: 'stated', consent: 'advisers', value: { material: 'sciure', tonnesPerYear: 400 } });
  const events = await deps.db.selectFrom('consent_event').selectAll().execute();
  expect(events).toMatchObject([{ fact_id: fact!.id, consent: 'advisers', given_by: 'La gérante', how: 'au téléphone' }]);
});

test('nothing is recorded about an establishment that is unknown or closed', async () => {
  const closed = await aFirm(deps.db, 'Cazals', { status: 'closed' });
  expect(await recordFact(deps)(sawdust('00099999999999'))).toEqual({ ok: false, reason: 'unknown-establishment' });
  expect(await recordFact(deps)(sawdust(closed))).toEqual({ ok: false, reason: 'closed-establishment' });
});

test('a negative quantity is refused where it was typed', () => {
  const wrong = RecordFact.safeParse({ ...sawdust('00000000000000'), value: { material: 'sciure', wasteCode: '030105', tonnesPerYear: -4, state: 'wet-solid' } });
  expect(wrong.error?.issues.map((issue) => issue.path.join('.'))).toEqual(['value.tonnesPerYear']);
});

test('what was corrected or taken back is shown to nobody any more', async () => {
  const siret = await aFirm(deps.db, 'Cazals');
  const id = await offers(deps, siret, {}, { consent: 'public' });
  const corrected = await correctFact(deps)({ id, fact: { ...sawdust(siret), consent: 'public' } });
  expect(await factById(deps.db, TERRITORY, id, { kind: 'adviser' })).toBeNull();
  expect(await correctFact(deps)({ id, fact: sawdust(siret) })).toEqual({ ok: false, reason: 'unknown-fact' });
  if (!corrected.ok) throw new Error(corrected.reason);
  await withdrawFact(deps)({ territoryId: TERRITORY, id: corrected.value });
  expect((await withdrawFact(deps)({ territoryId: TERRITORY, id: corrected.value })).ok).toBe(true);
  expect(await factsOf(deps.db, TERRITORY, siret, { kind: 'member', siret })).toEqual([]);
  expect(await factsOfKind(deps.db, TERRITORY, 'flow-out', { kind: 'adviser' })).toEqual([]);
});

test('a firm that takes its consent back disappears at once, and the history says so', async () => {
  const siret = await aFirm(deps.db, 'Cazals');
  const id = await offers(deps, siret, {}, { consent: 'public' });
  expect(await factsOf(deps.db, TERRITORY, siret, { kind: 'visitor' })).toHaveLength(1);
  await changeConsent(deps)({ territoryId: TERRITORY, id, consent: 'private', givenBy: 'La gérante', how: 'par courriel' });
  expect(await factsOf(deps.db, TERRITORY, siret, { kind: 'visitor' })).toEqual([]);
  expect(await factsOf(deps.db, TERRITORY, siret, { kind: 'adviser' })).toEqual([]);
  expect(await factsOf(deps.db, TERRITORY, siret, { kind: 'member', siret })).toHaveLength(1);
  expect(await deps.db.selectFrom('consent_event').select('consent').orderBy('at').orderBy('id').execute()).toEqual([{ consent: 'public' }, { consent: 'private' }]);
});

test('whoever sees more never sees less: visitor, then partner, then adviser, then the firm itself', () => {
  const arbitrary = fc.record({ consent: fc.constantFrom(...Consent.options), siret: fc.constantFrom('A', 'B', 'C') });
  fc.assert(
    fc.property(arbitrary, fc.constantFrom('A', 'B', 'C'), fc.subarray(['A', 'B', 'C']), (fact, me, partnersOf) => {
      const seen = { visitor: mayShow(fact, { kind: 'visitor' }), partner: mayShow(fact, { kind: 'partner', siret: me, partnersOf }), adviser: mayShow(fact, { kind: 'adviser' }), member: mayShow(fact, { kind: 'member', siret: fact.siret }) };
      expect(seen.visitor).toBe(fact.consent === 'public');
      expect(seen.member).toBe(true);
      if (seen.visitor) expect(seen.partner && seen.adviser).toBe(true);
      if (fact.consent === 'private') expect(seen.adviser).toBe(false);
      if (seen.partner && fact.siret !== me) expect(fact.consent === 'public' || (fact.consent === 'partners' && partnersOf.includes(fact.siret))).toBe(true);
    }),
  );
});
