import { fail, redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { nafLabel, nafList } from '#core/directory/index.ts';
import { addWorkingDays } from '#core/kernel/index.ts';
import { MOST_STOPS, neverMet, planRound, reasonText, roundsOf } from '#core/support/index.ts';
import { communesOf, searchCommunes, straightLineTravel } from '#core/territory/index.ts';
import { requireAdviser } from '../../require.ts';
import { minutesBetween } from '../form.ts';
import { minutesOf } from './day-form.ts';
import type { Actions, PageServerLoad } from './$types';

const SHOWN = 40;
const SUGGESTED = 6;
const DEFAULT_KM = 20;

/** The divisions (two digits) of a section of activities. */
const divisionsOf = (section: string): string[] => nafList().filter((naf) => naf.level === 'division' && naf.parent === section).map((naf) => naf.code);

export const load: PageServerLoad = async ({ locals, url }) => {
  const me = requireAdviser(locals);
  const { deps, territory } = locals;
  const communes = await communesOf(deps.db, territory.id);
  const placed = communes.filter((one) => one.longitude !== null && one.latitude !== null);
  const typed = url.searchParams.get('depart')?.trim() ?? '';
  const [found] = typed ? await searchCommunes(deps.db, { q: typed, territoryId: territory.id, limit: 1 }) : [];
  const start = placed.find((one) => one.code === found?.code) ?? placed.toSorted((a, b) => (b.population ?? 0) - (a.population ?? 0))[0] ?? null;
  const km = Math.min(80, Math.max(3, Number.parseInt(url.searchParams.get('km') ?? '', 10) || DEFAULT_KM));
  const section = url.searchParams.get('activite') ?? '';
  const ranked = start ? await neverMet(deps, territory.id, { from: { longitude: start.longitude!, latitude: start.latitude! }, withinKm: km, limit: SHOWN, ...(/^[A-U]$/.test(section) ? { section: divisionsOf(section) } : {}) }) : { firms: [], total: 0 };
  const rounds = await roundsOf(deps.db, territory.id, deps.clock.today());
  return {
    asked: { depart: start?.name ?? typed, km, activite: section },
    unknown: typed !== '' && !found ? typed : null,
    startCode: start?.code ?? null,
    total: ranked.total,
    firms: ranked.firms.map((one, i) => ({ siret: one.siret, name: one.name ?? 'Nom non diffusé', commune: one.communeName, activity: one.activityCode && nafLabel(one.activityCode), km: one.km, reasons: one.reasons.map(reasonText), chosen: i < SUGGESTED })),
    sections: nafList().filter(({ level }) => level === 'section').map(({ code, label }) => ({ code, label })),
    rounds: rounds.map((one) => ({ ...one, mine: one.personId === me.id })),
    today: deps.clock.today(),
    tomorrow: addWorkingDays(deps.clock.today(), 1),
    most: MOST_STOPS,
  };
};

const REFUSED = { 'in-the-past': 'Ce jour est passé.', 'no-time': 'Le temps donné ne suffit pas pour une seule visite.', 'unknown-start': 'On ne sait pas où se trouve cette commune de départ.', 'unknown-firm': 'Une de ces entreprises vient d’être rencontrée par quelqu’un, ou a fermé. Relisez la liste.' };

export const actions: Actions = {
  default: async ({ locals, request }) => {
    const me = requireAdviser(locals);
    const form = await request.formData();
    const text = (name: string) => String(form.get(name) ?? '');
    const sirets = form.getAll('entreprise').map(String);
    const [leavesAt, backBy] = [minutesOf(text('de')), minutesOf(text('a'))];
    const typed = { jour: text('jour'), de: text('de'), a: text('a'), duree: text('duree'), chosen: sirets };
    const keep = { typed, problem: '', duree: undefined as string | undefined };
    if (sirets.length === 0 || sirets.length > MOST_STOPS) return fail(400, { ...keep, problem: `Cochez d’une à ${MOST_STOPS} entreprises.` });
    if (!z.iso.date().safeParse(typed.jour).success || leavesAt === null || backBy === null || leavesAt < 300 || leavesAt > 1_200 || backBy < 360 || backBy > 1_380) return fail(400, { ...keep, problem: 'Donnez un jour, une heure de départ et une heure de retour, entre 5:00 et 23:00, par exemple 9:00 et 17:00.' });
    const visitMinutes = minutesBetween(typed.duree, 10, 180);
    if (visitMinutes === null) return fail(400, { ...keep, duree: 'Entre 10 minutes et 3 heures, par exemple 40.' });
    const planned = await planRound(locals.deps, straightLineTravel())({ territoryId: locals.territory.id, personId: me.id, day: typed.jour, startCommune: text('depart'), sirets, leavesAt, backBy, visitMinutes });
    if (!planned.ok) return fail(409, { ...keep, problem: REFUSED[planned.reason] });
    redirect(303, `/poste/tournees/${planned.value.id}${planned.value.left.length > 0 ? `?reste=${planned.value.left.length}` : ''}`);
  },
};
