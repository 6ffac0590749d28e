import type { LpControl, LpThread } from '../lp/index.ts';
import { columnCount } from './model.ts';
import { holdsAll, type Packing } from './packing.ts';
import { applyPiece, survivors, wholeModel, type Ground } from './pieces.ts';
import { boundOf } from './prices.ts';

/** Past this many columns HiGHS proves nothing in reasonable time. */
const MOST_COLUMNS = 20_000;
/** Nodes after which a search without a time limit ends all the same. */
const MOST_NODES = 2000;

/**
 * Solves with HiGHS what is left of the whole once columns that no better solution can hold are out (reduced-cost fixing, G. B. Dantzig, R. Fulkerson and
 * S. Johnson, 1954). `value`: the best in hand, -Infinity without one. Betters the packing in place; answers the bound proved, -Infinity when there is no
 * solution at all.
 */
export async function closeGap(ground: Ground, packing: Packing, value: number, bound: number, thread: LpThread, control: LpControl): Promise<number> {
  const { model, left, prices } = ground;
  const columns = Number.isFinite(value) ? survivors(model, left, packing.chosen, boundOf(model, prices), value) : Int32Array.from({ length: columnCount(model) }, (_, j) => j);
  if (columns.length > MOST_COLUMNS) return bound;
  const { piece, lp, start } = wholeModel(model, packing, columns);
  const known = holdsAll(model, packing) ? { x: start } : undefined;
  const answer = await thread.solve(lp, { ...control, start: known, maxNodes: MOST_NODES });
  if (!answer.ok) throw new Error(`the whole was refused: ${answer.reason} ${answer.where}`);
  // Without columns better than those left out, the value in hand is the best.
  if (answer.status === 'infeasible') return value;
  if (answer.value > value + 0.5) applyPiece(packing, piece, answer.chosen.x);
  return Math.min(bound, Math.max(value, answer.bound));
}
