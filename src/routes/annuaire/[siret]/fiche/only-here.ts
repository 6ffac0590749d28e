import { error } from '@sveltejs/kit';
import { type Establishment, establishmentBySiret } from '#core/directory/index.ts';

/** The establishment whose record is edited. Refused anywhere but on the machine that serves: its user is the adviser until accounts exist. */
export async function recordEdited(locals: App.Locals, siret: string): Promise<Establishment> {
  if (!locals.local) error(403, { message: 'Noter, corriger ou retirer se fait depuis la machine qui fait tourner Gariotte, tant que les comptes n’existent pas. La fiche publique reste visible à l’adresse de l’établissement.' });
  const firm = await establishmentBySiret(locals.deps.db, siret);
  if (!firm) error(404, { message: 'Aucun établissement de l’annuaire n’a ce numéro.' });
  return firm;
}
