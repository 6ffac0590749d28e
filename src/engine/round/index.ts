/**
 * Rounds: pickups and deliveries, or visits, with capacities, time windows, several depots and shifts. Slack induction by string removals
 * (J. Christiaens and G. Vanden Berghe, Transportation Science 54, 2020) under simulated annealing, absence counters to need fewer
 * vehicles, set partitioning of the routes met (A. Subramanian, E. Uchoa, L. Ochi, 2013), and a bound by minimum-cost flow.
 */
export type { RoundProblem, Rounds } from './problem.ts';
export { type RoundAnswer, type RoundChosen, type RoundControl, solveRounds } from './solve.ts';
export { solveRoundsInThreads } from './thread.ts';
export { checkRounds, type RoundCheck } from './check.ts';
export { leastChange, type Change, whyNotThere, type WhyNotThere } from './explain.ts';
export { shortestTours, type ShortestTours } from './shortest-tours.ts';
