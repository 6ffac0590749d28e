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
