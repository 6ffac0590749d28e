import type { Deps } from '#core/kernel/index.ts';
import type { BodyKind } from '../tables.ts';

const TERRITORY = 'lot';

/** A body of the stories. Answers its identifier. */
export async function aBody({ db, newId }: Deps, name = 'Communauté de communes exemple', kind: BodyKind = 'epci'): Promise<string> {
  const id = newId();
  await db.insertInto('body').values({ territory_id: TERRITORY, id, kind, name }).execute();
  return id;
}

/** Someone of the stories, with an address that cannot exist. Answers her identifier. */
export async function aPerson({ db, newId }: Deps, name = 'Camille Exemple', given: { email?: string; phone?: string } = {}): Promise<string> {
  const id = newId();
  await db.insertInto('person').values({ id, name, email: given.email ?? `${id}@exemple.invalid`, phone: given.phone ?? null, email_verified: true }).execute();
  return id;
}

/** An adviser, or manager, of a body. Answers the person's identifier. */
export async function anAdviser(deps: Deps, bodyId: string, name?: string, role: 'adviser' | 'manager' = 'adviser'): Promise<string> {
  const personId = await aPerson(deps, name);
  await deps.db.insertInto('body_member').values({ territory_id: TERRITORY, body_id: bodyId, person_id: personId, role, since: '2026-01-01' }).execute();
  return personId;
}
