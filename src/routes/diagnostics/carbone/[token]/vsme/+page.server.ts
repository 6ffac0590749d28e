import { redirect } from '@sveltejs/kit';
import { declare } from '#core/diagnosis/index.ts';
import { change, fieldsOf } from '../../opened.ts';
import { vsmeFor } from './vsme.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url, setHeaders }) => {
  setHeaders({ 'x-robots-tag': 'noindex' });
  const { vsme, duties, kept } = await vsmeFor(locals, params.token);
  const today = locals.deps.clock.today();
  const shown = duties.map(({ duty: { when: _, ...duty }, applies, next }) => ({ ...duty, applies, past: next !== null && next < today }));
  return { token: params.token, vsme, own: shown.filter(({ applies }) => applies.kind === 'yes'), depends: shown.filter(({ applies }) => applies.kind === 'incomplete'), others: shown.filter(({ applies }) => applies.kind === 'no'), attached: kept.siret !== null, said: url.searchParams.has('fait') };
};

export const actions: Actions = {
  default: async ({ locals, params, request }) => {
    const typed = fieldsOf(await request.formData());
    await change(locals, params.token, (answers) => declare(answers, typed));
    redirect(303, `/diagnostics/carbone/${params.token}/vsme?fait=dit#vsme`);
  },
};
