import { actionOrigin, type DemonstrationPlan, keptOfFirm, openResult } from '#core/diagnosis/index.ts';
import { addWorkingDays, type Deps, inTransaction } from '#core/kernel/index.ts';
import { endAction, proposeAction } from '../plan/index.ts';

const FIRST_DUE = 10;
const BETWEEN = 15;

/** Puts the first actions of invented diagnoses in the plans of their firms, some of them done. Answers how many. Taken up twice: once. */
export const loadDemonstrationPlans =
  (deps: Deps) =>
  (territoryId: string, plans: DemonstrationPlan[]): Promise<number> =>
    inTransaction(deps.db, async (db) => {
      const inside = { ...deps, db };
      let loaded = 0;
      for (const { siret, by, diagnosis, take, done } of plans) {
        const [kept] = await keptOfFirm(db, territoryId, siret, diagnosis);
        const opened = kept && (await openResult(inside, kept));
        for (const [i, action] of (opened?.result.actions ?? []).slice(0, take).entries()) {
          const proposed = await proposeAction(inside)({ territoryId, siret, by, what: action.title.slice(0, 300), why: `${action.why} ${action.how}`.slice(0, 1_000), origin: 'diagnosis', originId: actionOrigin(kept!.id, action.id), dueOn: addWorkingDays(deps.clock.today(), FIRST_DUE + BETWEEN * i) });
          if (proposed.ok && i < done) await endAction(inside)({ territoryId, siret, id: proposed.value.id, by, outcome: 'done', words: 'Exemple inventé : fait au printemps' });
          loaded++;
        }
      }
      return loaded;
    });
