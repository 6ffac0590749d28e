import type { Handle, HandleServerError } from '@sveltejs/kit/hooks';
import { depsOfPages } from '#core/kernel/index.ts';
import { currentTerritory } from '#core/territory/index.ts';
import { isLocalRequest } from '#lib/server/local-request.ts';

const SECURITY_HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'cross-origin-opener-policy': 'same-origin',
};

// Before anything was loaded there is no place to name: pages still answer.
const NO_TERRITORY = { id: '', name: '', withArticle: 'le territoire' };

export const handle: Handle = async ({ event, resolve }) => {
  event.locals.deps = depsOfPages();
  event.locals.local = isLocalRequest(event.request.headers, event.getClientAddress());
  event.locals.viewer = event.locals.local && event.url.searchParams.get('vue') !== 'public' ? { kind: 'adviser' } : { kind: 'visitor' };
  event.locals.territory = (await currentTerritory(event.locals.deps.db)) ?? NO_TERRITORY;
  const response = await resolve(event);
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.headers.set(name, value);
  return response;
};

export const handleError: HandleServerError = (caught) => {
  if (caught.kind === 'app') return;
  if (caught.kind === 'framework' && caught.error.status === 404) return { message: 'Cette page n’existe pas.' };
  console.error(caught.error);
  return { message: 'Gariotte n’a pas su répondre.' };
};
