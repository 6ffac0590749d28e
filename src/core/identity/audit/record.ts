import type { Deps } from '#core/kernel/index.ts';

/** What is written down when somebody does it: reading what a firm said to advisers only, changing it, entering and leaving firms, one's own data. */
export type Did = 'record.read' | 'record.change' | 'firm.join' | 'firm.leave' | 'firm.contact' | 'data.export' | 'data.erase' | 'account.change' | 'request.read';
export type Trace = { territoryId: string; personId: string | null; did: Did; siret?: string | null; about?: string | null; detail?: string | null };

/** Writes down who did what to private things, in the transaction of what is done when the database given is one. */
export const record = async ({ db, clock, newId }: Pick<Deps, 'db' | 'clock' | 'newId'>, { territoryId, personId, did, siret, about, detail }: Trace): Promise<void> =>
  void (await db
    .insertInto('audit_event')
    .values({ territory_id: territoryId, id: newId(), at: clock.now(), person_id: personId, did, siret: siret ?? null, about: about ?? null, detail: detail ?? null })
    .execute());

const READ_AGAIN_MINUTES = 60;

/** Writes down that a person read something private: once an hour a person and thing, not at each click. */
export async function recordOnce(deps: Pick<Deps, 'db' | 'clock' | 'newId'>, trace: Trace & { personId: string }): Promise<void> {
  const lately = new Date(deps.clock.now().getTime() - READ_AGAIN_MINUTES * 60_000);
  const already = await deps.db
    .selectFrom('audit_event').select('id').where('person_id', '=', trace.personId).where('at', '>', lately)
    .where('territory_id', '=', trace.territoryId).where('did', '=', trace.did).where('siret', 'is not distinct from', trace.siret ?? null).where('about', 'is not distinct from', trace.about ?? null).limit(1).executeTakeFirst();
  if (!already) await record(deps, trace);
}

/** Writes down that a person read a firm's private record. */
export const recordRead = (deps: Pick<Deps, 'db' | 'clock' | 'newId'>, given: { territoryId: string; personId: string; siret: string }): Promise<void> => recordOnce(deps, { ...given, did: 'record.read' });
