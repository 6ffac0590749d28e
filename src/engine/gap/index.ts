export { checkGap } from './check.ts';
export { explainJob } from './explain.ts';
export { type GapChange, leastChange } from './least-change.ts';
export type { GapAnswer, GapChosen, GapProblem } from './problem.ts';
export { solveGap } from './solve.ts';
