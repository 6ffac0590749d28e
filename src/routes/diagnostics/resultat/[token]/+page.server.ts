import { error, fail, redirect } from '@sveltejs/kit';
import { actionOrigin, agreeUses, attachDiagnosis, beginDiagnosis, CERTAINTY_DOTS, CERTAINTY_WORDS, CONSENT_USES, type ConsentUse, diagnosisOf, FIRST_ACTIONS, forgetDiagnosis } from '#core/diagnosis/index.ts';
import { establishmentBySiret } from '#core/directory/index.ts';
import { isAdviser, may, type Person, recordRead } from '#core/identity/index.ts';
import { dateOf } from '#core/kernel/index.ts';
import { actionsFrom, proposeAction } from '#core/support/index.ts';
import { displayName } from '../../../annuaire/names.ts';
import { requirePerson, requireRight } from '../../../require.ts';
import { agreedShown, hrefOf, keptFor, resultFor } from '../opened.ts';
import type { Actions, PageServerLoad } from './$types';

const SAID = { rattache: 'Le diagnostic est rattaché.', accords: 'C’est noté.', plan: 'C’est dans le plan.' } as const;
/** What a firm may agree to, in the words of the page; shared trips for mobility only. */
const USES: Record<ConsentUse, { label: string; only?: string }> = {
  advisers: { label: 'Les conseillers du territoire peuvent le lire' },
  compare: { label: 'Il compte, sans nom, dans les comparaisons entre entreprises semblables (cinq au moins)' },
  rides: { label: 'Les trajets sont comparés, sans nom, à ceux des employeurs voisins d’accord aussi', only: 'mobility' },
};
const usesOf = (diagnosis: string) => CONSENT_USES.filter((use) => !USES[use].only || USES[use].only === diagnosis);

export const load: PageServerLoad = async ({ locals, params, url, setHeaders }) => {
  setHeaders({ 'x-robots-tag': 'noindex' });
  const { kept, opened, firm } = await resultFor(locals, params.token);
  const { actor, deps } = locals;
  if (opened.read.open.length > 0 && kept.finishedAt === null && kept.byLink && opened.result.headline.every((one) => one.value === null)) redirect(303, `/diagnostics/suite/${params.token}`);
  const { actions, ...result } = opened.result;
  const manages = firm !== null && may(actor, 'plan.use', { siret: firm.siret }).ok;
  if (manages && actor.kind === 'person' && !actor.firms.includes(firm.siret)) await recordRead(deps, { territoryId: kept.territoryId, personId: actor.id, siret: firm.siret });
  const taken = manages ? await actionsFrom(deps.db, kept.territoryId, firm.siret, actions.map((one) => actionOrigin(kept.id, one.id))) : new Map<string, 'open' | 'done' | 'dropped'>();
  const shown = actions.map((one) => ({ ...one, href: hrefOf(one.leadsTo, firm?.siret ?? null), also: [...(one.also ?? []).map((to) => ({ href: hrefOf(to, null), label: to.label })), ...(manages && kept.diagnosis === 'labels' ? [{ href: `/annuaire/${firm.siret}/labels`, label: 'Noter un label obtenu' }] : [])], schemes: one.schemes?.length ? { count: one.schemes.length, href: `/diagnostics/aides?${new URLSearchParams({ action: `${kept.diagnosis}/${one.id}`, pour: one.title, ...(firm ? { siret: firm.siret } : {}) })}` } : null, outside: one.leadsTo.kind === 'url', taken: taken.get(actionOrigin(kept.id, one.id)) ?? null, sureWords: CERTAINTY_WORDS[one.sure], dots: CERTAINTY_DOTS[one.sure] }));
  const all = url.searchParams.get('voir') === 'tout';
  const done = url.searchParams.get('fait') as keyof typeof SAID | null;
  return {
    token: params.token, byLink: kept.byLink, slug: opened.reference.slug, title: opened.reference.title, edition: opened.reference.edition, on: dateOf(kept.finishedAt ?? kept.updatedAt), finished: kept.finishedAt !== null,
    former: kept.edition !== opened.reference.edition ? kept.edition : null, lost: opened.read.lost, open: opened.read.open.map(({ id, text, why }) => ({ id, text, why })),
    result: { ...result, sections: result.sections.filter(({ deep }) => !deep), lines: result.lines.map((one) => ({ ...one, sureWords: CERTAINTY_WORDS[one.certainty] })), headline: result.headline.map((one) => ({ ...one, sureWords: CERTAINTY_WORDS[one.certainty], dots: CERTAINTY_DOTS[one.certainty] })) },
    first: all ? shown : shown.slice(0, FIRST_ACTIONS), all: all && shown.length > FIRST_ACTIONS, more: all ? 0 : Math.max(0, shown.length - FIRST_ACTIONS), deep: result.sections.some(({ deep }) => deep),
    since: opened.since && { on: dateOf(opened.since.on), changes: opened.since.changes }, compared: opened.compared,
    firm: firm && { siret: firm.siret, name: displayName(firm), demonstration: firm.origin === 'demonstration' }, manages,
    uses: usesOf(kept.diagnosis).map((use) => ({ use, label: USES[use].label })), agreed: manages ? (await agreedShown(locals, kept)).map((one) => ({ ...one, at: dateOf(one.at), label: USES[one.use].label })) : [],
    me: actor.kind === 'person' ? { firms: await myFirms(locals, actor), adviser: isAdviser(actor), member: firm !== null && actor.firms.includes(firm.siret) } : null,
    deepen: diagnosisOf(kept.diagnosis)?.deepen ?? null,
    about: /^\d{14}$/.test(url.searchParams.get('siret') ?? '') ? url.searchParams.get('siret')! : null,
    today: deps.clock.today(), done: done && done in SAID ? SAID[done] : null,
  };
};

