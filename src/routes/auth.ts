import type { RequestEvent } from '@sveltejs/kit';
import { type Auth, authAt } from '#core/identity/index.ts';

/** Sign-in, at the address that this request came to. */
export const authOf = ({ locals, url }: Pick<RequestEvent, 'locals' | 'url'>): Auth => authAt(locals.deps, url.origin, async () => {});
