import { type Deps, type Done, done, type Refused, refused } from '#core/kernel/index.ts';
import { demonstrationPeopleOf } from './data.ts';

export type DemonstrationAccount = { key: string; personId: string; name: string; does: string };

/** Whether demonstration accounts may be entered: the demonstration is loaded, and no real adviser or administrator works here yet. */
export async function demonstrationIsOpen(db: Deps['db'], territoryId: string): Promise<boolean> {
  const loaded = await db.selectFrom('demonstration').select('territory_id').where('territory_id', '=', territoryId).where('removed_at', 'is', null).executeTakeFirst();
  if (!loaded) return false;
  const real = (table: 'body_member' | 'territory_administrator') =>
    db.selectFrom(table).innerJoin('person', 'person.id', `${table}.person_id`).select('person.id').where(`${table}.territory_id`, '=', territoryId).where('person.demonstration', '=', false).limit(1).executeTakeFirst();
  return !(await real('body_member')) && !(await real('territory_administrator'));
}

/** The demonstration accounts that may be entered in one click, in the order they are written; none when the demonstration is not open. */
export async function demonstrationAccounts({ db }: Pick<Deps, 'db'>, territoryId: string): Promise<DemonstrationAccount[]> {
  if (!(await demonstrationIsOpen(db, territoryId))) return [];
  const written = demonstrationPeopleOf(territoryId)?.people ?? [];
  const rows = await db.selectFrom('person').select(['id', 'email', 'name']).where('demonstration', '=', true).execute();
  const byEmail = new Map(rows.map((row) => [row.email, row]));
  return written.flatMap(({ key, email, does }) => {
    const row = byEmail.get(email);
    return row ? [{ key, personId: row.id, name: row.name, does }] : [];
  });
}

/** The person behind a demonstration account, if it may be entered now. */
export async function demonstrationPerson(deps: Pick<Deps, 'db'>, territoryId: string, key: string): Promise<Done<string> | Refused<'not-a-demonstration-account'>> {
  const account = (await demonstrationAccounts(deps, territoryId)).find((one) => one.key === key);
  return account ? done(account.personId) : refused('not-a-demonstration-account');
}
