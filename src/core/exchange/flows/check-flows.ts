import { type FlowProblem, type FlowSolution, tonnesIn } from './problem.ts';

const SLACK = 1e-4;

/** What is wrong with a solution, in words: nothing asked of a side beyond what it has over the months both share, minima kept, worth as stated. */
export function faultsOf(problem: FlowProblem, solution: FlowSolution): string[] {
  const faults: string[] = [];
  const sum = (of: (pair: FlowProblem['pairs'][number]) => boolean) => problem.pairs.reduce((total, pair, i) => total + (of(pair) ? solution.tonnes[i]! : 0), 0);
  problem.offers.forEach((offer, i) => {
    if (sum((pair) => pair.offer === i) > offer.tonnesPerYear * (1 + SLACK)) faults.push(`offer ${i} gives more than it has`);
  });
  problem.needs.forEach((need, i) => {
    const taken = sum((pair) => pair.need === i);
    if (taken > need.tonnesPerYear * (1 + SLACK)) faults.push(`need ${i} takes more than it can`);
    if (taken > SLACK && taken < need.minTonnesPerYear * (1 - SLACK)) faults.push(`need ${i} takes less than its minimum`);
  });
  let worth = 0;
  problem.pairs.forEach((pair, i) => {
    const t = solution.tonnes[i]!;
    if (t < 0) faults.push(`pair ${i} is negative`);
    if (t === 0) return;
    const shared = { months: problem.offers[pair.offer]!.months.filter((month) => problem.needs[pair.need]!.months.includes(month)) };
    const most = Math.min(tonnesIn(problem.offers[pair.offer]!, shared), tonnesIn(problem.needs[pair.need]!, shared));
    if (t > most * (1 + SLACK)) faults.push(`pair ${i} moves ${t} t in months that allow ${most}`);
    worth += pair.centsPerTonne * t;
  });
  if (Math.abs(worth - solution.value) > 1 + Math.abs(worth) * SLACK) faults.push(`worth ${worth} is not the stated ${solution.value}`);
  if (solution.bound < solution.value - 1) faults.push('the bound is below the value');
  return faults;
}
