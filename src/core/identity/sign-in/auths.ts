import type { Deps } from '#core/kernel/index.ts';
import { type Auth, makeAuth } from './auth.ts';
import { mailCode } from './mail-code.ts';
import type { ProConnectSettings } from './proconnect-settings.ts';

// A product answers to few addresses; whoever makes up host names only empties this.
const MOST = 8;
const made = new WeakMap<Deps['db'], Map<string, Auth>>();

/**
 * The sign-in of this database at one address of the product, made once. The one that knows ProConnect is another: it asks ProConnect
 * who it is when it is made, and nobody else's sign-in waits for that.
 */
export function authAt(deps: Deps, origin: string, proConnect: ProConnectSettings | null = null): Auth {
  const ofDatabase = made.get(deps.db) ?? new Map<string, Auth>();
  made.set(deps.db, ofDatabase);
  const key = `${origin} ${proConnect?.domain ?? ''} ${proConnect?.clientId ?? ''}`;
  const known = ofDatabase.get(key);
  if (known) return known;
  if (ofDatabase.size >= MOST) ofDatabase.clear();
  const auth = makeAuth(deps, origin, mailCode(deps), proConnect);
  ofDatabase.set(key, auth);
  return auth;
}

/** Forgets a sign-in that was made while ProConnect was down. */
export const forgetAuths = (deps: Deps): void => void made.delete(deps.db);
