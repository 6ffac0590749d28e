export type { FlowAnswer, FlowBasis, FlowChosen, FlowProblem } from './problem.ts';
export { AT_LEAST, AT_LOWER, AT_MOST, AT_UPPER, EXACT, IN_TREE } from './problem.ts';
export { checkFlow } from './check.ts';
export { explainArc, priceOfOneMore } from './explain.ts';
export { type FlowChange, type FurtherArcs, leastChange } from './least-change.ts';
export { solveFlow } from './solve.ts';
export { checkFlowWithGains } from './check-gains.ts';
export { solveFlowWithGains } from './gains.ts';
export type { FlowWithGains, FlowWithGainsAnswer, FlowWithGainsChosen } from './gains-problem.ts';
