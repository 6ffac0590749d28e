import { sql } from 'kysely';
import { z } from 'zod';
import { type Db, factsFile } from '#core/kernel/index.ts';

const Place = z.strictObject({
  table: z.string().regex(/^[a-z_]+$/),
  /** What it is, in the words of the person it is about. */
  what: z.string(),
  match: z.strictObject({ column: z.string().regex(/^[a-z_]+$/), is: z.enum(['person', 'email']) }),
  /** A column with a telephone: finds who never gave an address. */
  phone: z.string().regex(/^[a-z_]+$/).optional(),
  hide: z.array(z.string()).default([]),
  erase: z.discriminatedUnion('do', [
    z.strictObject({ do: z.literal('delete') }),
    z.strictObject({ do: z.literal('end') }),
    z.strictObject({ do: z.literal('blank'), blank: z.record(z.string().regex(/^[a-z_]+$/), z.union([z.string(), z.boolean(), z.null()])) }),
    z.strictObject({ do: z.literal('keep'), because: z.string() }),
  ]),
});
export type Place = z.infer<typeof Place>;

let read: Place[] | undefined;

/** Every table that names people, with what erasing does there. */
export const places = (): Place[] => (read ??= z.strictObject({ note: z.string(), places: z.array(Place) }).parse(JSON.parse(factsFile('identity/personal-data.json'))).places);

/** Whom it is about: who has an account, by her identifier and the address that she proved to be hers; who has none, by what she or an adviser gave, in one territory. */
export type Whom = { personId: string; email: string } | { territoryId: string; email: string | null; phone: string | null };

function isHers(place: Place, whom: Whom) {
  if ('personId' in whom) return sql`${sql.ref(place.match.column)} = ${place.match.is === 'person' ? whom.personId : whom.email}`;
  const byEmail = whom.email && place.match.is === 'email' ? sql`${sql.ref(place.match.column)} = ${whom.email}` : sql`false`;
  const byPhone = whom.phone && place.phone ? sql`phone_digits(${sql.ref(place.phone)}) = phone_digits(${whom.phone})` : sql`false`;
  return sql`(${byEmail} or ${byPhone}) and territory_id = ${whom.territoryId}`;
}

/** The places where somebody without an account can stand. */
export const placesWithoutAccount = (): Place[] => places().filter((place) => place.match.is === 'email');

export type Held = { what: string; table: string; rows: Record<string, unknown>[]; erased: 'delete' | 'end' | 'blank' | 'keep'; because: string | null };

/** All that is held about a person, place by place, without the secrets that sign her in. Places without anything are left out. */
export async function heldAbout(db: Db, whom: Whom): Promise<Held[]> {
  const held: Held[] = [];
  for (const place of 'personId' in whom ? places() : placesWithoutAccount()) {
    const { rows } = await sql<{ row: Record<string, unknown> }>`select to_jsonb(held) as row from ${sql.table(place.table)} as held where ${isHers(place, whom)}`.execute(db);
    const shown = rows.map(({ row }) => Object.fromEntries(Object.entries(row).filter(([name]) => !place.hide.includes(name))));
    if (shown.length > 0) held.push({ what: place.what, table: place.table, rows: shown, erased: place.erase.do, because: place.erase.do === 'keep' ? place.erase.because : null });
  }
  return held;
}

/** Erases a person from one place, as the place says. */
export async function eraseFrom(db: Db, place: Place, whom: Whom, today: string): Promise<void> {
  const table = sql.table(place.table);
  if (place.erase.do === 'delete') await sql`delete from ${table} where ${isHers(place, whom)}`.execute(db);
  if (place.erase.do === 'end') await sql`update ${table} set until = ${today} where ${isHers(place, whom)} and (until is null or until > ${today})`.execute(db);
  if (place.erase.do === 'blank') {
    const changes = Object.entries(place.erase.blank).map(([column, value]) => sql`${sql.ref(column)} = ${typeof value === 'string' ? value.replace('{id}', 'personId' in whom ? whom.personId : '') : value}`);
    await sql`update ${table} set ${sql.join(changes)} where ${isHers(place, whom)}`.execute(db);
  }
}
