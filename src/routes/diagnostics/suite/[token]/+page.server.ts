import { error, fail, redirect } from '@sveltejs/kit';
import { askedOn, diagnosisOf, keptByToken, questionsOf, readPage, reread, saveAnswers } from '#core/diagnosis/index.ts';
import { communeFinder, communeNames, fieldsOf, knownWords, rowsShown, shownAgain, typedOf, wrongTogether } from '../../form.ts';
import { pathAfter, stepsOf, withFirm } from '../../steps.ts';
import type { Actions, PageServerLoad } from './$types';

/** What a private link opens, at the page that the address names, else at the first that lacks an answer. */
async function opened(locals: App.Locals, token: string, url: URL) {
  const kept = await keptByToken(locals.deps.db, locals.territory.id, token);
  const diagnosis = kept && diagnosisOf(kept.diagnosis);
  if (!kept || !diagnosis) error(404, { message: 'Ce lien n’ouvre aucun diagnostic : il a été mal recopié, ou le diagnostic a été effacé. Vous pouvez en refaire un.' });
  const { reference, beside = [] } = diagnosis;
  const { answers } = reread(reference, kept.answers, beside);
  const known = url.searchParams.has('corriger') ? [] : kept.known.filter((id) => id in answers);
  const steps = stepsOf(reference, answers, known);
  const page = steps.find((one) => one.id === url.searchParams.get('etape')) ?? steps.find((one) => askedOn(reference, one, answers, known).some((question) => !(question.id in answers))) ?? steps[0] ?? reference.pages[0]!;
  return { kept, reference, answers, known, steps, page, at: Math.max(0, steps.indexOf(page)), questions: askedOn(reference, page, answers, known) };
}

export const load: PageServerLoad = async ({ locals, params, url, setHeaders }) => {
  setHeaders({ 'x-robots-tag': 'noindex' });
  const { kept, reference, answers, known, steps, page, at, questions } = await opened(locals, params.token, url);
  // The address names the step that is shown: what another tab answers in between does not change what this one sends.
  if (url.searchParams.get('etape') !== page.id) {
    const named = new URLSearchParams(url.searchParams);
    named.set('etape', page.id);
    redirect(303, `/diagnostics/suite/${params.token}?${named}`);
  }
  const names = await communeNames(locals, questionsOf(reference), answers);
  const typed = fieldsOf(questions, answers, names);
  return {
    token: params.token, title: reference.title, pageTitle: page.title, at: at + 1, of: steps.length, back: at > 0 ? withFirm(`?etape=${steps[at - 1]!.id}`, url) : null, finished: kept.finishedAt !== null,
    typed, questions: questions.map((one) => ({ ...one, rows: rowsShown(one, typed) })), known: at === 0 ? knownWords(questionsOf(reference), answers, known, names) : [], correct: `?etape=${reference.pages[0]!.id}&corriger=1`,
  };
};

export const actions: Actions = {
  default: async ({ locals, params, request, url }) => {
    const { reference, answers, known, questions } = await opened(locals, params.token, url);
    const typed = await typedOf(await request.formData());
    const read = await readPage(questions, typed, communeFinder(locals));
    const problems = { ...wrongTogether(diagnosisOf(reference.id), questions, { ...answers, ...read.answers }), ...read.problems };
    if (Object.keys(problems).length > 0) {
      const again = shownAgain(questions, typed);
      return fail(400, { typed: again, problems, unusual: read.unusual, rows: Object.fromEntries(questions.map((one) => [one.id, rowsShown(one, again)])) });
    }
    // An optional answer that was emptied goes.
    const all = { ...Object.fromEntries(Object.entries(answers).filter(([id]) => !questions.some((one) => one.id === id))), ...read.answers };
    const saved = await saveAnswers(locals.deps)({ territoryId: locals.territory.id, token: params.token, answers: all, known });
    if (!saved.ok) error(404, { message: 'Ce diagnostic a été effacé entre-temps.' });
    redirect(303, withFirm(questions.length > 0 ? pathAfter(reference, all, known, params.token, questions.at(-1)!.id) : `/diagnostics/resultat/${params.token}`, url));
  },
};
