import type { Assigned } from './problem.ts';

/**
 * Why a row did not get a column. `dearer`: the pair's reduced cost, what the whole assignment would cost more at the very least if the pair were
 * forced (0: as good as what was chosen, or chosen); `insteadOf`: the column the row has; `heldBy`: the row that has the column, or -1.
 */
export function explainPair({ columnOf, rowPrice, columnPrice }: Assigned, row: number, column: number, cost: number) {
  return { dearer: cost - rowPrice[row]! - columnPrice[column]!, insteadOf: columnOf[row]!, heldBy: columnOf.indexOf(column) };
}
