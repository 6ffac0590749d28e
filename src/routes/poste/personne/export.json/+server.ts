import { error } from '@sveltejs/kit';
import { takeWithoutAccount } from '#core/identity/index.ts';
import { requireRight } from '../../../require.ts';
import type { RequestHandler } from './$types';

/** All that is held about somebody without an account, as a file to give her. */
export const GET: RequestHandler = async ({ locals, url }) => {
  const me = requireRight(locals, 'data.others');
  const typed = (url.searchParams.get('qui') ?? '').slice(0, 200);
  const held = await takeWithoutAccount(locals.deps)({ territoryId: locals.territory.id, typed, by: me.id });
  if (!held.ok) error(400, { message: 'Il faut un téléphone ou un courriel.' });
  const data = { date: locals.deps.clock.now().toISOString(), personne: typed, donnees: Object.fromEntries(held.value.map(({ what, rows }) => [what, rows])) };
  return new Response(JSON.stringify(data, null, 2), { headers: { 'content-type': 'application/json; charset=utf-8', 'content-disposition': 'attachment; filename="donnees-gariotte.json"' } });
};
