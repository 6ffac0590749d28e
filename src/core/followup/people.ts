import type { Deps } from '#core/kernel/index.ts';

/** The kind of mail that asks a party about promises of a kind: what she stops, when she stops it. */
export const askKind = (kind: string): string => `ask-${kind}`;

export type Contact = { id: string; name: string; email: string };

/** Who is who among those that clocks write to. */
export type People = {
  contact: (personId: string) => Contact | undefined;
  managersOf: (territoryId: string, bodyId: string | null) => Contact[];
  /** Who stands in today; 'none' when she is away and nobody does; undefined when she is there. */
  standInOf: (territoryId: string, personId: string | null) => string | 'none' | undefined;
  /** Whether an address takes no mail about promises of a kind: it does not exist, or she stopped them. */
  refuses: (territoryId: string, address: string, kind: string) => boolean;
};

/** Reads, in four reads whatever their number, the people that some promises concern: owners, deputies, managers, stand-ins, addresses that take no mail of ours. */
export async function peopleOf({ db, clock }: Pick<Deps, 'db' | 'clock'>, promises: { territory_id: string; owner_id: string | null; deputy_id: string | null; body_id: string | null; about_email: string | null }[]): Promise<People> {
  const day = clock.today();
  const territories = [...new Set(promises.map((one) => one.territory_id))];
  const owners = [...new Set(promises.flatMap((one) => one.owner_id ?? []))];
  const addresses = [...new Set(promises.flatMap((one) => one.about_email ?? []))];
  const absences = owners.length === 0 ? [] : await db.selectFrom('absence').selectAll().where('territory_id', 'in', territories).where('person_id', 'in', owners).where('starts_on', '<=', day).where('ends_on', '>=', day).execute();
  const managers = await db
    .selectFrom('body_member').innerJoin('person', 'person.id', 'body_member.person_id')
    .select(['territory_id', 'body_id', 'person.id', 'person.name', 'person.email'])
    .where('territory_id', 'in', territories).where('role', '=', 'manager').where((e) => e.or([e('until', 'is', null), e('until', '>', day)]))
    .orderBy('person.name').execute();
  const administrators = await db.selectFrom('territory_administrator').innerJoin('person', 'person.id', 'territory_administrator.person_id').select(['territory_id', 'person.id', 'person.name', 'person.email']).where('territory_id', 'in', territories).orderBy('person.name').execute();
  const ids = [...new Set([...owners, ...promises.flatMap((one) => one.deputy_id ?? []), ...absences.flatMap((one) => one.deputy_id ?? [])])];
  const persons = ids.length === 0 ? [] : await db.selectFrom('person').select(['id', 'name', 'email']).where('id', 'in', ids).execute();
  const stops = addresses.length === 0 ? [] : await db.selectFrom('mail_stop').select(['territory_id', 'address', 'kind']).where('territory_id', 'in', territories).where('address', 'in', addresses).execute();

  const byId = new Map<string, Contact>([...persons, ...managers, ...administrators].map(({ id, name, email }) => [id, { id, name, email }]));
  const away = new Map(absences.map((one) => [`${one.territory_id} ${one.person_id}`, one.deputy_id ?? 'none']));
  const refusing = new Set(stops.map((one) => `${one.territory_id} ${one.address} ${one.kind}`));
  return {
    contact: (id) => byId.get(id),
    managersOf: (territoryId, bodyId) => {
      const own = managers.filter((one) => one.territory_id === territoryId && one.body_id === bodyId);
      return (own.length > 0 ? own : administrators.filter((one) => one.territory_id === territoryId)).map(({ id }) => byId.get(id)!);
    },
    standInOf: (territoryId, personId) => (personId ? away.get(`${territoryId} ${personId}`) : undefined),
    refuses: (territoryId, address, kind) => ['*', askKind(kind)].some((stopped) => refusing.has(`${territoryId} ${address} ${stopped}`)),
  };
}

/** Which of some people still work at a desk of a territory: whoever has left answers for nothing any more. Written as `territory person`. */
export async function stillHere({ db, clock }: Pick<Deps, 'db' | 'clock'>, whom: { territory_id: string; owner_id: string | null; deputy_id: string | null }[]): Promise<Set<string>> {
  const ids = [...new Set(whom.flatMap((one) => [one.owner_id ?? [], one.deputy_id ?? []].flat()))];
  if (ids.length === 0) return new Set();
  const [members, administrators] = [
    await db.selectFrom('body_member').select(['territory_id', 'person_id']).where('person_id', 'in', ids).where((e) => e.or([e('until', 'is', null), e('until', '>', clock.today())])).execute(),
    await db.selectFrom('territory_administrator').select(['territory_id', 'person_id']).where('person_id', 'in', ids).execute(),
  ];
  return new Set([...members, ...administrators].map((one) => `${one.territory_id} ${one.person_id}`));
}
