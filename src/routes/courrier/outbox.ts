import { error } from '@sveltejs/kit';
import { demonstrationAccounts } from '#core/identity/index.ts';

/**
 * Who may read the outbox: anybody in a demonstration where no real adviser works yet and no mail server takes its mails, since nobody else would see them;
 * administrators else. Refuses with a sentence.
 */
export async function mayReadOutbox({ actor, deps, territory }: App.Locals): Promise<void> {
  if (actor.kind === 'person' && actor.administrator) return;
  if (deps.mailLeaves) error(403, { message: 'Les messages partent par le serveur d’envoi : seule l’administration du territoire les relit ici.' });
  if ((await demonstrationAccounts(deps, territory.id)).length === 0) error(403, { message: 'Le courrier d’un vrai territoire n’est lu que par son administration.' });
}
