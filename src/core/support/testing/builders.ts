import { aTerritory } from '#core/directory/testing/builders.ts';
import { aBody, anAdviser } from '#core/identity/testing/builders.ts';
import type { Deps } from '#core/kernel/index.ts';
import { type StateCoverage, stateCoverage } from '../coverage/state-coverage.ts';
import { type AskForHelp, askForHelp } from '../requests/ask-for-help.ts';

/** What someone takes on for a body: everything, everywhere, unless said otherwise. */
export async function covers(deps: Deps, personId: string, bodyId: string, given: Partial<StateCoverage> = {}): Promise<void> {
  const stated = await stateCoverage(deps)({ territoryId: 'lot', personId, bodyId, epciCodes: null, communeCodes: null, subjects: null, activities: null, sizes: null, starting: 'too', ...given });
  if (!stated.ok) throw new Error(stated.reason);
}

/** A request of the stories: a baker of Cazals who looks for an apprentice. Answers its identifier. */
export async function aRequest(deps: Deps, given: Partial<AskForHelp> = {}): Promise<string> {
  const asked = await askForHelp(deps)({
    territoryId: 'lot', id: deps.newId(), words: 'Je cherche un apprenti pour la rentrée', subject: 'apprentice', communeCode: '46066', starting: false,
    personName: 'Lou Exemple', phone: '05 65 00 00 00', email: 'lou@exemple.invalid', reach: 'phone', times: ['morning'], ...given,
  });
  if (!asked.ok) throw new Error(asked.reason);
  return asked.value.id;
}

/** The two advisers of the stories: Ada of the communities of communes, who takes people who start, and Béa of the chamber of trades, who does not. Answers their bodies' identifiers and theirs. */
export async function twoAdvisers(deps: Deps): Promise<{ epci: string; cma: string; ada: string; bea: string }> {
  await aTerritory(deps.db);
  const [epci, cma] = [await aBody(deps, 'Communauté de communes exemple'), await aBody(deps, 'Chambre de métiers exemple', 'cma')];
  const [ada, bea] = [await anAdviser(deps, epci, 'Ada Exemple'), await anAdviser(deps, cma, 'Béa Exemple')];
  await covers(deps, ada, epci, { subjects: ['apprentice', 'hire', 'start'] });
  await covers(deps, bea, cma, { subjects: ['apprentice'], starting: 'no' });
  return { epci, cma, ada, bea };
}
