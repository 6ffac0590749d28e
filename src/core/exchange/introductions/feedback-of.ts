import { type Fact, saidOf } from '#core/directory/index.ts';
import type { Db } from '#core/kernel/index.ts';
import { date, km } from '#lib/format.ts';
import { restWords } from './rest-words.ts';
import { restsOf } from './rests.ts';
import { reasonLabel } from './rules.ts';

const NBSP = '\u00a0';
export type FeedbackShown = { id: string; text: string; proposes: string | null; factId: string | null };
export type Learnt = { /** Waiting for somebody to decide, the oldest first. */ proposed: FeedbackShown[]; resting: { id: string; text: string }[] };

/** What refusals have taught about a firm: changes of its record to decide on, and what is left out of runs for a while. */
export async function learntOf(db: Db, territoryId: string, siret: string, today: string): Promise<Learnt> {
  const rows = await db
    .selectFrom('introduction_feedback as f')
    .leftJoin('fact', (join) => join.onRef('fact.territory_id', '=', 'f.territory_id').onRef('fact.id', '=', 'f.fact_id'))
    .select(['f.id', 'f.reason', 'f.change', 'f.at', 'f.fact_id as factId', 'fact.kind', 'fact.value', 'fact.withdrawn_at as gone'])
    .where('f.territory_id', '=', territoryId).where('f.siret', '=', siret).where('f.state', '=', 'proposed').orderBy('f.at').execute();
  const said = (row: { kind: string | null; value: unknown }) => (row.kind === null ? '' : saidOf({ kind: row.kind, value: row.value } as Pick<Fact, 'kind' | 'value'> as Fact));
  const facts = await db.selectFrom('fact').select(['id', 'kind', 'value']).where('territory_id', '=', territoryId).where('siret', '=', siret).execute();
  return {
    proposed: rows.filter((row) => row.gone === null && row.kind !== null).map((row) => {
      const maxKm = (row.change as { maxKm?: number } | null)?.maxKm;
      return { id: row.id, factId: row.factId, text: `Refus du ${date(row.at.toISOString().slice(0, 10))}${NBSP}: «${NBSP}${reasonLabel(row.reason)}${NBSP}», pour ${said(row)}.`, proposes: maxKm === undefined ? null : `Écrire dans sa fiche${NBSP}: à ${km(maxKm)} au plus` };
    }),
    resting: (await restsOf(db, territoryId, today, siret)).map((rest) => {
      const fact = facts.find((one) => one.id === rest.factId);
      return { id: rest.id, text: `${fact ? `${said(fact).replace(/^./, (letter) => letter.toUpperCase())}. ` : ''}${restWords(rest)}` };
    }),
  };
}
