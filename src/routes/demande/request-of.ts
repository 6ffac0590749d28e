import { error } from '@sveltejs/kit';
import { readRequestLink, requestById, type RequestShown } from '#core/support/index.ts';

/** The request that a link shows to who asked. A link that is not ours, or too old, says what to do instead. */
export async function requestOf({ deps, territory }: App.Locals, token: string): Promise<RequestShown> {
  const link = readRequestLink(deps, token);
  const request = link && link.territoryId === territory.id ? await requestById(deps.db, link.territoryId, link.id) : null;
  return request ?? error(404, { message: 'Ce lien ne mène à aucune demande : il a été mal recopié, ou il est trop ancien. Vous pouvez refaire une demande.' });
}
