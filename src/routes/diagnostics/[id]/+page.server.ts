import { error, fail, redirect } from '@sveltejs/kit';
import { type Answers, askedOn, beginDiagnosis, diagnosisOf, knownAnswers, longestPath, questionsOf, readPage, type Reference } from '#core/diagnosis/index.ts';
import { establishmentBySiret } from '#core/directory/index.ts';
import { tried } from '#core/identity/index.ts';
import { displayName } from '../../annuaire/names.ts';
import { communeFinder, communeNames, fieldsOf, knownWords, rowsShown, shownAgain, typedOf, wrongTogether } from '../form.ts';
import { pathAfter, withFirm } from '../steps.ts';
import type { Actions, PageServerLoad } from './$types';

const reference = (id: string): Reference => diagnosisOf(id)?.reference ?? error(404, { message: 'Ce diagnostic n’existe pas. La liste des diagnostics est sur la page « Diagnostics ».' });

/** What the register knows of the firm named in the address, and the first page that still has something to ask. */
async function opening(locals: App.Locals, ref: Reference, url: URL) {
  const siret = url.searchParams.get('siret');
  const firm = siret ? await establishmentBySiret(locals.deps.db, siret) : null;
  const answers: Answers = firm ? knownAnswers(ref, firm) : {};
  const known = url.searchParams.has('corriger') ? [] : Object.keys(answers);
  const page = ref.pages.find((one) => askedOn(ref, one, answers, known).length > 0) ?? ref.pages[0]!;
  const asked = askedOn(ref, page, answers, known);
  return { firm, answers, known, page, questions: asked.length > 0 ? asked : page.questions };
}

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const ref = reference(params.id);
  const { firm, answers, known, page, questions } = await opening(locals, ref, url);
  const names = await communeNames(locals, questionsOf(ref), answers);
  const corrected = new URLSearchParams(url.searchParams);
  corrected.set('corriger', '1');
  return {
    title: ref.title, promise: ref.promise, minutes: ref.minutes, most: longestPath(ref), pageTitle: page.title,
    sources: ref.sources, firm: firm && { siret: firm.siret, name: displayName(firm) },
    typed: fieldsOf(questions, answers, names), questions: questions.map((one) => ({ ...one, rows: rowsShown(one, {}) })),
    known: knownWords(questionsOf(ref), answers, known, names), correct: `?${corrected}`, only: ref.pages.length === 1,
  };
};

export const actions: Actions = {
  default: async ({ locals, params, request, url, getClientAddress }) => {
    const ref = reference(params.id);
    const { answers, known, questions } = await opening(locals, ref, url);
    const typed = await typedOf(await request.formData());
    const read = await readPage(questions, typed, communeFinder(locals));
    const problems = { ...wrongTogether(diagnosisOf(ref.id), questions, { ...answers, ...read.answers }), ...read.problems };
    if (Object.keys(problems).length > 0) {
      const again = shownAgain(questions, typed);
      return fail(400, { typed: again, problems, unusual: read.unusual, rows: Object.fromEntries(questions.map((one) => [one.id, rowsShown(one, again)])) });
    }
    const allowed = await tried(locals.deps, 'diagnosis-client', getClientAddress());
    if (!allowed.ok) error(429, { message: `Beaucoup de diagnostics viennent d’être commencés depuis votre connexion. Revenez dans ${allowed.minutes}\u00a0minutes.` });
    const all = { ...answers, ...read.answers };
    const begun = await beginDiagnosis(locals.deps)({ territoryId: locals.territory.id, diagnosis: ref.id, answers: all, known });
    if (!begun.ok) error(404, { message: 'Ce diagnostic n’existe plus.' });
    redirect(303, withFirm(pathAfter(ref, all, known, begun.value.token, questions.at(-1)!.id), url));
  },
};
