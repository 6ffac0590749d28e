import { error, redirect } from '@sveltejs/kit';
import { getRequestEvent } from '$app/server';
import { isAdviser, isManager, type Person } from '#core/identity/index.ts';

/** Where a person who is not signed in is sent, and back from. */
function toSignIn(): never {
  const { url } = getRequestEvent();
  const asked = new URLSearchParams([...url.searchParams].filter(([name]) => !name.startsWith('/')));
  redirect(303, `/connexion?${new URLSearchParams({ vers: url.pathname + (asked.size > 0 ? `?${asked}` : '') })}`);
}

/** The signed-in person; anybody else is sent to sign in and comes back. */
export const requirePerson = ({ actor }: App.Locals): Person => (actor.kind === 'person' ? actor : toSignIn());

/** The signed-in adviser (adviser or manager of a body, administrator). Visitors are sent to sign in, other people are told no. */
export function requireAdviser(locals: App.Locals): Person {
  const person = requirePerson(locals);
  return isAdviser(person) ? person : error(403, { message: 'Cette page est celle des conseillers du territoire. Votre compte n’est rattaché à aucune structure : demandez à votre responsable de vous y ajouter.' });
}

/** The signed-in manager of a body, or administrator. */
export function requireManager(locals: App.Locals): Person {
  const person = requireAdviser(locals);
  return isManager(person) ? person : error(403, { message: 'Cette page est celle des responsables de structure.' });
}

/** The signed-in administrator of the territory. */
export function requireAdministrator(locals: App.Locals): Person {
  const person = requirePerson(locals);
  return person.administrator ? person : error(403, { message: 'Cette page est celle de l’administration du territoire.' });
}
