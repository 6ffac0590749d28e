import { type FlowProblem, periodsOf, tonnesIn } from './problem.ts';

/**
 * What taking the best pair first, then the next, reaches, in cents a year: the simple way, to be shown beside the exact one. Best by what the pair alone would be worth, or by
 * its worth a tonne, whichever ends higher. What is left of a pair is not taken when it is worth no call; a need short of its minimum in the end takes nothing.
 */
export function simply(problem: FlowProblem): number {
  const { offers, needs, pairs, centsPerCrumb } = problem;
  const periods = periodsOf([...offers, ...needs]);
  const roomOf = (sides: FlowProblem['offers']) => sides.map((side) => periods.map((period) => tonnesIn(side, period)));
  const [had, wanted] = [roomOf(offers), roomOf(needs)];
  const alone = pairs.map(({ offer, need, centsPerTonne }) => centsPerTonne * periods.reduce((sum, _, p) => sum + Math.min(had[offer]![p]!, wanted[need]![p]!), 0));
  const taken = (best: (pair: number) => number): number => {
    const [left, open] = [structuredClone(had), structuredClone(wanted)];
    const served = needs.map(() => ({ tonnes: 0, cents: 0 }));
    for (const i of [...pairs.keys()].sort((a, b) => best(b) - best(a) || a - b)) {
      const { offer, need, centsPerTonne } = pairs[i]!;
      const flow = periods.map((_, p) => Math.min(left[offer]![p]!, open[need]![p]!));
      const tonnes = flow.reduce((sum, one) => sum + one, 0);
      if (centsPerTonne <= 0 || tonnes === 0 || tonnes * centsPerTonne < centsPerCrumb) continue;
      for (const [p, one] of flow.entries()) (left[offer]![p]! -= one), (open[need]![p]! -= one);
      served[need]!.tonnes += tonnes;
      served[need]!.cents += tonnes * centsPerTonne;
    }
    return served.reduce((sum, { tonnes, cents }, i) => sum + (tonnes < needs[i]!.minTonnesPerYear ? 0 : cents), 0);
  };
  return Math.round(Math.max(taken((i) => alone[i]!), taken((i) => pairs[i]!.centsPerTonne)));
}
