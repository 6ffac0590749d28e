import type { LpControl, LpThread } from '../lp/index.ts';
import { kindOf, ROW } from './model.ts';
import type { Packing } from './packing.ts';
import { applyPiece, pieceModel, survivors, wholePiece, type Ground } from './pieces.ts';
import { boundOf } from './prices.ts';

/** Past this many columns HiGHS proves nothing in reasonable time. */
const MOST_COLUMNS = 20_000;
/** Nodes after which an unlimited search ends all the same. */
const MOST_NODES = 20_000;

/**
 * Solves with HiGHS what is left of the whole once columns that no better solution can hold are out (reduced-cost fixing, G. B. Dantzig, R. Fulkerson and
 * S. Johnson, 1954). Betters the packing in place; answers the bound proved, -Infinity when nothing can hold what must be held.
 */
export async function closeGap(ground: Ground, packing: Packing, bound: number, thread: LpThread, control: LpControl): Promise<number> {
  const { model, left, prices } = ground;
  const value = packing.worth;
  const columns = model.kinds ? Int32Array.from(left, (_, j) => j) : survivors(model, left, packing.chosen, boundOf(model, prices), value);
  if (columns.length > MOST_COLUMNS) return bound;
  const piece = wholePiece(model, columns);
  const { lp, start } = pieceModel(model, packing, piece);
  const answer = await thread.solve(lp, { ...control, start: { x: start }, maxNodes: MOST_NODES });
  if (!answer.ok) throw new Error(`the whole was refused: ${answer.reason} ${answer.where}`);
  if (answer.value > value + 0.5) applyPiece(packing, piece, answer.chosen.x);
  let rewards = 0;
  for (let i = 0; i < model.rowCount; i++) if (kindOf(model, i) === ROW.exactlyOne) rewards += packing.reward;
  return Math.min(bound, answer.bound - rewards);
}
