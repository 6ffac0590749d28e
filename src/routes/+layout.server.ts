import { hasDemonstration } from '#core/observatory/index.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ locals }) => ({
  local: locals.local,
  territoryName: locals.territory.withArticle,
  demonstration: await hasDemonstration(locals.deps.db, locals.territory.id),
});
