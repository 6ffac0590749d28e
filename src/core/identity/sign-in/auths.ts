import type { Deps } from '#core/kernel/index.ts';
import { type Auth, makeAuth, type SendCode } from './auth.ts';

// A product answers to few addresses; whoever makes up host names only empties this.
const MOST = 8;
const made = new WeakMap<Deps['db'], Map<string, Auth>>();

/** The sign-in of this database at one address of the product, made once. */
export function authAt(deps: Deps, origin: string, sendCode: SendCode): Auth {
  const ofDatabase = made.get(deps.db) ?? new Map<string, Auth>();
  made.set(deps.db, ofDatabase);
  const known = ofDatabase.get(origin);
  if (known) return known;
  if (ofDatabase.size >= MOST) ofDatabase.clear();
  const auth = makeAuth(deps, origin, sendCode);
  ofDatabase.set(origin, auth);
  return auth;
}
