import { fail, redirect } from '@sveltejs/kit';
import { establishmentBySiret, isSiret } from '#core/directory/index.ts';
import { tried } from '#core/identity/index.ts';
import { AskForHelp, askForHelp, isSubject, REACH_WORDS, subjectLabel, subjectThemes, suggestSubjects, TIME_WORDS } from '#core/support/index.ts';
import { plural } from '#lib/format.ts';
import { communeOf, communesOf, searchCommunes } from '#core/territory/index.ts';
import { MOMENTS, type Problems, problemsOfFirst, REACHES, readAsk, type Values, valuesOf } from './ask-form.ts';
import type { Actions, PageServerLoad } from './$types';

const SUGGESTIONS = 3;
const CHOICES = 40;
/** Which field holds what the room refuses. */
const FIELDS: Record<string, string> = { words: 'mots', subject: 'sujet', communeCode: 'commune', firmName: 'entreprise', siret: 'entreprise', personName: 'nom', phone: 'telephone', email: 'courriel' };

/** The page opens with what is known: words or a firm from a link, the person and her firm when she is signed in. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const { deps, actor } = locals;
  const siret = url.searchParams.get('siret') ?? (actor.kind === 'person' && actor.firms.length === 1 ? actor.firms[0]! : null);
  const firm = siret ? await establishmentBySiret(deps.db, siret) : null;
  const values: Values = {
    id: deps.newId(),
    mots: url.searchParams.get('mots')?.slice(0, 500) ?? '',
    ...(isSubject(url.searchParams.get('sujet') ?? '') ? { sujet: url.searchParams.get('sujet')! } : {}),
    ...(firm ? { commune: firm.communeName, statut: 'entreprise', entreprise: firm.siret } : {}),
    ...(actor.kind === 'person' && !actor.bodies.length ? { nom: actor.name, courriel: actor.email } : {}),
  };
  return {
    values,
    themes: subjectThemes(),
    reaches: Object.entries(REACHES).map(([value, reach]) => ({ value, label: REACH_WORDS[reach].replace(/^./, (letter) => letter.toUpperCase()) })),
    moments: Object.entries(MOMENTS).map(([value, time]) => ({ value, label: TIME_WORDS[time].replace(/^./, (letter) => letter.toUpperCase()) })),
  };
};

type CommuneRead = { code: string | null; name: string; among: { code: string; name: string; postalCodes: string[] }[] };

/** The commune that was typed, by its name or its postal code; several when one has to be chosen. */
async function readCommune({ deps, territory }: App.Locals, values: Values): Promise<CommuneRead> {
  const chosen = String(values['commune-code'] ?? '');
  const typed = String(values['commune'] ?? '').trim();
  const named = chosen ? await communeOf(deps.db, chosen) : null;
  if (named && (named.name === typed || typed === '' || values['commune-lue'] === typed)) return { code: named.code, name: named.name, among: [] };
  const found = await searchCommunes(deps.db, { q: typed, territoryId: territory.id, limit: CHOICES });
  const exact = found.filter((one) => one.name.toLowerCase() === typed.toLowerCase());
  const only = found.length === 1 ? found[0]! : exact.length === 1 ? exact[0]! : null;
  return only ? { code: only.code, name: only.name, among: [] } : { code: null, name: typed, among: found };
}

/** Subjects to choose from: what the words suggest, and the one chosen before. */
function suggestionsFor(values: Values): { value: string; label: string }[] {
  const found = suggestSubjects(String(values['mots'] ?? ''), SUGGESTIONS).map(({ id }) => id);
  const before = String(values['sujet'] ?? '');
  return [...new Set([...found, ...(before ? [before] : [])])].map((id) => ({ value: id, label: subjectLabel(id) }));
}

async function secondStep(locals: App.Locals, values: Values, problems: Problems) {
  const commune = await readCommune(locals, values);
  const suggestions = suggestionsFor(values);
  const shown = { ...values, commune: commune.name, 'commune-lue': commune.name, 'commune-code': commune.code ?? '', sujet: values['sujet'] ?? suggestions[0]?.value ?? '' };
  const unclear: Problems = commune.code ? {} : { commune: commune.among.length > 0 ? 'Plusieurs communes répondent à ce nom ou à ce code : choisissez la vôtre, ou précisez.' : 'Aucune commune du territoire ne porte ce nom. Essayez le début du nom, ou le code postal.' };
  return { step: 2 as const, values: shown, suggestions, among: commune.among, problems: { ...problems, ...unclear } };
}

export const actions: Actions = {
  /** From the words to the rest of the form. */
  suite: async ({ locals, request }) => {
    const values = valuesOf(await request.formData());
    const problems = problemsOfFirst(values);
    if (Object.keys(problems).length > 0) return fail(400, { step: 1 as const, values, problems, suggestions: [], among: [] });
    const step = await secondStep(locals, values, {});
    // A commune that nobody knows is asked again at once; one to choose among several is chosen with the rest.
    if (step.problems['commune'] && step.among.length === 0) return fail(400, { ...step, step: 1 as const });
    return { ...step, problems: {} as Problems };
  },
  envoyer: async ({ locals, request, getClientAddress }) => {
    const { deps, territory } = locals;
    const values = valuesOf(await request.formData());
    // Hidden from people: only machines fill it in, and they are told nothing.
    if (values['site']) redirect(303, '/');
    const commune = await readCommune(locals, values);
    const siret = String(values['entreprise'] ?? '').replace(/\s/g, '');
    const known = /^\d{14}$/.test(siret) && (await establishmentBySiret(deps.db, siret)) !== null;
    const read = readAsk(values, { territoryId: territory.id, communeCode: commune.code, validSiret: (one) => known || isSiret(one) });
    if (!read.ok) return fail(400, await secondStep(locals, values, read.problems));
    // Beyond what the form lets through: told as a whole, nothing that was typed is lost.
    const whole = AskForHelp.safeParse(read.ask);
    if (!whole.success) return fail(400, await secondStep(locals, { ...values, id: deps.newId() }, { [FIELDS[String(whole.error.issues[0]?.path[0])] ?? 'mots']: 'Cette réponse est trop longue ou ne se lit pas : raccourcissez-la, puis envoyez de nouveau.' }));
    const often = await tried(deps, 'ask-client', getClientAddress());
    if (!often.ok) return fail(429, await secondStep(locals, values, { mots: `Beaucoup de demandes viennent d’arriver de votre connexion. La vôtre est gardée ici : envoyez-la de nouveau dans ${plural(often.minutes, 'minute')}, ou appelez directement votre conseiller.` }));
    const asked = await askForHelp(deps)(whole.data);
    if (!asked.ok) return fail(409, await secondStep(locals, { ...values, id: deps.newId() }, { mots: asked.reason === 'too-many' ? 'Vous avez déjà envoyé plusieurs demandes aujourd’hui. Appelez directement votre conseiller, ou revenez demain.' : 'Cette demande n’a pas pu être envoyée. Relisez-la et envoyez-la de nouveau.' }));
    redirect(303, asked.value.path);
  },
};
