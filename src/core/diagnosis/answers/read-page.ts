import type { Answers, AnswerValue, Question } from '../model.ts';
import { cellsOf, type FindCommune, readLines } from './read-lines.ts';
import { readNumber, type ReadValue } from './read-number.ts';

/** What a form sent, name by name. */
export type Typed = Record<string, string | string[]>;
export type PageRead = { answers: Answers; problems: Record<string, string>; /** Of numbers that are possible and unusual: saying so lets them through. */ unusual: string[]; /** Columns of a file that were not kept. */ dropped: string[] };

const one = (typed: Typed, name: string): string => (Array.isArray(typed[name]) ? (typed[name][0] ?? '') : (typed[name] ?? '')).trim();
const several = (typed: Typed, name: string): string[] => (typed[name] === undefined ? [] : Array.isArray(typed[name]) ? typed[name] : [typed[name]]).filter((value) => value !== '');
const NOTHING = 'Choisissez une réponse. Si vous hésitez, prenez la plus proche.';

/** The cells of a repeating line, as the form names them: `<question>.<row>.<column>`. */
const rowsOf = (question: Extract<Question, { kind: 'lines' }>, typed: Typed): Record<string, string>[] => {
  const rows = [...new Set(Object.keys(typed).flatMap((name) => new RegExp(`^${question.id}\\.(\\d{1,4})\\.`).exec(name)?.[1] ?? []))].map(Number).toSorted((a, b) => a - b);
  return rows.map((row) => Object.fromEntries(question.columns.map((column) => [column.id, one(typed, `${question.id}.${row}.${column.id}`)])));
};

/** Reads the answer to one question; null: left empty. */
async function readOne(question: Question, typed: Typed, communeOf: FindCommune, dropped: string[]): Promise<ReadValue<AnswerValue> | null> {
  const text = one(typed, question.id);
  switch (question.kind) {
    case 'choice':
      return question.options.some((option) => option.id === text) ? { ok: true, value: text } : null;
    case 'yes-no-unsure':
      return ['yes', 'no', 'unsure'].includes(text) ? { ok: true, value: text } : null;
    case 'choices': {
      const ticked = several(typed, question.id).filter((value) => question.options.some((option) => option.id === value));
      if (ticked.length > 0) return { ok: true, value: ticked };
      return question.none !== undefined && typed[`${question.id}-rien`] !== undefined ? { ok: true, value: [] } : null;
    }
    case 'months': {
      const months = several(typed, question.id).map(Number).filter((month) => Number.isInteger(month) && month >= 1 && month <= 12);
      return months.length > 0 ? { ok: true, value: months } : null;
    }
    case 'number':
      return text === '' ? null : readNumber(question, text, one(typed, `${question.id}-unite`), typed[`${question.id}-sur`] !== undefined);
    case 'commune': {
      if (text === '') return null;
      const found = await communeOf(text);
      return found.ok ? { ok: true, value: found.code } : found;
    }
    case 'text':
      return text === '' ? null : { ok: true, value: text.slice(0, question.maxLength) };
    case 'lines': {
      const file = one(typed, `${question.id}-csv`);
      if (file === '') return readLines(question, rowsOf(question, typed), communeOf);
      const cells = cellsOf(question, file);
      if (cells.problem) return { ok: false, problem: cells.problem };
      dropped.push(...cells.dropped);
      return readLines(question, cells.rows, communeOf);
    }
  }
}

/** Reads the questions of a page: answers to keep, and a sentence at each field that is to be looked at again. Nothing is computed on a guess. */
export async function readPage(questions: Question[], typed: Typed, communeOf: FindCommune): Promise<PageRead> {
  const read: PageRead = { answers: {}, problems: {}, unusual: [], dropped: [] };
  for (const question of questions) {
    const value = await readOne(question, typed, communeOf, read.dropped);
    if (value === null) {
      if (!question.optional) read.problems[question.id] = question.kind === 'choices' ? 'Cochez ce qui vaut pour vous, ou «\u00a0rien de cela\u00a0».' : question.kind === 'number' ? 'Écrivez un nombre, même à peu près.' : question.kind === 'commune' ? 'Écrivez le nom de la commune, ou son code postal.' : NOTHING;
    } else if (value.ok) read.answers[question.id] = value.value;
    else {
      read.problems[question.id] = value.problem;
      if (value.unusual) read.unusual.push(question.id);
    }
  }
  return read;
}
