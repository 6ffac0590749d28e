import { closePromise } from '#core/followup/index.ts';
import { type Deps, inTransaction } from '#core/kernel/index.ts';
import { askAgain, closeProposal, forgetSaid } from './close-proposal.ts';
import { feedBack } from './feed-back.ts';
import { putInTouch, tellOver, tellPeople } from './put-in-touch.ts';
import { restSilent } from './rest-silent.ts';
import { answerFrom, type Answers, consequencesOf, standingOf } from './model.ts';
import { type IntroductionRow, lockIntroduction, type SideRow } from './row.ts';

export const INTRODUCTIONS_JOB = 'introductions';

const answersOf = (row: IntroductionRow, sides: SideRow[], withdrawn = false): Answers => ({ hub: row.hub_siret, withdrawn, sides: sides.map(({ siret, answer }) => ({ siret, answer: answer === 'released' ? null : answer })) });

/**
 * Carries out what the answers of an introduction ask for, in one transaction: names and telephones to those who agreed, a word to who waited in vain,
 * an end to the clocks of those whom nobody needs any more. Reads answers from the promises, however they were closed. Harmless when repeated.
 */
export const settleIntroduction = (deps: Deps, territoryId: string, id: string, { withdrawn = false } = {}): Promise<boolean> =>
  inTransaction(deps.db, async (db) => {
    const inside = { ...deps, db };
    const found = await lockIntroduction(inside, territoryId, id);
    if (!found) return false;
    const { row, sides } = found;
    if (row.state === 'closed') return undone(inside, row, sides);
    const before = answersOf(row, sides);
    const answered = sides.map((side): SideRow => ({ ...side, answer: answerNow(row, side) }));
    const after = answersOf(row, answered, withdrawn);
    const standing = standingOf(after);
    const { disclose, tell, release } = consequencesOf(before, after);
    const now = deps.clock.now();
    for (const side of answered) {
      const was = sides.find((one) => one.siret === side.siret)!.answer;
      if (side.answer !== was) await setAnswer(inside, row, side.siret, side.answer);
      // The names are out: that cannot be undone at the desk.
      if (row.state === 'agreed' && side.promiseState === 'open' && side.answer === 'interested' && side.promiseId) await closePromise(inside)({ territoryId, id: side.promiseId, by: null, outcome: 'done', reason: 'Les coordonnées sont déjà données' });
    }
    const changed = answered.filter((side) => side.answer !== null && sides.find((one) => one.siret === side.siret)!.answer === null);
    const takenBack = answered.filter((side) => side.answer === null && sides.find((one) => one.siret === side.siret)!.answer !== null);
    await forgetSaid(inside, row, takenBack.map((side) => side.siret));
    for (const siret of release) await endSide(inside, row, answered.find((side) => side.siret === siret)!, 'L’autre côté ne donne pas suite');
    await db.updateTable('introduction').set({ state: standing.state, reason: standing.reason, ...(standing.state === 'agreed' && row.state !== 'agreed' ? { agreed_at: now } : {}), ...(standing.state === 'closed' ? { closed_at: now } : {}) }).where('territory_id', '=', territoryId).where('id', '=', id).execute();
    if (disclose.length > 0) await putInTouch(inside, row, answered, disclose);
    if (standing.state === 'agreed' && row.state !== 'agreed') await tellPeople(inside, row, answered);
    for (const siret of tell) await tellOver(inside, row, siret, standing.reason!);
    if (standing.state === 'closed') await closeProposal(inside, row, standing.reason!);
    for (const side of changed) {
      if (side.answer === 'silent') await restSilent(inside, row, side.siret);
      if (side.answer === 'no' || side.answer === 'not-now') await feedBack(inside, row, side);
    }
    return changed.length + takenBack.length > 0 || withdrawn;
  });

/** What a side says now: as its promise was closed; nothing again when that was undone in time. */
function answerNow(row: IntroductionRow, side: SideRow): SideRow['answer'] {
  if (side.promiseState === null || side.answer === 'released') return side.answer;
  if (side.answer === null) return side.promiseState === 'open' ? null : answerFrom(side.outcome!);
  return side.promiseState === 'open' && !(row.state === 'agreed' && side.answer === 'interested') ? null : side.answer;
}

/** A closing undone at the desk: the introduction is asked again, and so are those who had been released. */
async function undone(deps: Deps, row: IntroductionRow, sides: SideRow[]): Promise<boolean> {
  const open = sides.filter((side) => side.answer !== null && side.promiseState === 'open');
  if (open.length === 0) return false;
  await deps.db.updateTable('introduction').set({ state: 'asked', reason: null, closed_at: null }).where('territory_id', '=', row.territory_id).where('id', '=', row.id).execute();
  for (const side of open) await setAnswer(deps, row, side.siret, null);
  await forgetSaid(deps, row, open.map((side) => side.siret));
  await askAgain(deps, row, sides.filter((side) => side.answer === 'released'));
  return true;
}

const setAnswer = ({ db, clock }: Deps, row: IntroductionRow, siret: string, answer: SideRow['answer']) =>
  db.updateTable('introduction_side').set(answer === null ? { answer, answered_at: null, reasons: [], words: null } : { answer, answered_at: clock.now() }).where('territory_id', '=', row.territory_id).where('introduction_id', '=', row.id).where('siret', '=', siret).execute();

async function endSide(deps: Deps, row: IntroductionRow, side: SideRow, reason: string): Promise<void> {
  await setAnswer(deps, row, side.siret, 'released');
  if (side.promiseId && side.promiseState === 'open') await closePromise(deps)({ territoryId: row.territory_id, id: side.promiseId, by: null, outcome: 'not-done', reason });
}
