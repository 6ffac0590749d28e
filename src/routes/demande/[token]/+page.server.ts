import { fail, redirect } from '@sveltejs/kit';
import { eventsOf } from '#core/followup/index.ts';
import { dateOf } from '#core/kernel/index.ts';
import { addWordsToRequest, askerHistory, becauseText, cancelRequest, firstWordBy, isOff, momentText, nudgeRequest, OUTCOME_WORDS, REACH_WORDS, subjectLabel, TIME_WORDS } from '#core/support/index.ts';
import { listed } from '#lib/format.ts';
import { requestOf } from '../request-of.ts';
import type { Actions, PageServerLoad } from './$types';

const DONE = { relance: 'C’est transmis : votre demande passe avant les autres jusqu’à ce qu’on vous réponde.', mot: 'Votre mot est ajouté.', annulee: 'Votre demande est annulée.' } as const;

export const load: PageServerLoad = async ({ locals, params, url, setHeaders }) => {
  const { deps } = locals;
  const one = await requestOf(locals, params.token);
  // The address is a key: no other site learns it, no machine indexes it.
  setHeaders({ 'referrer-policy': 'no-referrer', 'x-robots-tag': 'noindex' });
  const events = await eventsOf(deps.db, locals.territory.id, one.promiseId);
  const chosen = one.routing.advisers.find((who) => who.personId === one.ownerId);
  const done = url.searchParams.get('fait') as keyof typeof DONE | null;
  return {
    token: params.token,
    state: one.state,
    open: one.state !== 'closed' && one.state !== 'cancelled',
    words: one.words,
    subject: subjectLabel(one.subject),
    commune: one.communeName,
    askedOn: dateOf(one.askedAt),
    by: firstWordBy(dateOf(one.askedAt)),
    late: one.firstWordAt === null && firstWordBy(dateOf(one.askedAt)) < deps.clock.today(),
    reached: one.firstWordAt !== null,
    reach: [REACH_WORDS[one.reach], ...(one.times.length > 0 ? [listed(one.times.map((time) => TIME_WORDS[time]))] : [])].join(', '),
    owner: one.ownerName === null ? null : { name: one.ownerName, body: one.bodyName, phone: one.bodyPhone, because: chosen ? becauseText(chosen.because) : null },
    dormant: one.bodyDormantSince,
    appointment: one.appointmentAt && one.state === 'taken' ? { when: momentText(one.appointmentAt), place: one.appointmentPlace } : null,
    off: one.appointmentAt && isOff(one) ? momentText(one.appointmentAt) : null,
    outcome: one.outcome && OUTCOME_WORDS[one.outcome],
    reason: one.reason,
    history: askerHistory(events),
    done: done && done in DONE ? DONE[done] : null,
  };
};

const REFUSED = { 'unknown-request': 'Cette demande n’existe plus.', closed: 'Cette demande est déjà close.', 'changed-meanwhile': 'Elle vient de changer : relisez la page.', 'nothing-said': 'Écrivez d’abord un mot.' };

export const actions: Actions = {
  relancer: async ({ locals, params }) => {
    const { id } = await requestOf(locals, params.token);
    const done = await nudgeRequest(locals.deps)({ territoryId: locals.territory.id, id });
    if (!done.ok) return fail(409, { problem: REFUSED[done.reason], words: '' });
    redirect(303, `/demande/${params.token}?fait=relance`);
  },
  mot: async ({ locals, params, request }) => {
    const { id } = await requestOf(locals, params.token);
    const words = String((await request.formData()).get('mot') ?? '');
    const done = await addWordsToRequest(locals.deps)({ territoryId: locals.territory.id, id, words });
    if (!done.ok) return fail(409, { problem: REFUSED[done.reason], words });
    redirect(303, `/demande/${params.token}?fait=mot`);
  },
  annuler: async ({ locals, params, request }) => {
    const { id } = await requestOf(locals, params.token);
    const done = await cancelRequest(locals.deps)({ territoryId: locals.territory.id, id, words: String((await request.formData()).get('raison') ?? '') });
    if (!done.ok) return fail(409, { problem: REFUSED[done.reason], words: '' });
    redirect(303, `/demande/${params.token}?fait=annulee`);
  },
};
