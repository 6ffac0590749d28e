/**
 * Weighted set packing over a pool of columns, with rows that must be held if wanted: `solvePack`. Methods and papers are named in each file: first-order prices
 * (relax.ts), clique inequalities (cliques.ts), patches by branch and bound (mend.ts), large neighbourhoods (improve.ts), bit-set cliques (heaviest-clique.ts).
 */
export { checkPack, type PackChecked } from './check.ts';
export { leastRaise, leastRoom, leastToHold, whyNotColumn, type WhyNotColumn } from './explain.ts';
export { complement, emptyGraph, isJoined, join, packOfConflicts, type BitGraph } from './graph.ts';
export { ROW, type NewColumns, type PackAnswer, type PackControl, type PackModel } from './model.ts';
export { solveCompatible, solvePack } from './solve.ts';
