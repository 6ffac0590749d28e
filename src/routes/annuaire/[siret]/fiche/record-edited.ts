import { error } from '@sveltejs/kit';
import { type Establishment, establishmentBySiret, type Viewer } from '#core/directory/index.ts';
import { isAdviser, type Person, viewerOf } from '#core/identity/index.ts';
import { requirePerson } from '../../../require.ts';

/** The establishment whose record is edited, by whom, and with whose eyes: an adviser, or somebody who speaks for the firm. */
export async function recordEdited(locals: App.Locals, siret: string): Promise<{ firm: Establishment; person: Person; viewer: Viewer }> {
  const person = requirePerson(locals);
  const firm = await establishmentBySiret(locals.deps.db, siret);
  if (!firm) error(404, { message: 'Aucun établissement de l’annuaire n’a ce numéro.' });
  const adviser: boolean = isAdviser(person);
  if (!adviser && !person.firms.includes(firm.siret))
    error(403, { message: 'Noter, corriger ou retirer est réservé à l’entreprise elle-même et aux conseillers du territoire. Si c’est la vôtre, rattachez votre compte à elle depuis sa page.' });
  return { firm, person, viewer: viewerOf(person, firm.siret) };
}
