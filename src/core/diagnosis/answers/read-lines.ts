import type { Column, LineAnswer, Question } from '../model.ts';
import { frenchNumber, type ReadValue } from './read-number.ts';

type LinesQuestion = Extract<Question, { kind: 'lines' }>;
/** The commune that a text names: its code, or what to say. */
export type FindCommune = (text: string) => Promise<{ ok: true; code: string } | { ok: false; problem: string }>;

const plain = (text: string): string => text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase().replace(/[^a-z0-9]+/g, ' ').trim();

/** One cell of a repeating line. */
async function readCell(column: Column, text: string, communeOf: FindCommune): Promise<ReadValue<string | number>> {
  const typed = text.trim() || column.otherwise || '';
  if (typed === '') return { ok: false, problem: `${column.label}\u00a0: manque.` };
  if (column.kind === 'commune') {
    const found = await communeOf(typed);
    return found.ok ? { ok: true, value: found.code } : { ok: false, problem: `${column.label}\u00a0: ${found.problem}` };
  }
  if (column.kind === 'choice') {
    const option = column.options.find((one) => one.id === typed || plain(one.label) === plain(typed)) ?? column.options.find((one) => plain(one.label).startsWith(plain(typed)));
    return option ? { ok: true, value: option.id } : { ok: false, problem: `${column.label}\u00a0: «\u00a0${typed.slice(0, 30)}\u00a0» n’est pas dans la liste (${column.options.map((one) => one.label).join(', ')}).` };
  }
  if (column.kind === 'time') {
    const read = /^(\d{1,2})\s*[h:.]?\s*(\d{2})?$/i.exec(typed);
    const [hours, minutes] = [Number(read?.[1]), Number(read?.[2] ?? 0)];
    return read && hours < 24 && minutes < 60 ? { ok: true, value: `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}` } : { ok: false, problem: `${column.label}\u00a0: écrivez une heure, par exemple 7h30.` };
  }
  const read = frenchNumber(typed);
  if (!read || (column.whole && !Number.isInteger(read.value))) return { ok: false, problem: `${column.label}\u00a0: «\u00a0${typed.slice(0, 30)}\u00a0» n’est pas un nombre${column.whole ? ' entier' : ''}.` };
  if (read.value < column.min || read.value > column.max) return { ok: false, problem: `${column.label}\u00a0: entre ${column.min} et ${column.max}.` };
  return { ok: true, value: read.value };
}

/** Reads lines of cells; each thing that is wrong is said with its line. Lines without anything in them are passed over. */
export async function readLines(question: LinesQuestion, rows: Record<string, string>[], communeOf: FindCommune): Promise<ReadValue<LineAnswer[]>> {
  const filled = rows.map((row, i) => ({ row, at: i + 1 })).filter(({ row }) => question.columns.some((column) => (row[column.id] ?? '').trim() !== ''));
  if (filled.length > question.atMost) return { ok: false, problem: `${filled.length} lignes, c’est trop\u00a0: ${question.atMost} au plus. Regroupez celles qui se ressemblent.` };
  const lines: LineAnswer[] = [];
  for (const { row, at } of filled) {
    const line: LineAnswer = {};
    for (const column of question.columns) {
      const cell = await readCell(column, row[column.id] ?? '', communeOf);
      if (!cell.ok) return { ok: false, problem: `Ligne ${at}. ${cell.problem}` };
      line[column.id] = cell.value;
    }
    lines.push(line);
  }
  return lines.length > 0 ? { ok: true, value: lines } : { ok: false, problem: 'Remplissez au moins une ligne, ou donnez un fichier.' };
}

/** The cells of a CSV text by column of the question, with the columns that were not kept: of those nothing is read. */
export function cellsOf(question: LinesQuestion, text: string): { rows: Record<string, string>[]; dropped: string[]; problem: string | null } {
  const [head = '', ...body] = text.replace(/^\ufeff/, '').split(/\r\n|\r|\n/).filter((line) => line.trim() !== '');
  const separator = [';', '\t', ','].find((one) => head.includes(one)) ?? ';';
  const split = (line: string) => line.split(separator).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1').replaceAll('""', '"'));
  const names = split(head);
  const columns = names.map((name) => question.columns.find((column) => plain(column.label) === plain(name) || plain(column.id) === plain(name)));
  const lacking = question.columns.filter((column) => !columns.includes(column) && column.otherwise === undefined);
  if (lacking.length > 0) return { rows: [], dropped: [], problem: `La première ligne du fichier doit nommer les colonnes. Il manque\u00a0: ${lacking.map((one) => one.label).join(', ')}.` };
  const rows = body.map((line) => Object.fromEntries(split(line).flatMap((cell, i) => (columns[i] ? [[columns[i].id, cell]] : []))));
  return { rows, dropped: names.filter((name, i) => !columns[i] && name !== ''), problem: null };
}
