import { positionSources, straightLineTravel } from '#core/territory/index.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
  positions: await positionSources(locals.deps.db, locals.territory.id),
  travel: straightLineTravel().basis,
});
