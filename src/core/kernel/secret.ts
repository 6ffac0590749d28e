import { randomBytes } from 'node:crypto';
import type { Db } from './deps.ts';

/** The secret that signs links: the environment's (GARIOTTE_SECRET), else one drawn at the first start and kept with the rows. */
export async function installationSecret(db: Db, given?: string | null): Promise<string> {
  if (given) return given;
  await db.insertInto('installation_setting').values({ name: 'secret', value: randomBytes(32).toString('base64url') }).onConflict((conflict) => conflict.doNothing()).execute();
  return (await db.selectFrom('installation_setting').select('value').where('name', '=', 'secret').executeTakeFirstOrThrow()).value;
}