const myFirms = async ({ deps }: App.Locals, { firms }: Person) =>
  (await Promise.all(firms.map((siret) => establishmentBySiret(deps.db, siret)))).flatMap((firm) => (firm ? [{ siret: firm.siret, name: displayName(firm) }] : []));

/** How an agreement was given: by the firm's own people on the site, or to an adviser who writes how. */
const howOf = (me: Person, siret: string, typed: string): string | null => (me.firms.includes(siret) ? 'sur le site, par l’entreprise' : typed.trim().length >= 3 ? typed.trim() : null);
const text = (form: FormData, name: string): string => String(form.get(name) ?? '');
const chosenUses = (form: FormData): ConsentUse[] => CONSENT_USES.filter((use) => form.getAll('usage').includes(use));
const HOW = 'Écrivez qui a donné son accord, et comment.';

export const actions: Actions = {
  rattacher: async ({ locals, params, request }) => {
    const kept = await keptFor(locals, params.token);
    requirePerson(locals);
    const form = await request.formData();
    const siret = (text(form, 'siret') || text(form, 'autre')).replace(/\s/g, '');
    if (!/^\d{14}$/.test(siret)) return fail(400, { where: 'siret', problem: 'Choisissez l’entreprise, ou donnez son SIRET (14 chiffres).', typed: { autre: text(form, 'autre'), accord: text(form, 'accord') } });
    const me = requireRight(locals, 'plan.use', { siret });
    const how = howOf(me, siret, text(form, 'accord'));
    if (!how) return fail(400, { where: 'accord', problem: HOW, typed: { autre: siret, accord: '' } });
    const attached = await attachDiagnosis(locals.deps)({ territoryId: kept.territoryId, id: kept.id, siret, by: me.id, how, uses: chosenUses(form) });
    if (!attached.ok) return fail(409, { where: 'siret', problem: attached.reason === 'another-firm' ? 'Ce diagnostic est déjà rattaché à une autre entreprise.' : 'Aucun établissement de l’annuaire n’a ce numéro.', typed: { autre: siret, accord: text(form, 'accord') } });
    redirect(303, `/diagnostics/resultat/${params.token}?fait=rattache`);
  },
  accords: async ({ locals, params, request }) => {
    const kept = await keptFor(locals, params.token);
    if (!kept.siret) error(409, { message: 'Ce diagnostic n’est rattaché à aucune entreprise.' });
    const me = requireRight(locals, 'plan.use', { siret: kept.siret });
    const form = await request.formData();
    const how = howOf(me, kept.siret, text(form, 'accord'));
    if (!how) return fail(400, { where: 'accord', problem: HOW, typed: { autre: '', accord: '' } });
    await agreeUses(locals.deps)({ territoryId: kept.territoryId, id: kept.id, by: me.id, how, uses: chosenUses(form) });
    redirect(303, `/diagnostics/resultat/${params.token}?fait=accords`);
  },
  plan: async ({ locals, params, request }) => {
    const { kept, opened, firm } = await resultFor(locals, params.token);
    if (!firm) error(409, { message: 'Rattachez d’abord ce diagnostic à une entreprise.' });
    const me = requireRight(locals, 'plan.use', { siret: firm.siret });
    const form = await request.formData();
    const chosen = opened.result.actions.filter((one) => form.getAll('action').includes(one.id));
    if (chosen.length === 0) return fail(400, { where: 'plan', problem: 'Cochez au moins une action.', typed: { autre: '', accord: '' } });
    for (const one of chosen) {
      const proposed = await proposeAction(locals.deps)({ territoryId: kept.territoryId, siret: firm.siret, by: me.id, what: one.title.slice(0, 300), why: `${one.why} ${one.how}`.slice(0, 1_000), origin: 'diagnosis', originId: actionOrigin(kept.id, one.id), dueOn: text(form, 'date') || null });
      if (!proposed.ok) return fail(409, { where: 'plan', problem: proposed.reason === 'in-the-past' ? 'Cette date est passée.' : 'Cette entreprise n’est plus à l’annuaire.', typed: { autre: '', accord: '' } });
    }
    redirect(303, `/diagnostics/resultat/${params.token}?fait=plan#actions`);
  },
  refaire: async ({ locals, params }) => {
    const kept = await keptFor(locals, params.token);
    const begun = await beginDiagnosis(locals.deps)({ territoryId: kept.territoryId, diagnosis: kept.diagnosis, answers: kept.answers, known: kept.known, again: true, demonstration: kept.demonstration });
    if (!begun.ok) error(404, { message: 'Ce diagnostic n’existe plus.' });
    // Done again by the firm's people, it is the firm's at once, for the same uses.
    const { actor } = locals;
    if (kept.siret && actor.kind === 'person' && may(actor, 'plan.use', { siret: kept.siret }).ok) {
      const uses = (await agreedShown(locals, kept)).filter((one) => one.agreed).map((one) => one.use);
      await attachDiagnosis(locals.deps)({ territoryId: kept.territoryId, id: begun.value.id, siret: kept.siret, by: actor.id, how: 'comme pour le diagnostic précédent', uses });
    }
    const first = (await resultFor(locals, params.token)).opened.reference.pages[0]!.id;
    redirect(303, `/diagnostics/suite/${begun.value.token}?etape=${first}`);
  },
  effacer: async ({ locals, params, request }) => {
    const kept = await keptFor(locals, params.token);
    // Once a firm's, the firm decides; before, whoever holds the link.
    if (kept.siret) requireRight(locals, 'plan.use', { siret: kept.siret });
    if (!(await request.formData()).has('sur')) return fail(400, { where: 'effacer', problem: 'Cochez la case pour effacer.', typed: { autre: '', accord: '' } });
    await forgetDiagnosis(locals.deps)({ territoryId: kept.territoryId, id: kept.id });
    redirect(303, '/diagnostics?efface=1');
  },
};
