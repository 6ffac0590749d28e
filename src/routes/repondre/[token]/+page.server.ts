import { fail } from '@sveltejs/kit';
import { answerPromise, readAnswer } from '#core/followup/index.ts';
import type { Actions, PageServerLoad } from './$types';

const REFUSED = {
  forged: 'Cette adresse est incomplète. Ouvrez le lien depuis le message, ou recopiez-la en entier.',
  expired: 'Cette réponse était attendue plus tôt : le lien ne vaut plus. Appelez-nous, ou refaites une demande.',
  'already-closed': 'Ce dossier est clos depuis. Refaites une demande si vous en avez encore besoin.',
  'unknown-promise': 'Ce dossier n’existe plus.',
};

// Reading changes nothing: mail scanners open every link before the person does.
export const load: PageServerLoad = async ({ locals, params }) => {
  const read = await readAnswer(locals.deps, params.token);
  return read.ok ? { asked: { what: read.value.what, label: read.value.answer.label, asksWhy: read.value.answer.asksWhy, given: read.value.given }, problem: null } : { asked: null, problem: REFUSED[read.reason] };
};

export const actions: Actions = {
  default: async ({ locals, params, request }) => {
    const why = String((await request.formData()).get('pourquoi') ?? '');
    const answered = await answerPromise(locals.deps)({ token: params.token, why });
    return answered.ok ? { answered: true } : fail(409, { problem: REFUSED[answered.reason], why });
  },
};
