import { error, fail, redirect } from '@sveltejs/kit';
import { nafLabel } from '#core/directory/index.ts';
import { ALWAYS_ASKED, doorText, forgetRound, reasonText, RecordVisit, recordVisit, roundById, VISIT_RESULT_WORDS, VISIT_RESULTS } from '#core/support/index.ts';
import { straightLineTravel } from '#core/territory/index.ts';
import { cropWall } from '#lib/map/index.ts';
import { territoryWall, townsOf } from '../../../maps.server.ts';
import { asThem } from '../../../as-them.ts';
import { requireAdviser } from '../../../require.ts';
import { readMinutes } from '../../form.ts';
import { hourText } from '../day-form.ts';
import type { Actions, PageServerLoad } from './$types';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const me = requireAdviser(locals);
  const { deps, territory } = locals;
  const round = UUID.test(params.id) ? await roundById(deps.db, territory.id, params.id) : null;
  if (!round) error(404, { message: 'Cette tournée n’existe pas, ou a été retirée.' });
  const wall = await (await territoryWall(deps, territory.id)).wall;
  const travel = straightLineTravel();
  return {
    id: round.id, day: round.day, person: round.personName, mine: round.personId === me.id, start: round.start, leaves: hourText(round.leavesAt), back: hourText(round.backAt), km: round.km, basis: travel.basis,
    left: Number.parseInt(url.searchParams.get('reste') ?? '0', 10) || 0, noted: url.searchParams.get('fait'),
    results: VISIT_RESULTS.map((value) => ({ value, label: VISIT_RESULT_WORDS[value] })),
    asked: ALWAYS_ASKED,
    visits: round.visits.map((visit, i) => ({
      id: visit.id, siret: visit.siret, rank: i + 1, name: visit.name ?? 'Nom non diffusé', street: visit.street, commune: visit.communeName, activity: visit.activityCode && nafLabel(visit.activityCode), at: hourText(visit.arrivesAt), km: visit.kmBefore,
      why: visit.reasons.map(reasonText), say: visit.reasons.flatMap((reason) => doorText(reason) ?? []), result: visit.result && VISIT_RESULT_WORDS[visit.result], words: visit.words, longitude: visit.longitude, latitude: visit.latitude,
    })),
    map: { drawn: cropWall(wall, [round.start, ...round.visits], { width: 700, ratio: 0.7, leastKm: 16 }), towns: townsOf(wall.places, 30) },
    remaining: round.visits.every((visit) => visit.result === null),
  };
};

export const actions: Actions = {
  /** What came of a door: from the page at once, or later from a telephone that had no network. */
  noter: async ({ locals, params, request }) => {
    const me = requireAdviser(locals);
    const form = Object.fromEntries(await request.formData()) as Record<string, string>;
    const keep = { visit: form['visite'] ?? null, typed: form, problem: '', minutes: undefined as string | undefined };
    const spent = readMinutes(form['minutes'], undefined, locals.deps.clock.now());
    if (!spent.ok) return fail(400, { ...keep, minutes: spent.problem });
    const read = RecordVisit.safeParse({
      territoryId: locals.territory.id, id: form['visite'], by: me.id, result: form['resultat'], words: form['mots'] ?? '', promised: form['promis'] ?? '', phone: form['telephone'] ?? '',
      minutes: spent.minutes ?? null, saidAt: form['dit-a'] ? new Date(form['dit-a']) : null,
    });
    if (!read.success) return fail(400, { ...keep, problem: 'Choisissez ce qui s’est passé à cette porte.' });
    const done = await asThem(locals, (deps) => recordVisit(deps)(read.data));
    if (!done.ok) return fail(404, { ...keep, problem: 'Cette visite n’existe plus.' });
    redirect(303, `/poste/tournees/${params.id}?fait=${read.data.id}#v-${read.data.id}`);
  },
  retirer: async ({ locals, params }) => {
    const me = requireAdviser(locals);
    if (!UUID.test(params.id)) error(404, { message: 'Cette tournée n’existe pas, ou a été retirée.' });
    const done = await asThem(locals, (deps) => forgetRound(deps)({ territoryId: locals.territory.id, id: params.id, personId: me.id }));
    if (!done.ok) return fail(409, { visit: null, typed: {}, minutes: undefined, problem: done.reason === 'has-results' ? 'Une porte a déjà sa réponse : la tournée reste.' : 'Cette tournée n’est pas la vôtre.' });
    redirect(303, '/poste/tournees');
  },
};
