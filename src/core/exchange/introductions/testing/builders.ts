import { aFirm, offers, seeks, TERRITORY } from '#core/directory/testing/builders.ts';
import type { Deps } from '#core/kernel/index.ts';
import type { Consent, FlowIn, FlowOut } from '#core/directory/index.ts';
import { runBoard } from '../../run-board.ts';

/** At which address a firm of the stories is reached; null: at none. */
export async function reachedAt({ db }: Deps, siret: string, email: string | null): Promise<void> {
  await db.deleteFrom('firm_contact').where('siret', '=', siret).execute();
  if (email) await db.insertInto('firm_contact').values({ territory_id: TERRITORY, siret, email, noted_by: null, noted_on: '2026-11-01' }).execute();
}

/** The best proposal that rests on a fact, once the board has run. */
export async function proposalOn(deps: Deps, factId: string): Promise<string> {
  const { runId } = await runBoard(deps)({ territoryId: TERRITORY });
  const rows = await deps.db.selectFrom('proposal').select(['id', 'fact_ids']).where('run_id', '=', runId).orderBy('value', 'desc').execute();
  return rows.find((row) => row.fact_ids.includes(factId))!.id;
}

/** A sawmill of Cazals and a pellet maker of Gourdon, each with an address, and the proposal between them. */
export async function sawmillAndPellets(deps: Deps, given: { consent?: Consent; offer?: Partial<FlowOut>; need?: Partial<FlowIn> } = {}) {
  const sawmill = await aFirm(deps.db, 'Cazals', { name: 'Scierie exemple', activity: '16.10A' });
  const pellets = await aFirm(deps.db, 'Gourdon', { name: 'Granulés exemple', activity: '16.29Z' });
  const offer = await offers(deps, sawmill, given.offer ?? {}, { consent: given.consent ?? 'advisers' });
  const need = await seeks(deps, pellets, given.need ?? {}, { consent: given.consent ?? 'advisers' });
  await reachedAt(deps, sawmill, 'scierie@exemple.invalid');
  await reachedAt(deps, pellets, 'granules@exemple.invalid');
  return { sawmill, pellets, offer, need, proposal: await proposalOn(deps, offer) };
}
