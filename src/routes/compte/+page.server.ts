import { establishmentBySiret } from '#core/directory/index.ts';
import { displayName } from '../annuaire/names.ts';
import { requirePerson } from '../require.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
  const { name, email, demonstration, firms } = requirePerson(locals);
  const found = await Promise.all(firms.map((siret) => establishmentBySiret(locals.deps.db, siret)));
  return { name, email, invented: demonstration, firms: found.flatMap((firm) => (firm ? [{ siret: firm.siret, name: displayName(firm), commune: firm.communeName }] : [])) };
};
