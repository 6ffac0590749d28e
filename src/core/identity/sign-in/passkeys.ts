import type { Deps } from '#core/kernel/index.ts';

export type PasskeyShown = { id: string; name: string | null; createdAt: Date | null };

/** The passkeys of a person, newest first. */
export const passkeysOf = ({ db }: Pick<Deps, 'db'>, personId: string): Promise<PasskeyShown[]> =>
  db.selectFrom('passkey').select(['id', 'name', 'created_at as createdAt']).where('person_id', '=', personId).orderBy('created_at', 'desc').execute();

/** Forgets one passkey of a person; nothing when it is not hers. */
export const forgetPasskey = async ({ db }: Pick<Deps, 'db'>, personId: string, id: string): Promise<void> => void (await db.deleteFrom('passkey').where('id', '=', id).where('person_id', '=', personId).execute());
