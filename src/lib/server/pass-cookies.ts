import type { Cookies } from '@sveltejs/kit';
import { parseSetCookieHeader, toCookieOptions } from 'better-auth/cookies';

/** Hands the cookies of an answer from the sign-in library over to the page's own answer. */
export function passCookies(headers: Headers, cookies: Cookies): void {
  for (const line of headers.getSetCookie())
    for (const [name, attributes] of parseSetCookieHeader(line)) cookies.set(name, attributes.value, { ...toCookieOptions(attributes), path: attributes.path ?? '/' });
}
