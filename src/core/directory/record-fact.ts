import { z } from 'zod';
import { chunks, type Db, type Deps, type Done, done, inTransaction, type Refused, refused } from '#core/kernel/index.ts';
import { Certainty, Consent, FACT_KINDS, FactSource, type FactKind } from './model.ts';
import { refreshSearch } from './search/refresh-search.ts';

const kinds = Object.keys(FACT_KINDS) as [FactKind, ...FactKind[]];

/** A fact to record: what, on whom, from whom, how sure, and what its owner agreed to, with who noted it and how it was given. */
export const RecordFact = z
  .object({
    territoryId: z.string(),
    siret: z.string(),
    kind: z.enum(kinds),
    value: z.unknown(),
    source: FactSource,
    sourceDetail: z.string().max(300).optional(),
    statedOn: z.iso.date(),
    certainty: Certainty,
    consent: Consent,
    consentGivenBy: z.string().min(1).max(120),
    consentHow: z.string().min(1).max(200),
  })
  .transform((fact, context) => {
    const value = FACT_KINDS[fact.kind].safeParse(fact.value);
    if (value.success) return { ...fact, value: value.data };
    for (const issue of value.error.issues) context.addIssue({ ...issue, path: ['value', ...issue.path] } as never);
    return z.NEVER;
  });
export type RecordFact = z.output<typeof RecordFact>;

/** Records facts, with the consent they were given under, in one transaction. Answers their identifiers, in order. */
export const recordFacts =
  (deps: Deps) =>
  async (facts: RecordFact[]): Promise<string[]> => {
    const at = deps.clock.now();
    const rows = facts.map((fact) => ({ fact, id: deps.newId(), event: deps.newId() }));
    await inTransaction(deps.db, async (trx) => {
      for (const part of chunks(rows, 500)) {
        await trx
          .insertInto('fact')
          .values(
            part.map(({ fact, id }) => ({
              territory_id: fact.territoryId,
              id,
              siret: fact.siret,
              kind: fact.kind,
              value: JSON.stringify(fact.value),
              source: fact.source,
              source_detail: fact.sourceDetail ?? null,
              stated_on: fact.statedOn,
              certainty: fact.certainty,
              consent: fact.consent,
              withdrawn_at: null,
              created_at: at,
            })),
          )
          .execute();
        await trx
          .insertInto('consent_event')
          .values(part.map(({ fact, id, event }) => ({ territory_id: fact.territoryId, id: event, fact_id: id, consent: fact.consent, given_by: fact.consentGivenBy, how: fact.consentHow, at })))
          .execute();
      }
      for (const [territoryId, group] of Map.groupBy(facts, (fact) => fact.territoryId)) await refreshSearch(trx, territoryId, group.map((fact) => fact.siret));
    });
    return rows.map((row) => row.id);
  };

/** Records one fact on an establishment of the directory. */
export const recordFact =
  (deps: Deps) =>
  async (fact: RecordFact): Promise<Done<string> | Refused<'unknown-establishment' | 'closed-establishment'>> => {
    const status = await statusOf(deps.db, fact.territoryId, fact.siret);
    if (!status) return refused('unknown-establishment');
    if (status === 'closed') return refused('closed-establishment');
    return done((await recordFacts(deps)([fact]))[0]!);
  };

const statusOf = async (db: Db, territoryId: string, siret: string) =>
  (await db.selectFrom('establishment').select('status').where('territory_id', '=', territoryId).where('siret', '=', siret).executeTakeFirst())?.status;
