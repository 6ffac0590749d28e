import type { VisitResult } from '../tables.ts';

export const VISIT_RESULTS = ['met', 'absent', 'refused', 'later', 'closed'] as const satisfies VisitResult[];
export const VISIT_RESULT_WORDS: Record<VisitResult, string> = { met: 'Rencontrée', absent: 'Personne sur place', refused: 'Ne veut pas être vue', later: 'Repasser', closed: 'Fermée pour de bon' };

/** Why a firm comes high among those never met: what could be done for it, then how much it seems to need it. */
export type Reason =
  | { code: 'proposals'; count: number; cents: number; titles: string[] }
  | { code: 'lead'; material: string; from: string }
  | { code: 'usual'; materials: string[] }
  | { code: 'young' }
  | { code: 'employs'; label: string }
  | { code: 'far-from-help' };

/**
 * How many points each reason gives. An assumption, shown as such: no study says what makes a visit worth its road; the order follows
 * what can be done at once (a proposal that waits), then what may be (a lead, by-products usual in the trade), then need.
 */
export const POINTS = { proposal: 40, eachMoreProposal: 8, perThousandEuros: 1, mostForEuros: 20, lead: 18, usual: 8, young: 10, employs: 6, farFromHelp: 4 } as const;

/** Points of the reasons together. */
export function pointsOf(reasons: Reason[]): number {
  return reasons.reduce((sum, one) => {
    switch (one.code) {
      case 'proposals': return sum + POINTS.proposal + POINTS.eachMoreProposal * (one.count - 1) + Math.min(POINTS.mostForEuros, (one.cents / 100_000) * POINTS.perThousandEuros);
      case 'lead': return sum + POINTS.lead;
      case 'usual': return sum + POINTS.usual;
      case 'young': return sum + POINTS.young;
      case 'employs': return sum + POINTS.employs;
      case 'far-from-help': return sum + POINTS.farFromHelp;
    }
  }, 0);
}
