import type { Deps } from '#core/kernel/index.ts';

export type SessionShown = { id: string; openedBy: string; userAgent: string | null; ipAddress: string | null; createdAt: Date; seenAt: Date };

/** The sessions of a person that still hold, newest first. */
export const sessionsOf = ({ db, clock }: Pick<Deps, 'db' | 'clock'>, personId: string): Promise<SessionShown[]> =>
  db
    .selectFrom('session')
    .select(['id', 'opened_by as openedBy', 'user_agent as userAgent', 'ip_address as ipAddress', 'created_at as createdAt', 'updated_at as seenAt'])
    .where('person_id', '=', personId)
    .where('expires_at', '>', clock.now())
    .orderBy('created_at', 'desc')
    .execute();

/** By what a session was opened; null when there is none any more. */
export const openedBy = async ({ db }: Pick<Deps, 'db'>, id: string): Promise<string | null> => (await db.selectFrom('session').select('opened_by').where('id', '=', id).executeTakeFirst())?.opened_by ?? null;

/** Closes one session of a person; nothing when it is not hers. */
export const closeSession = async ({ db }: Pick<Deps, 'db'>, personId: string, id: string): Promise<void> => void (await db.deleteFrom('session').where('id', '=', id).where('person_id', '=', personId).execute());

/** Closes every session of a person, the present one included. */
export const closeAllSessions = async ({ db }: Pick<Deps, 'db'>, personId: string): Promise<void> => void (await db.deleteFrom('session').where('person_id', '=', personId).execute());

/** A browser and a system in a word, as `Firefox sur Windows`; what is not recognised is said so. */
export function deviceOf(userAgent: string | null): string {
  const find = (names: [RegExp, string][]) => names.find(([pattern]) => pattern.test(userAgent ?? ''))?.[1];
  const browser = find([[/Edg\//, 'Edge'], [/Firefox\//, 'Firefox'], [/Chrom(e|ium)\//, 'Chrome'], [/Safari\//, 'Safari']]);
  const system = find([[/iPhone|iPad/, 'iPhone ou iPad'], [/Android/, 'Android'], [/Windows/, 'Windows'], [/Mac OS X/, 'Mac'], [/Linux|X11/, 'Linux']]);
  return browser ? `${browser}${system ? ` sur ${system}` : ''}` : 'Navigateur inconnu';
}
