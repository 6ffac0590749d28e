import { error } from '@sveltejs/kit';
import { advisersMayRead, agreedOf, type Kept, keptById, keptByToken, type LeadsTo, type Opened, openResult, type Scheme } from '#core/diagnosis/index.ts';
import { establishmentBySiret, type Establishment } from '#core/directory/index.ts';
import { may } from '#core/identity/index.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const NOT_THERE = 'Ce lien n’ouvre aucun résultat : il a été mal recopié, ou le diagnostic a été effacé. Vous pouvez en refaire un.';

/** By the private link; or by its number, for the firm's own people, and for advisers where the firm agreed. */
export async function keptFor({ deps, territory, actor }: App.Locals, token: string): Promise<Kept & { byLink: boolean }> {
  if (!UUID.test(token)) return { ...((await keptByToken(deps.db, territory.id, token)) ?? error(404, { message: NOT_THERE })), byLink: true };
  const kept = await keptById(deps.db, territory.id, token);
  const own = kept?.siret && actor.kind === 'person' && actor.firms.includes(kept.siret);
  const seen = kept?.siret && (own || (may(actor, 'plan.use', { siret: kept.siret }).ok && (await advisersMayRead(deps.db, territory.id, kept.id))));
  return kept && seen ? { ...kept, byLink: false } : error(404, { message: NOT_THERE });
}

export type Shown = { kept: Kept & { byLink: boolean }; opened: Opened; firm: Establishment | null };

/** A result with the firm it is attached to. */
export async function resultFor(locals: App.Locals, token: string): Promise<Shown> {
  const kept = await keptFor(locals, token);
  const opened = (await openResult(locals.deps, kept)) ?? error(404, { message: NOT_THERE });
  return { kept, opened, firm: kept.siret ? await establishmentBySiret(locals.deps.db, kept.siret) : null };
}

/** Where an action leads, as an address: the adviser's form opens with subject and words. */
export const hrefOf = (to: LeadsTo | Scheme, siret: string | null): string =>
  'href' in to ? to.href : `/demander?${new URLSearchParams({ sujet: to.subject, mots: to.words, ...(siret ? { siret } : {}) })}`;

export const agreedShown = (locals: App.Locals, kept: Kept) => agreedOf(locals.deps.db, kept.territoryId, kept.id);
