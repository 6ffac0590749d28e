import { redirect } from '@sveltejs/kit';
import { passCookies } from '#lib/server/pass-cookies.ts';
import { authOf } from '../auth.ts';
import type { RequestHandler } from './$types';

/** Closes the session that the request carries. */
export const POST: RequestHandler = async (event) => {
  if (event.locals.session) {
    const { headers } = await authOf(event).api.signOut({ headers: event.request.headers, returnHeaders: true });
    passCookies(headers, event.cookies);
  }
  redirect(303, '/');
};
