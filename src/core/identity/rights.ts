import { type Actor, isAdviser, isManager, type Person } from './model.ts';

/** What an action is about, as far as rights ask: a firm, a body, a person; whether nothing here is real yet. */
export type On = { siret?: string | null; bodyId?: string | null; personId?: string | null; openDemonstration?: boolean };
/** Yes, or no with the reason in a sentence that can be shown. `sign-in`: knowing who it is might change the answer. */
export type Answer = { ok: true } | { ok: false; reason: 'sign-in' | 'not-yours'; because: string };
export type Right = { does: string; who: (actor: Actor, on: On) => Answer };

const YES: Answer = { ok: true };
const no = (because: string): Answer => ({ ok: false, reason: 'not-yours', because });
const unknown: Answer = { ok: false, reason: 'sign-in', because: 'Il faut d’abord dire qui vous êtes.' };

type Rule = (person: Person, on: On) => boolean;
const everybody = (): Answer => YES;
/** A rule for people who are signed in; jobs of the product may do all that is written for people. */
const people =
  (rule: Rule, because: string) =>
  (actor: Actor, on: On): Answer =>
    actor.kind === 'job' || (actor.kind === 'person' && rule(actor, on)) ? YES : actor.kind === 'visitor' ? unknown : no(because);

const ofFirm: Rule = (person, { siret }) => !!siret && person.firms.includes(siret);
const adviser: Rule = (person) => isAdviser(person);
const manager: Rule = (person, { bodyId }) => person.administrator || (bodyId ? person.bodies.some((body) => body.id === bodyId && body.role === 'manager') : isManager(person));
const administrator: Rule = (person) => person.administrator;
const oneself: Rule = (person, { personId }) => person.id === personId;

const FOR_FIRM = 'C’est réservé à l’entreprise elle-même et aux conseillers du territoire. Si c’est la vôtre, rattachez votre compte à elle depuis sa page.';
const FOR_ADVISERS = 'C’est réservé aux conseillers du territoire. Votre compte n’est rattaché à aucune structure : demandez à votre responsable de vous y ajouter.';
const FOR_MANAGERS = 'C’est réservé aux responsables de la structure.';
const FOR_ADMINISTRATORS = 'C’est réservé à l’administration du territoire.';
const FOR_ONESELF = 'Ce qui concerne une personne n’est montré qu’à elle.';

/** Who may do what: the one table that pages, the interface for programs and queries ask. Printed in docs/rights.md. */
export const RIGHTS = {
  'public.read': { does: 'read what is public: directory, boards, territory, figures', who: everybody },
  'request.make': { does: 'ask for help, with or without an account', who: everybody },
  'link.use': { does: 'answer through a signed link received by mail: the link is the right', who: everybody },
  'sign-in': { does: 'sign in and out', who: everybody },
  'account.own': { does: 'see and change one’s own account, sessions and passkeys', who: people(() => true, FOR_ONESELF) },
  'data.own': { does: 'see, take away and erase what is held about oneself', who: people((person, on) => on.personId === undefined || oneself(person, on), FOR_ONESELF) },
  'firm.claim': { does: 'say that one works for a firm, and prove it', who: people(() => true, FOR_FIRM) },
  'firm.members': { does: 'see who speaks for a firm, remove somebody', who: people((person, on) => ofFirm(person, on) || isAdviser(person), FOR_FIRM) },
  'firm.vouch': { does: 'vouch for somebody who speaks for a firm; say at which address a firm is reached', who: people(adviser, FOR_ADVISERS) },
  'record.private': { does: 'read what a firm keeps for itself', who: people(ofFirm, 'L’entreprise garde cela pour elle.') },
  'record.advisers': { does: 'read what a firm said to advisers', who: people((person, on) => ofFirm(person, on) || isAdviser(person), FOR_FIRM) },
  'record.edit': { does: 'note, correct and take back what a firm says', who: people((person, on) => ofFirm(person, on) || isAdviser(person), FOR_FIRM) },
  'plan.use': { does: 'read and change the plan of a firm', who: people((person, on) => ofFirm(person, on) || isAdviser(person), FOR_FIRM) },
  'board.run': { does: 'look for proposals over the whole territory', who: people(adviser, FOR_ADVISERS) },
  'proposal.answer': { does: 'answer a proposal for the firms', who: people(adviser, FOR_ADVISERS) },
  'introduction.own': { does: 'answer a proposal for one’s own firm, introduce it to the others', who: people(ofFirm, 'C’est à l’entreprise elle-même de répondre. Si c’est la vôtre, rattachez votre compte à elle depuis sa page.') },
  'desk.use': { does: 'use the desk: promises, requests, calls, visits', who: people(adviser, FOR_ADVISERS) },
  'data.others': { does: 'show, take away and erase what is held about somebody without an account, at her wish', who: people(adviser, FOR_ADVISERS) },
  'trail.read': { does: 'read who saw and changed what', who: people(administrator, FOR_ADMINISTRATORS) },
  // It holds sign-in codes: outside of a demonstration whose mails nobody else would see, whoever reads it could be anybody.
  'outbox.read': { does: 'read the mails that the product sends (anybody in an open demonstration without a mail server)', who: (actor, on) => (on.openDemonstration ? YES : people(administrator, FOR_ADMINISTRATORS)(actor, on)) },
  'team.manage': { does: 'see a body’s load, its absences, its departures', who: people(manager, FOR_MANAGERS) },
  'territory.administer': { does: 'add bodies, and change who works for any of them', who: people(administrator, FOR_ADMINISTRATORS) },
} as const satisfies Record<string, Right>;

export type Action = keyof typeof RIGHTS;

/** Whether an actor may do something to a thing, and if not why. */
export const may = (actor: Actor, action: Action, on: On = {}): Answer => RIGHTS[action].who(actor, on);
