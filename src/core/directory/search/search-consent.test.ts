import fc from 'fast-check';
import { expect, test } from 'vitest';
import { testDeps } from '#core/kernel/testing/test-database.ts';
import type { Viewer } from '../model.ts';
import { aFirm, aTerritory, offers, seeks, TERRITORY } from '../testing/builders.ts';
import { refreshSearch, searchDirectory, SearchInput } from './index.ts';

const VISITOR: Viewer = { kind: 'visitor' };
const ADVISER: Viewer = { kind: 'adviser' };
const MATERIALS = ['Lactosérum', 'Coques de noix', 'Chutes de cuir', 'Marc de raisin', 'Laitier'];
const CODES = ['020501', '020304', '040109', '020701', '100202'];
const TYPED = ['lactoserum', 'lactosreum', 'lact', 'petit-lait', 'coques', 'noix exemple', 'cuirs', 'marc raisin', 'laitier', '020501', '10 02 02', 'exemple', 'coqe exemple', ''];

/** All that a viewer can be told by searching, words and filters tried one by one. */
async function everythingTold(db: Awaited<ReturnType<typeof testDeps>>['db'], viewer: Viewer) {
  const told: unknown[] = [];
  for (const q of TYPED) told.push(await searchDirectory(db, SearchInput.parse({ q }), viewer));
  for (const flow of ['out', 'in']) told.push(await searchDirectory(db, SearchInput.parse({ flow }), viewer));
  return told;
}

const aFact = fc.record({ firm: fc.nat(2), out: fc.boolean(), material: fc.nat(4), consent: fc.constantFrom('private' as const, 'advisers' as const, 'partners' as const) });

test('whatever was not said to all leaves no trace in what a visitor can find, count or be suggested; what is private, none for advisers either', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(aFact, { minLength: 1, maxLength: 6 }), async (facts) => {
      const deps = await testDeps();
      await aTerritory(deps.db);
      const firms = [await aFirm(deps.db, 'Gourdon', { name: 'Laiterie exemple' }), await aFirm(deps.db, 'Cazals', { name: 'Ferme exemple' }), await aFirm(deps.db, 'Cahors')];
      await offers(deps, firms[2]!, { material: MATERIALS[1]!, wasteCode: CODES[1]! }, { consent: 'public' });
      await refreshSearch(deps.db, TERRITORY, 'all');
      const before = { visitor: await everythingTold(deps.db, VISITOR), adviser: await everythingTold(deps.db, ADVISER) };
      for (const { firm, out, material, consent } of facts) {
        if (out) await offers(deps, firms[firm]!, { material: MATERIALS[material]!, wasteCode: CODES[material]! }, { consent });
        else await seeks(deps, firms[firm]!, { material: MATERIALS[material]!, wasteCodes: [CODES[material]!] }, { consent });
      }
      expect(await everythingTold(deps.db, VISITOR)).toEqual(before.visitor);
      if (facts.every(({ consent }) => consent === 'private')) expect(await everythingTold(deps.db, ADVISER)).toEqual(before.adviser);
    }),
    { numRuns: 10 },
  );
}, 120_000);
