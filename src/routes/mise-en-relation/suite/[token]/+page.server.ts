import { fail } from '@sveltejs/kit';
import { answerOutcome, readOutcomeLink } from '#core/exchange/index.ts';
import { refuseLink } from '../../refused.ts';
import { readResult } from '../../result-form.ts';
import type { Actions, PageServerLoad } from './$types';

// Reading changes nothing: mail scanners open every link before the person does.
export const load: PageServerLoad = async ({ locals, params }) => {
  const read = await readOutcomeLink(locals.deps, params.token);
  if (!read.ok) refuseLink(read.reason);
  const { title, unit, perYear, promised, months, answer, given } = read.value;
  return { title, unit, perYear, promised, months, answer, given };
};

export const actions: Actions = {
  default: async ({ locals, params, request }) => {
    const read = readResult(await request.formData());
    if (!read.ok) return fail(400, read);
    const { ok: _, ...said } = read;
    const answered = await answerOutcome(locals.deps)({ token: params.token, ...said });
    if (!answered.ok) refuseLink(answered.reason);
    return { answered: true as const };
  },
};
