import { fail, redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { establishmentBySiret, isSiret, searchDirectory, SearchInput } from '#core/directory/index.ts';
import { noteOnPromise, openPromiseOnce, promisesOfFirm } from '#core/followup/index.ts';
import { addDays, addWorkingDays } from '#core/kernel/index.ts';
import { asThem } from '../../as-them.ts';
import { requireAdviser } from '../../require.ts';
import { readMinutes, typedIn } from '../form.ts';
import type { Actions, PageServerLoad } from './$types';

const SOON = 3;
const LATEST = 366;

export const load: PageServerLoad = async ({ locals, url }) => {
  requireAdviser(locals);
  const { deps, territory, viewer } = locals;
  const who = (url.searchParams.get('qui') ?? '').trim().slice(0, 120);
  const siret = (url.searchParams.get('siret') ?? '').replace(/\s/g, '');
  const firm = /^\d{14}$/.test(siret) ? await establishmentBySiret(deps.db, siret) : null;
  const rows = firm || !who ? [] : (await searchDirectory(deps.db, SearchInput.parse({ territoryId: territory.id, q: who }), viewer)).rows;
  const today = deps.clock.today();
  return {
    id: deps.newId(), who, today, latest: addDays(today, LATEST), dueOn: addWorkingDays(today, SOON), openedAt: deps.clock.now().toISOString(),
    firm: firm && { siret: firm.siret, name: firm.name ?? 'Nom non diffusé', commune: firm.communeName },
    known: firm ? (await promisesOfFirm(deps.db, territory.id, firm.siret)).slice(0, 3).map(({ id, what, state, lastWords }) => ({ id, what, open: state === 'open', lastWords })) : [],
    found: rows.slice(0, 8).map((row) => ({ siret: row.siret, name: row.name ?? 'Nom non diffusé', commune: row.communeName })),
  };
};

const TOO_LONG = 'C’est trop long : raccourcissez, le reste se note ensuite.';

const Call = z
  .object({
    /** Drawn with the form: sent twice, it is one call. */
    id: z.uuid().optional().catch(undefined),
    siret: z.string().refine((text) => text === '' || isSiret(text) || /^\d{14}$/.test(text)),
    nom: z.string().max(200, TOO_LONG), telephone: z.string().max(40, 'Ce numéro est trop long.'), courriel: z.union([z.literal(''), z.email('Cette adresse ne se lit pas : il faut nom@domaine.')]),
    a: z.string().max(200, TOO_LONG), cherche: z.string().max(200, TOO_LONG), promis: z.string().max(500, TOO_LONG), pour: z.iso.date('Choisissez une date.'),
  })
  .refine((call) => call.siret || call.nom, { path: ['nom'], message: 'Dites au moins qui a appelé.' })
  .refine((call) => call.a || call.cherche || call.promis, { path: ['promis'], message: 'Notez ce qu’elle a, ce qu’elle cherche ou ce que vous avez promis.' })
  .refine((call) => !call.telephone || /^[\d\s.+\-()]{6,}$/.test(call.telephone), { path: ['telephone'], message: 'Ce numéro ne se lit pas : des chiffres, par exemple 05 65 00 00 01.' });

export const actions: Actions = {
  default: async ({ locals, request }) => {
    const me = requireAdviser(locals);
    const { deps, territory } = locals;
    const typed = typedIn(await request.formData());
    const read = Call.safeParse(typed);
    const spent = readMinutes(typed['minutes'], typed['ouvert'], deps.clock.now());
    if (!read.success || !spent.ok)
      return fail(400, { typed, problems: { ...Object.fromEntries(read.error?.issues.map((issue) => [String(issue.path[0] ?? 'nom'), issue.message]) ?? []), ...(spent.ok ? {} : { minutes: spent.problem }) } as Record<string, string> });
    const call = read.data;
    const { minutes } = spent;
    const [today, latest] = [deps.clock.today(), addDays(deps.clock.today(), LATEST)];
    if (call.pour < today || call.pour > latest) return fail(400, { typed, problems: { pour: call.pour < today ? 'Choisissez aujourd’hui, ou une date à venir.' : 'Choisissez une date d’ici un an.' } as Record<string, string> });
    const firm = call.siret ? await establishmentBySiret(deps.db, call.siret) : null;
    const said = [call.a && `A de disponible : ${call.a}`, call.cherche && `cherche : ${call.cherche}`].filter(Boolean).join(' ; ').replace(/^./, (letter) => letter.toUpperCase());
    const id = await asThem(locals, async (deps) => {
      const opened = await openPromiseOnce(deps)({
        territoryId: territory.id, kind: 'call', what: call.promis || `Compléter sa fiche (${said})`, subject: { kind: 'call', id: call.id ?? deps.newId() }, siret: firm?.siret ?? null,
        about: { name: call.nom || firm?.name || 'Entreprise', phone: call.telephone, email: call.courriel }, ownerId: me.id, bodyId: me.bodies[0]?.id ?? null, dueOn: call.pour, by: me.id,
      });
      if (opened.value.opened) await noteOnPromise(deps)({ territoryId: territory.id, id: opened.value.id, by: me.id, words: said || 'Appel noté', channel: 'phone', ...(minutes === undefined ? {} : { minutes }) });
      return opened.value.id;
    });
    redirect(303, `/poste/suivi/${id}?${new URLSearchParams({ ...(call.a ? { a: call.a } : {}), ...(call.cherche ? { cherche: call.cherche } : {}) })}`);
  },
};
