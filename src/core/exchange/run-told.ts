import type { Viewer } from '#core/directory/index.ts';
import { introductionRules } from './introductions/rules.ts';

/** The counts of a run by which somebody could be recognised. `offers`: null on a board without any. */
type Counted = { offers: number | null; needs: number; proposals: number };

/**
 * How small a run is for who looks: null when its figures may be read, else the number below which they are not. Advisers read all. In a village one hall on offer,
 * or the worth of the only proposal, is a name: the least is that of the public results.
 */
export function tooFewToTell(viewer: Viewer, { offers, needs, proposals }: Counted): number | null {
  const { least } = introductionRules().funnel;
  const few = (count: number | null) => count !== null && count > 0 && count < least;
  return viewer.kind !== 'adviser' && [offers, needs, proposals].some(few) ? least : null;
}
