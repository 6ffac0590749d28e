import { isAdviser } from '#core/identity/index.ts';
import { hasDemonstration } from '#core/observatory/index.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ locals: { actor, deps, territory }, url }) => ({
  me: actor.kind === 'person' ? { name: actor.name, adviser: isAdviser(actor), demonstration: actor.demonstration, firms: actor.firms.length } : null,
  path: url.pathname,
  territoryName: territory.withArticle,
  demonstration: await hasDemonstration(deps.db, territory.id),
});
