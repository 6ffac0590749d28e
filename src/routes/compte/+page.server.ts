import { fail, redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { establishmentBySiret } from '#core/directory/index.ts';
import { advisersOf, asActor, changePerson, ChangePerson, closeAllSessions, closeSession, deviceOf, forgetPasskey, isAdviser, isManager, passkeysOf, phoneOf, sessionsOf } from '#core/identity/index.ts';
import { dateOf } from '#core/kernel/index.ts';
import { REQUEST_STATE_WORDS, requestPath, requestsOfPerson, subjectLabel } from '#core/support/index.ts';
import { displayName } from '../annuaire/names.ts';
import { safePath } from '../connexion/safe-path.ts';
import { asThem } from '../as-them.ts';
import { requirePerson } from '../require.ts';
import type { Actions, PageServerLoad } from './$types';

const OPENED_BY: Record<string, string> = { code: 'par un code', passkey: 'avec une clé d’accès', proconnect: 'avec ProConnect', demonstration: 'compte de démonstration' };
const isUuid = (text: string) => z.uuid().safeParse(text).success;

export const load: PageServerLoad = async ({ locals, url }) => {
  const person = requirePerson(locals);
  const { deps, territory, session } = locals;
  const [found, sessions, passkeys, phone, advisers] = await Promise.all([
    Promise.all(person.firms.map((siret) => establishmentBySiret(deps.db, siret))),
    sessionsOf(deps, person.id),
    passkeysOf(deps, person.id),
    phoneOf(deps.db, person.id),
    isAdviser(person) ? advisersOf(deps, territory.id) : [],
  ]);
  const requests = await asActor(deps.db, person, territory.id, (db) => requestsOfPerson(db, territory.id, person));
  return {
    requests: requests.map((one) => ({ id: one.id, path: requestPath(deps, territory.id, one.id), what: subjectLabel(one.subject), words: one.words, askedOn: dateOf(one.askedAt), state: REQUEST_STATE_WORDS[one.state], who: one.ownerName, firm: person.firms.length > 1 || one.email !== person.email ? one.firmName : null, open: one.promiseState === 'open' })),
    name: person.name,
    email: person.email,
    phone: phone ?? '',
    invented: person.demonstration,
    administrator: person.administrator,
    manages: isManager(person),
    to: url.searchParams.has('vers') ? safePath(url.searchParams.get('vers')) : null,
    changed: url.searchParams.has('fait'),
    firms: found.flatMap((firm) => (firm ? [{ siret: firm.siret, name: displayName(firm), commune: firm.communeName }] : [])),
    bodies: advisers.filter((one) => one.personId === person.id).map(({ bodyName, role }) => ({ name: bodyName, role })),
    sessions: sessions.map(({ id, openedBy, userAgent, createdAt, seenAt }) => ({ id, how: OPENED_BY[openedBy] ?? openedBy, device: deviceOf(userAgent), since: createdAt.toISOString().slice(0, 10), seen: seenAt.toISOString().slice(0, 10), here: id === session?.id })),
    passkeys: passkeys.map(({ id, createdAt }) => ({ id, since: createdAt?.toISOString().slice(0, 10) ?? null })),
  };
};

export const actions: Actions = {
  person: async ({ locals, request }) => {
    const person = requirePerson(locals);
    const form = await request.formData();
    const typed = { name: String(form.get('nom') ?? ''), phone: String(form.get('telephone') ?? '') };
    const input = ChangePerson.safeParse({ personId: person.id, ...typed });
    if (!input.success) return fail(400, { typed, problem: input.error.issues[0]?.path[0] === 'name' ? 'Votre nom tient en deux lettres au moins.' : 'Ce numéro de téléphone ne se lit pas. Exemple : 05 65 00 00 00.' });
    if (!(await asThem(locals, (deps) => changePerson(deps)(input.data))).ok) return fail(403, { typed, problem: 'Les personnes inventées gardent leur nom.' });
    redirect(303, form.get('vers') ? safePath(String(form.get('vers'))) : '/compte?fait');
  },
  close: async ({ locals, request }) => {
    const person = requirePerson(locals);
    const id = String((await request.formData()).get('id') ?? '');
    if (isUuid(id)) await closeSession(locals.deps, person.id, id);
    redirect(303, id === locals.session?.id ? '/' : '/compte#sessions');
  },
  everywhere: async ({ locals }) => {
    await closeAllSessions(locals.deps, requirePerson(locals).id);
    redirect(303, '/');
  },
  forget: async ({ locals, request }) => {
    const person = requirePerson(locals);
    const id = String((await request.formData()).get('id') ?? '');
    if (isUuid(id)) await forgetPasskey(locals.deps, person.id, id);
    redirect(303, '/compte#cles');
  },
};
