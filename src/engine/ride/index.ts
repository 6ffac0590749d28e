/**
 * Shared rides: pairs found in space and time, then the best set of cars for all at once. One rider a car: exact matching by shortest
 * augmenting paths (engine/assign). Several: groups grown rider by rider (J. Alonso-Mora and others, PNAS 114, 2017), then set packing
 * (engine/pack). Stability after X. Wang, N. Agatz, A. Erera (2018).
 */
export type { Car, RideProblem, Trips } from './problem.ts';
export type { Stability } from './stability.ts';
export { checkRides, type RideCheck } from './check.ts';
export { whyNotTogether, type WhyNotTogether } from './explain.ts';
export { leastChange, type Change } from './least-change.ts';
export { type RideAnswer, type RideChosen, type RideControl, solveRides } from './solve.ts';
