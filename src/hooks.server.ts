import type { RequestEvent } from '@sveltejs/kit';
import type { Handle, HandleServerError } from '@sveltejs/kit/hooks';
import { type Actor, actorOf, AUTH_COOKIE, viewerOf, VISITOR } from '#core/identity/index.ts';
import { depsOfPages } from '#core/kernel/index.ts';
import { currentTerritory } from '#core/territory/index.ts';
import { passCookies } from '#lib/server/pass-cookies.ts';
import { authOf } from './routes/auth.ts';

const SECURITY_HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'cross-origin-opener-policy': 'same-origin',
};

// Before anything was loaded there is no place to name: pages still answer.
const NO_TERRITORY = { id: '', name: '', withArticle: 'le territoire' };

export const handle: Handle = async ({ event, resolve }) => {
  const { locals } = event;
  if (/%00/.test(event.url.href)) return new Response('Cette adresse ne se lit pas.', { status: 400, headers: { 'content-type': 'text/plain; charset=utf-8', ...SECURITY_HEADERS } });
  withoutNul(event.request);
  locals.deps = depsOfPages();
  locals.territory = (await currentTerritory(locals.deps.db)) ?? NO_TERRITORY;
  locals.session = null;
  locals.actor = await whoAsks(event);
  locals.viewer = viewerOf(locals.actor);
  locals.typed = locals.actor.kind === 'visitor' ? await typedIn(event.request) : null;
  const response = await resolve(event);
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.headers.set(name, value);
  // What a signed-in person was shown stays with her: not in a cache, not behind the browser's « back » once she has left.
  if (locals.actor.kind === 'person') response.headers.set('cache-control', 'private, no-store');
  return response;
};

// More than anybody types; files are read where they belong.
const MOST_TYPED = 200_000;

/** What a form sends, read beside whoever else reads it; null when it is no form, or a long one. */
async function typedIn(request: Request): Promise<App.Locals['typed']> {
  const [type, length] = [request.headers.get('content-type') ?? '', Number(request.headers.get('content-length') ?? Infinity)];
  if (request.method !== 'POST' || length > MOST_TYPED || !/^(multipart\/form-data|application\/x-www-form-urlencoded)/.test(type)) return null;
  const form = await request.clone().formData().catch(() => null);
  const entries = [...(form ?? [])];
  return { fields: entries.flatMap(([name, value]): [string, string][] => (typeof value === 'string' ? [[name, value]] : [])), files: entries.some(([, value]) => typeof value !== 'string' && value.size > 0) };
}

/** A character that no database keeps, and that nobody types, is taken out of what forms send. */
function withoutNul(request: Request): void {
  const read = request.formData.bind(request);
  request.formData = async () => {
    const form = await read();
    for (const name of new Set(form.keys())) {
      const values = form.getAll(name);
      if (!values.some((value) => typeof value === 'string' && value.includes('\0'))) continue;
      form.delete(name);
      for (const value of values) form.append(name, typeof value === 'string' ? value.replaceAll('\0', '') : value);
    }
    return form;
  };
}

/** The person whose session the request carries, with all that she is here; a visitor otherwise. */
async function whoAsks(event: RequestEvent): Promise<Actor> {
  const { locals } = event;
  if (!event.cookies.getAll().some(({ name }) => name.endsWith(AUTH_COOKIE))) return VISITOR;
  const { headers, response } = await authOf(event).api.getSession({ headers: event.request.headers, returnHeaders: true });
  if (!response) return VISITOR;
  passCookies(headers, event.cookies);
  locals.session = { id: response.session.id, token: response.session.token };
  return (await actorOf(locals.deps, locals.territory.id, response.user.id)) ?? VISITOR;
}

export const handleError: HandleServerError = (caught) => {
  if (caught.kind === 'app') return;
  if (caught.kind === 'framework' && caught.error.status === 404) return { message: 'Cette page n’existe pas.' };
  console.error(caught.error);
  return { message: 'Gariotte n’a pas su répondre.' };
};
