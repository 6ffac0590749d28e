export { checkAssignment } from './check.ts';
export { costOfPair, explainPair } from './explain.ts';
export type { Assigned, AssignmentAnswer, DenseAssignment, SparseAssignment } from './problem.ts';
export { solveDenseAssignment, solveSparseAssignment } from './solve.ts';
