import { error, redirect } from '@sveltejs/kit';
import { answerPromise, readAnswer } from '#core/followup/index.ts';
import type { Actions, PageServerLoad } from './$types';

/** A link that answers nothing any more: the status that programs read, and the sentence that people do. */
const REFUSED = {
  forged: [404, 'Cette adresse est incomplète. Ouvrez le lien depuis le message, ou recopiez-la en entier.'],
  expired: [410, 'Cette réponse était attendue plus tôt : le lien ne vaut plus. Appelez-nous, ou refaites une demande.'],
  'already-closed': [410, 'Ce dossier est clos depuis. Refaites une demande si vous en avez encore besoin.'],
  'unknown-promise': [404, 'Ce dossier n’existe plus.'],
} as const;

function refuse(reason: keyof typeof REFUSED): never {
  const [status, message] = REFUSED[reason];
  error(status, { message });
}

// Reading changes nothing: mail scanners open every link before the person does.
export const load: PageServerLoad = async ({ locals, params }) => {
  const read = await readAnswer(locals.deps, params.token);
  if (!read.ok) refuse(read.reason);
  const { what, answer, given, answersAt } = read.value;
  // Some kinds of promises are answered on a page of their own, which asks more.
  if (answersAt !== '/repondre/') redirect(303, `${answersAt}${params.token}`);
  return { what, label: answer.label, asksWhy: answer.asksWhy, given };
};

export const actions: Actions = {
  default: async ({ locals, params, request }) => {
    const read = await readAnswer(locals.deps, params.token);
    if (read.ok && read.value.answersAt !== '/repondre/') redirect(303, `${read.value.answersAt}${params.token}`);
    const answered = await answerPromise(locals.deps)({ token: params.token, why: String((await request.formData()).get('pourquoi') ?? '') });
    if (!answered.ok) refuse(answered.reason);
    return { answered: true };
  },
};
