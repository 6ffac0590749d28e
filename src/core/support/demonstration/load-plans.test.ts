import { expect, test } from 'vitest';
import { keptOfFirm, loadDemonstrationDiagnoses, openResult } from '#core/diagnosis/index.ts';
import { loadDemonstration, removeDemonstration } from '#core/directory/index.ts';
import { removeDemonstrationPromises } from '#core/followup/index.ts';
import { loadDemonstrationPeople, removeDemonstrationPeople } from '#core/identity/index.ts';
import { testDeps } from '#core/kernel/testing/test-database.ts';
import { loadReference } from '#core/territory/index.ts';
import { loadDemonstrationPlans } from './load-plans.ts';

test('the demonstration shows a bakery that did better than last year, five like it to compare with, and a plan under way; loaded twice it is there once, removed nothing is left', { timeout: 120_000 }, async () => {
  const deps = await testDeps();
  await loadReference(deps)();
  await loadDemonstration(deps)('lot');
  await loadDemonstrationPeople(deps)('lot');
  const count = (table: 'diagnosis_answer' | 'diagnosis_consent' | 'plan_action') => deps.db.selectFrom(table).selectAll().execute().then((rows) => rows.length);

  const plans = await loadDemonstrationDiagnoses(deps)('lot');
  expect(await loadDemonstrationPlans(deps)('lot', plans)).toBe(7);
  expect([await loadDemonstrationDiagnoses(deps)('lot'), await count('plan_action')]).toEqual([[], 7]);

  const bakery = plans[0]!.siret;
  for (const diagnosis of ['carbon', 'cyber', 'digital']) {
    const { since, compared } = (await openResult(deps, (await keptOfFirm(deps.db, 'lot', bakery, diagnosis))[0]!))!;
    expect([diagnosis, since?.changes[0]?.before === since?.changes[0]?.now, compared?.kind, compared?.kind === 'firms' && compared.count >= 5]).toEqual([diagnosis, false, 'firms', true]);
  }
  for (const { siret } of plans) {
    const { since, result, read } = (await openResult(deps, (await keptOfFirm(deps.db, 'lot', siret, 'carbon'))[0]!))!;
    expect([read.open, since!.changes[0]!.now < since!.changes[0]!.before, result.actions.length >= 6]).toEqual([[], true, true]);
  }

  await removeDemonstrationPromises(deps)('lot');
  await removeDemonstrationPeople(deps)('lot');
  await removeDemonstration(deps)('lot');
  expect([await count('diagnosis_answer'), await count('diagnosis_consent'), await count('plan_action')]).toEqual([0, 0, 0]);
});
