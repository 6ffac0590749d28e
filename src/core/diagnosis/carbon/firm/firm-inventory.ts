import { numberOf } from '../../answers/value-of.ts';
import type { Answers } from '../../model.ts';
import { FORMAT } from '../inventory.ts';
import { type ReadInventory, readValue } from '../read-inventory.ts';
import { carbonReference, questionId } from '../reference.ts';
import { estimate, type TradeAnswers } from '../trades/estimate.ts';
import { type Trade, type TradeLine, tradeOf } from '../trades/read-trades.ts';
import { type FirmHead, inventoryLine, type KeptLine, keptHead, keptLines } from './kept-line.ts';

/** A line of the firm's inventory: estimated from its trade, entered (in an estimate's place or of its own), read in a file or in its accounts. */
export type FirmLine = { id: string; origin: 'estimate' | KeptLine['origin']; row: Record<string, unknown>; from: TradeLine | null; kept: KeptLine | null };
/** An estimate left out: taken out by hand, or since accounts or a whole file cover it. */
export type LeftOut = { from: TradeLine; why: 'removed' | 'covered' };
export type FirmInventory = { trade: Trade | null; tradeAnswers: TradeAnswers; head: FirmHead; lines: FirmLine[]; leftOut: LeftOut[]; read: ReadInventory };

/** What was answered of a trade's questions, in their own units. */
export function tradeAnswersOf(answers: Answers): { trade: Trade | null; tradeAnswers: TradeAnswers } {
  const trade = tradeOf(String(answers['trade'] ?? '')) ?? null;
  const entries = (trade?.questions ?? []).flatMap((question): [string, number | string][] => {
    const id = questionId(trade!.id, question.id);
    const value = question.kind === 'choice' ? answers[id] : numberOf(carbonReference, answers, id);
    return typeof value === 'string' || typeof value === 'number' ? [[question.id, value]] : [];
  });
  return { trade, tradeAnswers: Object.fromEntries(entries) };
}

/** The firm's inventory from its answers: estimates, each replaced by what the firm entered in its place. `today` tells the year described unless said: the one before. */
export function firmInventory(answers: Answers, today: string): FirmInventory {
  const { trade, tradeAnswers } = tradeAnswersOf(answers);
  const kept = keptLines(answers);
  const said = keptHead(answers);
  const people = tradeAnswers['people'];
  const head: FirmHead = { ...said, year: said.year ?? Number(today.slice(0, 4)) - 1, ...(said.employees === undefined && typeof people === 'number' ? { employees: people } : {}) };
  const covered = new Set((said.covered ?? '').split(',').filter(Boolean));
  const lines: FirmLine[] = [];
  const leftOut: LeftOut[] = [];
  for (const { line, from } of trade ? estimate(trade, tradeAnswers) : []) {
    const own = kept.find((one) => one.replaces === from.id);
    if (own?.removed) leftOut.push({ from, why: 'removed' });
    else if (own) lines.push({ id: from.id, origin: own.origin, row: inventoryLine(own), from, kept: own });
    else if (said.estimates === 'off' || covered.has(from.activity)) leftOut.push({ from, why: 'covered' });
    else lines.push({ id: from.id, origin: 'estimate', row: line, from, kept: null });
  }
  const placed = new Set(lines.map(({ id }) => id));
  for (const one of kept) if (!one.removed && (!one.replaces || !placed.has(one.replaces))) lines.push({ id: one.id, origin: one.origin, row: inventoryLine({ ...one, replaces: undefined }), from: null, kept: one });
  const root = { format: FORMAT, year: head.year, ...(head.organisation ? { organisation: head.organisation } : {}), ...(head.employees ? { employees: head.employees } : {}), ...(head.turnoverKeuros ? { turnoverKeuros: head.turnoverKeuros } : {}) };
  return { trade, tradeAnswers, head, lines, leftOut, read: readValue(root, lines.map(({ row }) => row), Number(today.slice(0, 4))) };
}

/** The inventory as its file says it, for whoever wants to go on elsewhere. */
export const inventoryFile = ({ head, lines }: FirmInventory): object => ({
  format: FORMAT, year: head.year, ...(head.organisation ? { organisation: head.organisation } : {}), ...(head.employees ? { employees: head.employees } : {}), ...(head.turnoverKeuros ? { turnoverKeuros: head.turnoverKeuros } : {}),
  lines: lines.map(({ row }) => row),
});
