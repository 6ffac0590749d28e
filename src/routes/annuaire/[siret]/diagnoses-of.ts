import { advisersMayRead, diagnosisOf, keptOfFirm } from '#core/diagnosis/index.ts';
import { dateOf } from '#core/kernel/index.ts';

export type FirmDiagnosis = { id: string; title: string; on: string };

/** The latest diagnosis of each kind that this person may read: all of them for the firm's people, those it lets advisers read for advisers. */
export async function diagnosesOf({ deps }: App.Locals, firm: { territoryId: string; siret: string }, who: { member: boolean; adviser: boolean }): Promise<FirmDiagnosis[]> {
  if (!who.member && !who.adviser) return [];
  const kept = await keptOfFirm(deps.db, firm.territoryId, firm.siret);
  const read = await Promise.all(kept.map(async (one) => (who.member || (await advisersMayRead(deps.db, one.territoryId, one.id)) ? [one] : [])));
  const latest = read.flat().filter((one, i, all) => all.findIndex((other) => other.diagnosis === one.diagnosis) === i);
  return latest.flatMap((one) => {
    const title = diagnosisOf(one.diagnosis)?.reference.title;
    return title ? [{ id: one.id, title, on: dateOf(one.finishedAt!) }] : [];
  });
}
