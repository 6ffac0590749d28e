import { error, fail, redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { establishmentBySiret } from '#core/directory/index.ts';
import { askFirmCode, claimOf, claimsOn, contactOf, isAdviser, joinByCode, joinByProConnect, leaveFirm, may, membersOf, noteFirmContact, type Person, statedSiret } from '#core/identity/index.ts';
import { askToSpeak, refuseToSpeak, settleClaim, vouchFor } from '#core/followup/index.ts';
import type { Deps } from '#core/kernel/index.ts';
import { asThem } from '../../../as-them.ts';
import { displayName } from '../../names.ts';
import { requireRight } from '../../../require.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const DONE = { rejoint: 'C’est fait : vous parlez au nom de cette entreprise.', code: 'Un code vient de partir.', demande: 'Votre demande est chez les conseillers.', adresse: 'L’adresse est notée.', ajout: 'C’est fait : cette personne est prévenue.', retire: 'C’est fait : cette personne ne parle plus au nom de l’entreprise.', ecarte: 'La demande est écartée.' } as const;
const Email = z.email().max(254);
const isUuid = (text: string) => z.uuid().safeParse(text).success;

async function open(locals: App.Locals, siret: string) {
  const person = requireRight(locals, 'firm.claim');
  const firm = await establishmentBySiret(locals.deps.db, siret);
  if (!firm) error(404, { message: 'Aucun établissement de l’annuaire n’a ce numéro.' });
  if (firm.status === 'closed') error(409, { message: 'Cet établissement est fermé : on ne peut plus parler en son nom.' });
  return { person, firm };
}

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const { person, firm } = await open(locals, params.siret);
  const { deps } = locals;
  const member = person.firms.includes(firm.siret);
  const adviser = isAdviser(person);
  const inside = may(person, 'firm.members', { siret: firm.siret }).ok;
  const done = url.searchParams.get('fait') as keyof typeof DONE | null;
  return {
    siret: firm.siret,
    name: displayName(firm),
    commune: firm.communeName,
    member,
    adviser,
    done: done && done in DONE ? DONE[done] : null,
    members: inside ? (await membersOf(deps, firm.territoryId, firm.siret)).map((one) => ({ ...one, me: one.personId === person.id })) : null,
    claims: adviser ? await claimsOn(deps, firm.territoryId, firm.siret) : [],
    contact: adviser ? await contactOf(deps, firm.territoryId, firm.siret) : null,
    mine: member ? null : await claimOf(deps, firm.territoryId, firm.siret, person.id),
    stated: !member && (await statedSiret(deps, person.id)) === firm.siret,
  };
};

/** She proved it by herself: what she had asked of the advisers needs no answer. */
const proved = (deps: Deps, claim: { territoryId: string; siret: string; personId: string }) => settleClaim(deps)({ ...claim, by: claim.personId, outcome: 'done', reason: 'Prouvé par un code ou par ProConnect.' });

/** An action on this firm: who acts, on what, with what was typed. Its end leads back here. */
const acting = (run: (on: { deps: App.Locals['deps']; person: Person; territoryId: string; siret: string; field: (name: string) => string; locals: App.Locals }) => Promise<keyof typeof DONE | { problem: string; at: string }>) => async ({ locals, params, request }: RequestEvent) => {
  const { person, firm } = await open(locals, params.siret);
  const form = await request.formData();
  const answer = await run({ deps: locals.deps, person, territoryId: firm.territoryId, siret: firm.siret, field: (name) => String(form.get(name) ?? '').trim(), locals });
  if (typeof answer === 'object') return fail(400, answer);
  redirect(303, `/annuaire/${firm.siret}/rejoindre?fait=${answer}`);
};

export const actions: Actions = {
  proconnect: acting(async ({ deps, person, territoryId, siret }) => {
    const joined = await joinByProConnect(deps)({ territoryId, siret, personId: person.id });
    if (!joined.ok) return { at: 'proconnect', problem: 'ProConnect ne dit pas que vous travaillez dans cet établissement. Demandez un code, ou un conseiller.' };
    await proved(deps, { territoryId, siret, personId: person.id });
    return 'rejoint';
  }),
  ask: acting(async ({ deps, person, territoryId, siret }) => {
    const asked = await askFirmCode(deps)({ territoryId, siret, personId: person.id });
    if (asked.ok) return 'code';
    return { at: 'code', problem: asked.reason === 'too-often' ? 'Trop de codes ont été demandés pour cette entreprise. Réessayez dans une heure, ou demandez à un conseiller.' : 'Aucune adresse de cette entreprise n’est connue : demandez à un conseiller.' };
  }),
  code: acting(async ({ deps, person, territoryId, siret, field }) => {
    const joined = await joinByCode(deps)({ territoryId, siret, personId: person.id, code: field('code').replace(/\D/g, '') });
    if (joined.ok) return await proved(deps, { territoryId, siret, personId: person.id }), 'rejoint';
    return { at: 'code', problem: joined.reason === 'wrong-code' ? 'Ce n’est pas ce code.' : 'Ce code ne sert plus : demandez-en un autre.' };
  }),
  advisers: acting(async ({ person, territoryId, siret, field, locals }) => {
    const words = field('mots');
    if (words.length < 3) return { at: 'advisers', problem: 'Dites en quelques mots qui vous êtes dans cette entreprise.' };
    await asThem(locals, (deps) => askToSpeak(deps)({ territoryId, siret, personId: person.id, name: person.name, email: person.email, words }));
    return 'demande';
  }),
  contact: acting(async ({ person, territoryId, siret, field, locals }) => {
    requireRight(locals, 'firm.vouch', { siret });
    const email = Email.safeParse(field('adresse'));
    if (!email.success) return { at: 'contact', problem: 'Cette adresse ne se lit pas.' };
    await asThem(locals, (deps) => noteFirmContact(deps)({ territoryId, siret, email: email.data, by: person.id }));
    return 'adresse';
  }),
  vouch: acting(async ({ person, territoryId, siret, field, locals }) => {
    requireRight(locals, 'firm.vouch', { siret });
    const email = Email.safeParse(field('email'));
    if (!email.success) return { at: 'vouch', problem: 'Cette adresse ne se lit pas.' };
    const vouched = await asThem(locals, (deps) => vouchFor(deps)({ territoryId, siret, email: email.data, name: field('nom'), by: person.id }));
    if (vouched.ok) return 'ajout';
    return { at: 'vouch', problem: vouched.reason === 'oneself' ? 'Un conseiller ne se porte pas garant de lui-même : demandez à un collègue.' : 'Cet établissement est fermé.' };
  }),
  refuse: acting(async ({ person, territoryId, siret, field, locals }) => {
    requireRight(locals, 'firm.vouch', { siret });
    if (isUuid(field('id'))) await asThem(locals, (deps) => refuseToSpeak(deps)({ territoryId, siret, personId: field('id'), by: person.id }));
    return 'ecarte';
  }),
  leave: acting(async ({ person, territoryId, siret, field, locals }) => {
    requireRight(locals, 'firm.members', { siret });
    const left = isUuid(field('id')) ? await asThem(locals, (deps) => leaveFirm(deps)({ territoryId, siret, personId: field('id'), by: person.id })) : null;
    return left?.ok ? 'retire' : { at: 'leave', problem: 'Cette personne n’en fait déjà plus partie.' };
  }),
};
