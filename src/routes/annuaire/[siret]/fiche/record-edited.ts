import { error } from '@sveltejs/kit';
import { type Establishment, establishmentBySiret, type Viewer } from '#core/directory/index.ts';
import { type Person, viewerOf } from '#core/identity/index.ts';
import { requireRight } from '../../../require.ts';

/** The establishment whose record is edited, by whom, and with whose eyes: an adviser, or somebody who speaks for the firm. */
export async function recordEdited(locals: App.Locals, siret: string): Promise<{ firm: Establishment; person: Person; viewer: Viewer }> {
  const person = requireRight(locals, 'record.edit', { siret });
  const firm = await establishmentBySiret(locals.deps.db, siret);
  if (!firm) error(404, { message: 'Aucun établissement de l’annuaire n’a ce numéro.' });
  return { firm, person, viewer: viewerOf(person, firm.siret) };
}
