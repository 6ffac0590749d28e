import type { Answers, LineAnswer } from '../../model.ts';
import { mapFec } from '../fec/map-fec.ts';
import type { Fec } from '../fec/read-fec.ts';
import type { ReadInventory } from '../read-inventory.ts';
import { asAnswer, type FirmHead, type KeptLine, keptHead, keptLines, keptOf, keptSizes } from './kept-line.ts';

const withLines = (answers: Answers, lines: KeptLine[]): Answers => ({ ...answers, lines: asAnswer(lines) });
const withHead = (answers: Answers, head: FirmHead): Answers => ({ ...answers, head: [Object.fromEntries(Object.entries(head).filter(([, value]) => value !== undefined)) as LineAnswer] });

/** The next mark of a line of one's own. */
const nextId = (lines: KeptLine[]): string => `own-${1 + Math.max(0, ...lines.map(({ id }) => Number(/^own-(\d+)$/.exec(id)?.[1] ?? 0)))}`;

/** Puts a line in the inventory: in an estimate's place, over the line of that mark, or as a new one. */
export function putLine(answers: Answers, line: Omit<KeptLine, 'id' | 'origin'> & { id?: string }): Answers {
  const lines = keptLines(answers);
  const id = line.replaces ?? line.id ?? nextId(lines);
  const at = lines.findIndex((one) => one.id === id);
  const kept: KeptLine = { ...line, id, origin: at >= 0 && !line.replaces ? lines[at]!.origin : 'entered' };
  return withLines(answers, at >= 0 ? lines.with(at, kept) : [...lines, kept]);
}

/** Takes a line out: an estimate is remembered as left out, a line of one's own goes. */
export function removeLine(answers: Answers, id: string, estimated: boolean): Answers {
  const others = keptLines(answers).filter((one) => one.id !== id && one.replaces !== id);
  return withLines(answers, estimated ? [...others, { id, origin: 'entered', replaces: id, removed: 1 }] : others);
}

/** Puts the estimate back in its place. */
export const restoreLine = (answers: Answers, id: string): Answers => {
  const back = withLines(answers, keptLines(answers).filter((one) => one.replaces !== id));
  const head = keptHead(answers);
  return head.covered || head.estimates ? withHead(back, { ...head }) : back;
};

export const sayHead = (answers: Answers, said: FirmHead): Answers => withHead(answers, { ...keptHead(answers), ...said });

export function saySize(answers: Answers, action: string, said: { size?: number; euros?: number }): Answers {
  const sizes = { ...keptSizes(answers), [action]: said };
  return { ...answers, sizes: Object.entries(sizes).filter(([, one]) => one.size !== undefined || one.euros !== undefined).map(([id, one]) => ({ action: id, ...one })) };
}

export const declare = (answers: Answers, declared: Record<string, string>): Answers => ({ ...answers, declared: Object.entries(declared).filter(([, value]) => value.trim() !== '').map(([point, value]) => ({ point, value: value.trim().slice(0, 500) })) });

/** Lines of a whole inventory take the place of everything entered before, and of every estimate. */
export function takeInventory(answers: Answers, { head, lines }: ReadInventory): Answers {
  const kept = lines.map(({ at, line }) => keptOf(line, `own-${at}`, 'file'));
  const { format: _, ...said } = head;
  return withHead(withLines({ ...answers, accounts: [] }, kept), { ...keptHead(answers), ...Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)), covered: undefined, estimates: 'off' });
}

/** Accounts read anew: their lines take the place of those read before, and of the estimates of what they cover. Labels of ours only are kept, never names. */
export function takeAccounts(answers: Answers, fec: Fec): Answers {
  const mapped = mapFec(fec, typeof answers['trade'] === 'string' ? answers['trade'] : null);
  const others = keptLines(answers).filter(({ origin }) => origin !== 'accounts');
  const covered = [...new Set(mapped.lines.map(({ activity }) => activity))].join(',');
  const accounts = mapped.accounts.map(({ account, label, euros, how, why }) => ({ account, label, euros: Math.round(euros), how, why }));
  const next = withLines({ ...answers, accounts }, [...others, ...mapped.lines.map((line) => keptOf(line, line.id!, 'accounts'))]);
  return withHead(next, { ...keptHead(answers), covered, ...(mapped.year === null ? {} : { year: mapped.year }), ...(mapped.turnoverKeuros === null ? {} : { turnoverKeuros: Math.round(mapped.turnoverKeuros * 10) / 10 }) });
}
