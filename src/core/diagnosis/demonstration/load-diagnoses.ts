import { demonstrationAccounts } from '#core/identity/index.ts';
import { addDays, type Db, type Deps, inTransaction, parisInstant } from '#core/kernel/index.ts';
import { CONSENT_USES } from '../keep/attach.ts';
import { hashOf, newToken } from '../keep/token.ts';
import { diagnosisOf } from '../list.ts';
import type { ConsentUse } from '../tables.ts';
import { demonstrationDiagnosesOf, type WrittenDiagnoses } from './data.ts';

/** What the invented firms agreed to: their advisers read, and they count among firms alike. */
const AGREED: ConsentUse[] = ['advisers', 'compare'];
const BY = 'adviser-cma';

export type DemonstrationPlan = { siret: string; diagnosis: string; take: number; done: number; by: string };

/** The firms written in a demonstration, as they are numbered here; those that are not there are left out. */
async function sirets(db: Db, territoryId: string, accounts: Map<string, string>, firms: WrittenDiagnoses['firms']): Promise<(string | undefined)[]> {
  const codes = [...new Set(firms.flatMap((one) => one.naf ?? []))];
  const rows = await db.selectFrom('establishment').select(['siret', 'activity_code as naf']).where('territory_id', '=', territoryId).where('origin', '=', 'demonstration').where('status', '=', 'open').where('activity_code', 'in', codes).orderBy('siret').execute();
  const members = await db.selectFrom('firm_member').select(['siret', 'person_id as personId']).where('territory_id', '=', territoryId).where('until', 'is', null).orderBy('siret').execute();
  return firms.map(({ naf, nth, member }) => (naf ? rows.filter((row) => row.naf === naf)[nth]?.siret : members.find((one) => one.personId === accounts.get(member!))?.siret));
}

/** Gives invented firms their invented diagnoses, of last year and of this one. Harmless when repeated. Answers the plans to open from them; none when they were there already. */
export const loadDemonstrationDiagnoses =
  (deps: Deps) =>
  async (territoryId: string): Promise<DemonstrationPlan[]> => {
    const written = demonstrationDiagnosesOf(territoryId);
    if (!written) return [];
    return inTransaction(deps.db, async (db) => {
      const accounts = new Map((await demonstrationAccounts({ db }, territoryId)).map((one) => [one.key, one.personId]));
      const by = accounts.get(BY);
      const there = await db.selectFrom('diagnosis_answer').select('id').where('territory_id', '=', territoryId).where('demonstration', '=', true).where('siret', 'is not', null).limit(1).execute();
      if (!by || there.length > 0) return [];
      const known = await sirets(db, territoryId, accounts, written.firms);
      const firms = written.firms.flatMap((one, i) => (known[i] ? [{ ...one, siret: known[i] }] : []));
      const today = deps.clock.today();
      const answers = firms.flatMap(({ siret, diagnoses }) =>
        diagnoses.map((one) => {
          const { reference } = diagnosisOf(one.diagnosis)!;
          const at = parisInstant(addDays(today, -one.daysAgo), 10);
          // Nobody holds a link to these: they open by their firm.
          return { territory_id: territoryId, id: deps.newId(), diagnosis: reference.id, edition: reference.edition, answers: JSON.stringify(one.answers), known: [], token_hash: hashOf(newToken()), siret, finished_at: at, created_at: at, updated_at: at, demonstration: true };
        }),
      );
      if (answers.length === 0) return [];
      await db.insertInto('diagnosis_answer').values(answers).execute();
      await db.insertInto('diagnosis_consent').values(answers.flatMap(({ id, finished_at }) => CONSENT_USES.map((use) => ({ territory_id: territoryId, id: deps.newId(), answer_id: id, use, agreed: AGREED.includes(use), person_id: by, how: 'Exemple inventé : au téléphone', at: finished_at })))).execute();
      return firms.flatMap(({ siret, plan }) => (plan ? [{ siret, by, ...plan }] : []));
    });
  };
