import { consentsOf, heldAbout, record, tracesOf } from '#core/identity/index.ts';
import { requireRight } from '../../require.ts';
import type { RequestHandler } from './$types';

/** All that is held about the person, as a file to take away. */
export const GET: RequestHandler = async ({ locals }) => {
  const person = requireRight(locals, 'data.own');
  const { deps, territory } = locals;
  await record(deps, { territoryId: territory.id, personId: person.id, did: 'data.export' });
  const held = await heldAbout(deps.db, { personId: person.id, email: person.email });
  const data = {
    date: deps.clock.now().toISOString(),
    personne: { nom: person.name, courriel: person.email },
    donnees: Object.fromEntries(held.map(({ what, rows }) => [what, rows])),
    accords: await consentsOf(deps.db, territory.id, person.firms),
    traces: await tracesOf(deps.db, territory.id, person.id, person.firms),
  };
  return new Response(JSON.stringify(data, null, 2), { headers: { 'content-type': 'application/json; charset=utf-8', 'content-disposition': 'attachment; filename="mes-donnees-gariotte.json"' } });
};
