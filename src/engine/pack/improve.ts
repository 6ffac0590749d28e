import type { LpThread } from '../lp/index.ts';
import type { Journal } from './journal.ts';
import { applyPiece, growPiece, pieceModel, type Ground, type Piece } from './pieces.ts';
import type { Packing } from './packing.ts';

/** Rows of the first pieces, and how far their size may go. */
const SIZE = { first: 160, least: 24, most: 3000 };
/** Columns a piece may hold: past this HiGHS spends long on one piece. */
const MOST_COLUMNS = 2500;
/** Branch-and-bound nodes a piece may take, and iterations under which it was too easy. */
const EFFORT = { nodes: 40, easy: 1500 };

/**
 * Large-neighbourhood search (P. Shaw, 1998): piece after piece of the packing is solved exactly by HiGHS, the rest held still, as many pieces at once as there
 * are threads. Rows where the packing loses most against prices come first; each row is visited once a pass. Pieces grow while they are easy and shrink while
 * they are not. Ends after a pass that betters nothing. Works in place.
 */
export async function improveByPieces(ground: Ground, packing: Packing, threads: LpThread[], random: () => number, journal: Journal, keep: () => void): Promise<void> {
  const { rowCount } = ground.model;
  let size: number = SIZE.first;
  const most = Math.min(SIZE.most, Math.ceil(rowCount / 2));
  for (let bettered = true; bettered; ) {
    const before = packing.worth;
    const unvisited = new Set<number>();
    for (let i = 0; i < rowCount; i++) unvisited.add(i);
    while (unvisited.size > 0) {
      if (!(await journal.breathe())) return;
      const pieces = choosePieces(ground, packing, [...unvisited], size, threads.length, random);
      for (const piece of pieces) for (const row of piece.rows) unvisited.delete(row);
      if (pieces.length === 0) break;
      const efforts = await Promise.all(pieces.map((piece, t) => solvePiece(ground, packing, piece, threads[t]!, journal)));
      journal.iterations += pieces.length;
      for (const effort of efforts) size = Math.min(most, Math.max(SIZE.least, size * (effort === 'easy' ? 1.08 : effort === 'hard' ? 0.85 : 1)));
      keep();
    }
    bettered = packing.worth > before;
  }
}

/** As many pieces as there are threads, that share no row. Each starts at the row that loses most among some drawn at random. */
function choosePieces(ground: Ground, packing: Packing, unvisited: number[], size: number, wanted: number, random: () => number): Piece[] {
  const taken = new Uint8Array(ground.model.rowCount);
  const pieces: Piece[] = [];
  for (let tries = 0; tries < 3 * wanted && pieces.length < wanted; tries++) {
    let [worst, from] = [-Infinity, -1];
    for (let draw = 0; draw < 12; draw++) {
      const row = unvisited[Math.floor(random() * unvisited.length)]!;
      const loss = taken[row] === 1 ? -Infinity : lossOf(ground, packing, row);
      if (loss > worst) [worst, from] = [loss, row];
    }
    if (from < 0) continue;
    const piece = growPiece(ground, packing, from, size, MOST_COLUMNS, taken);
    if (!piece) continue;
    for (const row of piece.rows) taken[row] = 1;
    pieces.push(piece);
  }
  return pieces;
}

/** What a row costs the packing against prices: its price when unheld, what its column falls short of when held. */
function lossOf({ left, prices }: Ground, packing: Packing, row: number): number {
  const holder = packing.owner[row]!;
  return holder < 0 ? prices[row]! : -left[holder]!;
}

async function solvePiece({ model }: Ground, packing: Packing, piece: Piece, thread: LpThread, journal: Journal): Promise<'easy' | 'fair' | 'hard'> {
  if (piece.columns.length === 0) return 'easy';
  const { lp, start } = pieceModel(model, packing, piece);
  const answer = await thread.solve(lp, { start: { x: start }, maxNodes: EFFORT.nodes, seconds: Math.min(1e6, Math.max(0.05, journal.limit - journal.seconds())), signal: journal.signal });
  if (!answer.ok) throw new Error(`a piece was refused: ${answer.reason} ${answer.where}`);
  const held = start.reduce((sum, x, j) => sum + x * lp.columns.cost[j]!, 0);
  if (answer.value > held + 0.5) applyPiece(packing, piece, answer.chosen.x);
  return answer.status !== 'optimal' ? 'hard' : answer.iterations < EFFORT.easy ? 'easy' : 'fair';
}
