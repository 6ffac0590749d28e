import type { Fact, Viewer } from './model.ts';

/**
 * The one rule of consent: whether a viewer may see a fact.
 * Everybody sees what is public; advisers what was said to advisers or to partners; partners what was said to them; a firm's own people all of theirs.
 */
export function mayShow(fact: Pick<Fact, 'consent' | 'siret'>, viewer: Viewer): boolean {
  if (fact.consent === 'public') return true;
  if (viewer.kind === 'adviser') return fact.consent !== 'private';
  if (viewer.kind === 'member' && viewer.siret === fact.siret) return true;
  if (viewer.kind === 'partner' && viewer.siret === fact.siret) return true;
  return viewer.kind === 'partner' && fact.consent === 'partners' && viewer.partnersOf.includes(fact.siret);
}

/** Keeps what a viewer may see. Every read of facts goes through here, so that consent is enforced in one place. */
export const visibleTo = <F extends Pick<Fact, 'consent' | 'siret'>>(facts: F[], viewer: Viewer): F[] => facts.filter((fact) => mayShow(fact, viewer));
