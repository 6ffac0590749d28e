import { error, fail, redirect } from '@sveltejs/kit';
import { nafLabel } from '#core/directory/index.ts';
import { eventsOf, lastChangeOf, promiseById } from '#core/followup/index.ts';
import { advisersOf, asActor, recordOnce } from '#core/identity/index.ts';
import { dateOf, type Deps } from '#core/kernel/index.ts';
import { acceptRequest, becauseText, checksOf, closeRequest, isOff, lacksText, momentText, noteCall, OUTCOME_WORDS, passOnRequest, REACH_WORDS, reopenRequest, requestById, setAppointment, subjectLabel, TIME_WORDS } from '#core/support/index.ts';
import { dialled, listed, phone } from '#lib/format.ts';
import { asThem } from '../../../as-them.ts';
import { requireAdviser } from '../../../require.ts';
import { CHANNEL_WORDS, EVENT_WORDS } from '../../words.ts';
import { minutesBetween } from '../../form.ts';
import { common, momentOf, OUTCOMES } from './actions-form.ts';
import type { Actions, PageServerLoad } from './$types';

const DONE = { prise: 'Elle est à vous : la personne le voit sur sa page.', appel: 'L’appel est noté.', passee: 'C’est passé, avec votre raison.', 'rendez-vous': 'Le rendez-vous est fixé.', close: 'C’est clos.', rouverte: 'Elle est rouverte, pour aujourd’hui.' } as const;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const me = requireAdviser(locals);
  const { deps, territory } = locals;
  const done = url.searchParams.get('fait') as keyof typeof DONE | null;
  /** The version by which what this person just did can be taken back; null when it cannot. */
  const undoOf = async (db: Deps['db'], promiseId: string) => ((await lastChangeOf(db, territory.id, promiseId, me.id))?.undoable ? ((await promiseById(db, territory.id, promiseId))?.version ?? null) : null);
  const { one, events, checks, undo } = await asActor(deps.db, me, territory.id, async (db) => {
    const one = UUID.test(params.id) ? await requestById(db, territory.id, params.id) : null;
    return { one, events: one ? await eventsOf(db, territory.id, one.promiseId) : [], checks: one ? await checksOf(db, territory.id, one.id) : [], undo: one && (done === 'prise' || done === 'close') ? await undoOf(db, one.promiseId) : null };
  });
  if (!one) error(404, { message: 'Cette demande n’existe pas, ou a été effacée.' });
  await recordOnce(deps, { territoryId: territory.id, personId: me.id, did: 'request.read', siret: one.siret, about: one.id });
  const people = await advisersOf(deps, territory.id);
  const chosen = new Map(one.routing.advisers.map((who, rank) => [who.personId, { rank, because: becauseText(who.because) }]));
  return {
    id: one.id, version: one.version, promiseId: one.promiseId, state: one.state, open: one.state !== 'closed' && one.state !== 'cancelled', mine: one.ownerId === me.id, accepted: one.acceptedAt !== null, demonstration: one.demonstration,
    person: one.personName, firm: one.firmName, siret: one.siret, starting: one.starting, activity: one.activityCode && nafLabel(one.activityCode), words: one.words, subject: subjectLabel(one.subject), commune: one.communeName,
    phone: one.phone && { shown: phone(one.phone), dialled: dialled(one.phone) }, email: one.email, reach: [REACH_WORDS[one.reach], ...(one.times.length > 0 ? [listed(one.times.map((time) => TIME_WORDS[time]))] : [])].join(', '),
    askedOn: dateOf(one.askedAt), dueOn: one.dueOn, reached: one.firstWordAt !== null, today: deps.clock.today(), openedAt: deps.clock.now().toISOString(),
    owner: one.ownerName, body: one.bodyName,
    appointment: one.appointmentAt && { when: momentText(one.appointmentAt), place: one.appointmentPlace, off: isOff(one) },
    outcome: one.outcome && OUTCOME_WORDS[one.outcome], reason: one.reason, minutes: one.minutes, putInPlace: one.putInPlace,
    chosen: one.routing.advisers.map((who) => ({ name: who.name, body: who.bodyName, because: becauseText(who.because) })),
    nearest: one.routing.nearest.map((who) => `${who.name} (${who.bodyName}) : ${lacksText(who.lacks, one)}`),
    // Those whom routing chose come first.
    receivers: people.filter((who) => who.personId !== one.ownerId).map((who) => ({ value: `${who.personId} ${who.bodyId}`, label: `${who.name}, ${who.bodyName}${chosen.has(who.personId) ? ' (couvre cette demande)' : ''}`, rank: chosen.get(who.personId)?.rank ?? 99 })).toSorted((a, b) => a.rank - b.rank || a.label.localeCompare(b.label, 'fr')),
    history: events.map((event) => ({ id: event.id, at: event.at, text: [event.byName ?? (event.kind === 'noted' || event.kind === 'nudged' ? one.personName : 'Gariotte'), EVENT_WORDS[event.kind] ?? event.kind, event.channel && CHANNEL_WORDS[event.channel]].filter(Boolean).join(', '), words: event.words, minutes: event.minutes })),
    checks,
    undo,
    done: done && done in DONE ? `${DONE[done]}${done === 'close' && one.email ? ' La personne le saura par courriel dans dix minutes.' : ''}` : null,
  };
};

