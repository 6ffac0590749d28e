import { error, redirect } from '@sveltejs/kit';
import { getRequestEvent } from '$app/server';
import { type Action, may, type On, type Person } from '#core/identity/index.ts';

/** Where a person who is not signed in is sent, and back from; what she had typed before her session ended is given back to her, to be sent again. */
function toSignIn(): never {
  const { url, locals } = getRequestEvent();
  if (locals.typed?.fields.some(([, value]) => value.trim() !== '')) error(401, { message: 'Il faut être connecté pour envoyer cela.', typed: { ...locals.typed, to: url.pathname + url.search } });
  const asked = new URLSearchParams([...url.searchParams].filter(([name]) => !name.startsWith('/')));
  redirect(303, `/connexion?${new URLSearchParams({ vers: url.pathname + (asked.size > 0 ? `?${asked}` : '') })}`);
}

/** Goes on only when the table of rights says yes: visitors are sent to sign in and come back, others are told why not. Answers the person. */
export function requireRight({ actor }: App.Locals, action: Action, on: On = {}): Person {
  const answer = may(actor, action, on);
  if (!answer.ok && answer.reason === 'not-yours') error(403, { message: answer.because });
  return answer.ok && actor.kind === 'person' ? actor : toSignIn();
}

/** The signed-in person; anybody else is sent to sign in and comes back. */
export const requirePerson = (locals: App.Locals): Person => requireRight(locals, 'account.own');

/** The signed-in adviser (adviser or manager of a body, administrator). */
export const requireAdviser = (locals: App.Locals): Person => requireRight(locals, 'desk.use');

/** The signed-in manager of a body (of any, unless one is named), or administrator. */
export const requireManager = (locals: App.Locals, bodyId?: string): Person => requireRight(locals, 'team.manage', bodyId === undefined ? {} : { bodyId });

/** The signed-in administrator of the territory. */
export const requireAdministrator = (locals: App.Locals): Person => requireRight(locals, 'territory.administer');
