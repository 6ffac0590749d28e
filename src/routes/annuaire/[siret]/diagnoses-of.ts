import { diagnosisOf, keptOfFirm } from '#core/diagnosis/index.ts';
import { asActor } from '#core/identity/index.ts';
import { dateOf } from '#core/kernel/index.ts';

export type FirmDiagnosis = { id: string; title: string; on: string };

/** The latest diagnosis of each kind that this person may read, as the database lets her: all of them for the firm's people, those it lets advisers read for advisers. */
export async function diagnosesOf({ deps, actor }: App.Locals, firm: { territoryId: string; siret: string }): Promise<FirmDiagnosis[]> {
  if (actor.kind !== 'person') return [];
  const kept = await asActor(deps.db, actor, firm.territoryId, (db) => keptOfFirm(db, firm.territoryId, firm.siret));
  const latest = kept.filter((one, i) => kept.findIndex((other) => other.diagnosis === one.diagnosis) === i);
  return latest.flatMap((one) => {
    const title = diagnosisOf(one.diagnosis)?.reference.title;
    return title ? [{ id: one.id, title, on: dateOf(one.finishedAt!) }] : [];
  });
}