type Refusal = { ok: false; reason: string; detail?: unknown };
const owner = (refusal: Refusal) => (refusal.detail as { ownerName?: string | null } | undefined)?.ownerName;
function problemOf(refusal: Refusal): string {
  switch (refusal.reason) {
    case 'changed-meanwhile': return `Quelqu’un a changé cette demande pendant que vous la lisiez${owner(refusal) ? ` : elle est suivie par ${owner(refusal)}` : ''}. Rien n’a été perdu : ce que vous avez écrit est encore là, relisez puis recommencez.`;
    case 'closed': return 'Cette demande vient d’être close : rien n’a été changé.';
    case 'unknown-receiver': return 'Choisissez à qui la passer.';
    case 'too-far': return 'C’est dans plus de deux ans : vérifiez l’année.';
    case 'in-the-past': return 'Ce moment est déjà passé.';
    case 'still-open': return 'Elle est déjà rouverte.';
    case 'cancelled': return 'La personne l’a annulée elle-même : c’est à elle de la refaire.';
    case 'reason-missing': return 'Dites pourquoi en quelques mots : la personne le lira.';
    default: return 'Cette demande n’existe plus.';
  }
}

type Event = Parameters<Actions[string]>[0];
/** Carries out one of the page's actions with what was typed; a refusal keeps it. */
async function act(event: Event, what: keyof typeof DONE, run: (deps: Deps, input: { territoryId: string; id: string; by: string; version?: number; minutes?: number }, typed: Record<string, string>) => Promise<{ ok: true } | Refusal | { field: string; said: string } | string>) {
  const { locals, params, request } = event;
  const me = requireAdviser(locals);
  if (!UUID.test(params['id']!)) error(404, { message: 'Cette demande n’existe pas, ou a été effacée.' });
  const { typed, version, spent } = common(await request.formData(), locals.deps.clock.now());
  if (!spent.ok) return fail(400, { what, typed, problem: '', field: 'minutes', said: spent.problem });
  const { minutes } = spent;
  const result = await asThem(locals, (deps) => run(deps, { territoryId: locals.territory.id, id: params['id']!, by: me.id, ...(version === undefined ? {} : { version }), ...(minutes === undefined ? {} : { minutes }) }, typed));
  if (typeof result === 'string') return fail(400, { what, typed, problem: result, field: '', said: '' });
  if ('said' in result) return fail(400, { what, typed, problem: '', ...result });
  if (!result.ok) return fail(409, { what, typed, problem: problemOf(result), field: '', said: '' });
  redirect(303, `/poste/demandes/${params['id']}?fait=${what}`);
}

export const actions: Actions = {
  prendre: (event) => act(event, 'prise', (deps, { minutes: _, ...which }) => acceptRequest(deps)(which)),
  appel: (event) => act(event, 'appel', (deps, which, typed) => noteCall(deps)({ ...which, reached: typed['joint'] !== 'non', words: typed['mots'] ?? '', channel: 'phone' })),
  rouvrir: (event) => act(event, 'rouverte', (deps, { minutes: _, version: __, ...which }) => reopenRequest(deps)(which)),
  passer: (event) =>
    act(event, 'passee', async (deps, { minutes: _, ...which }, typed) => {
      const [toPersonId = '', toBodyId = ''] = (typed['qui'] ?? '').split(' ');
      if (!UUID.test(toPersonId) || !UUID.test(toBodyId)) return 'Choisissez à qui la passer.';
      if (!typed['raison']) return 'Dites pourquoi en quelques mots : les deux le liront.';
      return passOnRequest(deps)({ ...which, toPersonId, toBodyId, reason: typed['raison'] });
    }),
  'rendez-vous': (event) =>
    act(event, 'rendez-vous', async (deps, { minutes: _, ...which }, typed) => {
      const at = momentOf(typed['jour'] ?? '', typed['heure'] ?? '');
      if (!at) return 'Donnez un jour et une heure, par exemple 14:30.';
      if (!typed['lieu']) return 'Dites où, ou par quel moyen : au fournil, au téléphone…';
      const minutes = minutesBetween(typed['duree'], 10, 480);
      if (minutes === null) return { field: 'duree', said: 'Entre 10 minutes et 8 heures, par exemple 30.' };
      return setAppointment(deps)({ ...which, at, minutes, place: typed['lieu'] });
    }),
  clore: (event) =>
    act(event, 'close', async (deps, which, typed) => {
      const outcome = OUTCOMES[typed['issue'] ?? ''];
      if (!outcome) return 'Choisissez ce qui en est sorti.';
      return closeRequest(deps)({ ...which, outcome, words: typed['mots'] ?? '', putInPlace: typed['pose'] || null });
    }),
};
