import { schemesOf } from '#core/diagnosis/index.ts';
import { hrefOf } from '../resultat/opened.ts';
import type { PageServerLoad } from './$types';

/** Public schemes that may help: those of one action when the address names it, else all of them. */
export const load: PageServerLoad = ({ locals, url }) => {
  const action = url.searchParams.get('action');
  const about = url.searchParams.get('pour')?.slice(0, 200) ?? null;
  const siret = /^\d{14}$/.test(url.searchParams.get('siret') ?? '') ? url.searchParams.get('siret') : null;
  const named = schemesOf(action, about, locals.deps.clock.today());
  const schemes = named.length > 0 ? named : schemesOf(null, about, locals.deps.clock.today());
  return { about: named.length > 0 && action !== null ? about : null, all: named.length === 0 || action === null, schemes: schemes.map((one) => ({ ...one, href: hrefOf(one, siret) })) };
};
