import { error } from '@sveltejs/kit';
import { type Answers, type CarbonResult, carbonResult, changeAnswers, factorsFor, firmInventory, type Kept } from '#core/diagnosis/index.ts';
import { establishmentBySiret, type Establishment } from '#core/directory/index.ts';
import { keptFor } from '../resultat/opened.ts';

const GONE = 'Ce diagnostic a été effacé entre-temps.';
export type OpenedCarbon = { kept: Kept & { byLink: boolean }; firm: Establishment | null; found: CarbonResult };

/** The carbon diagnosis behind a private link, or by its number for those who may see it; computed with the factors that the operator imported first. */
export async function carbonFor(locals: App.Locals, token: string): Promise<OpenedCarbon> {
  const kept = await keptFor(locals, token);
  if (kept.diagnosis !== 'carbon') error(404, { message: 'Ce lien ouvre un autre diagnostic\u00a0: revenez à son résultat.' });
  const { db, clock } = locals.deps;
  const today = clock.today();
  const factors = await factorsFor(db, firmInventory(kept.answers, today).read);
  return { kept, firm: kept.siret ? await establishmentBySiret(db, kept.siret) : null, found: carbonResult({ answers: kept.answers, today }, factors) };
}

/** Changes the answers of a carbon diagnosis that this visitor may open. */
export async function change(locals: App.Locals, token: string, how: (answers: Answers) => Answers): Promise<void> {
  const kept = await keptFor(locals, token);
  if (kept.diagnosis !== 'carbon') error(404, { message: GONE });
  const changed = await changeAnswers(locals.deps)({ territoryId: kept.territoryId, id: kept.id, change: how });
  if (!changed.ok) error(404, { message: GONE });
}

/** The fields of a form as text, files left aside. */
export const fieldsOf = (form: FormData): Record<string, string> => Object.fromEntries([...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value.slice(0, 1_000)] as const] : [])));
