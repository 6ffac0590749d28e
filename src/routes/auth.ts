import type { RequestEvent } from '@sveltejs/kit';
import { type Auth, authAt, type Person, type ProConnectSettings, readProConnect } from '#core/identity/index.ts';

type Event = Pick<RequestEvent, 'locals' | 'url'>;

/** Sign-in, at the address that this request came to. */
export const authOf = ({ locals, url }: Event): Auth => authAt(locals.deps, url.origin);

/** What ProConnect gave this installation; null where it is not configured. */
export const proConnectSettings = (): ProConnectSettings | null => readProConnect(process.env);

/** Where a person goes once signed in: who has no name yet is asked for it first. */
export const afterSignIn = (person: Pick<Person, 'name'>, to: string): string => (person.name.trim() === '' ? `/compte?${new URLSearchParams({ vers: to })}` : to);
