import type { Assigned, DenseAssignment, SparseAssignment } from './problem.ts';
import { listedPairs, solveSparseAssignment } from './solve.ts';

/**
 * Why a row did not get a column. `dearer`: the pair's reduced cost, what the whole assignment would cost more at the very least if the pair were
 * forced (0: as good as what was chosen, or chosen); `insteadOf`: the column the row has; `heldBy`: the row that has the column, or -1.
 */
export function explainPair({ columnOf, rowPrice, columnPrice }: Assigned, row: number, column: number, cost: number) {
  return { dearer: cost - rowPrice[row]! - columnPrice[column]!, insteadOf: columnOf[row]!, heldBy: columnOf.indexOf(column) };
}

/**
 * What taking a pair really adds to the value, so the least that would have it chosen: the rest is solved again without its row and its column. 0 when it costs
 * no more; undefined when the pair is not allowed, or the others then find no columns.
 */
export function costOfPair(problem: DenseAssignment | SparseAssignment, value: number, row: number, column: number): number | undefined {
  const listed = 'row' in problem ? problem : listedPairs(problem);
  let own = Infinity;
  const others: number[] = [];
  for (let pair = 0; pair < listed.row.length; pair++) {
    if (listed.row[pair] === row && listed.column[pair] === column) own = Math.min(own, listed.cost[pair]!);
    if (listed.row[pair] !== row && listed.column[pair] !== column) others.push(pair);
  }
  if (own === Infinity) return undefined;
  if (listed.rows === 1) return own - value;
  const closed = (index: number, gone: number) => (index > gone ? index - 1 : index);
  const rest = solveSparseAssignment({
    rows: listed.rows - 1, columns: listed.columns - 1,
    row: others.map((pair) => closed(listed.row[pair]!, row)), column: others.map((pair) => closed(listed.column[pair]!, column)), cost: others.map((pair) => listed.cost[pair]!),
  });
  return rest.ok && rest.status === 'optimal' ? own + rest.value - value : undefined;
}
