import { number } from '#lib/format.ts';
import type { NumberAnswer, Question } from '../model.ts';

type NumberQuestion = Extract<Question, { kind: 'number' }>;
export type ReadValue<T> = { ok: true; value: T } | { ok: false; problem: string; /** Whether saying « yes, really » lets it through. */ unusual?: true };

const NBSP = '\u00a0';
const plain = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();

/** A number as the French write it (« 1 234,5 », « 1 234,5 kWh »), or as machines do; null when it is none. */
export function frenchNumber(text: string): { value: number; rest: string } | null {
  // Dots part thousands only where a comma says the decimals; alone, a dot is the decimal point of machines.
  const read = /^([+\-−–]?)\s*(\d{1,3}(?:\s\d{3})+(?!\d)|\d{1,3}(?:\.\d{3})+(?=,)|\d+)(?:[.,](\d+))?(?![\d.,])\s*(.*)$/.exec(plain(text));
  if (!read) return null;
  const [, sign, whole, part, rest] = read;
  const value = Number(`${whole!.replace(/[\s.]/g, '')}.${part ?? '0'}`);
  return { value: sign && sign !== '+' ? -value : value, rest: rest!.trim() };
}

/** Reads what was typed for a number: what is wrong is said with what would be right, and nothing is guessed. */
export function readNumber(question: NumberQuestion, text: string, unitChosen: string, sure: boolean): ReadValue<NumberAnswer> {
  const read = frenchNumber(text);
  if (!read) return { ok: false, problem: `«${NBSP}${text.slice(0, 40)}${NBSP}» n’est pas un nombre. Écrivez par exemple 12 ou 12,5.` };
  const written = question.units.find((unit) => plain(unit.label) === read.rest || unit.id.toLowerCase() === read.rest);
  if (read.rest !== '' && !written) return { ok: false, problem: question.units.length > 0 ? `«${NBSP}${read.rest.slice(0, 20)}${NBSP}» n’est pas une unité connue ici${NBSP}: ${question.units.map((unit) => unit.label).join(', ')}.` : 'Écrivez seulement le nombre, sans rien après.' };
  const unit = written ?? question.units.find((one) => one.id === unitChosen) ?? question.units[0] ?? null;
  const inFirst = read.value * (unit?.factor ?? 1);
  const say = (value: number) => `${number(value, 3)}${question.units[0] ? `${NBSP}${question.units[0].label}` : ''}`;
  if (read.value < 0 && question.min >= 0) return { ok: false, problem: 'Un nombre négatif n’a pas de sens ici.' };
  if (question.whole && !Number.isInteger(read.value)) return { ok: false, problem: 'Un nombre entier est attendu ici.' };
  if (inFirst < question.min) return { ok: false, problem: `C’est au moins ${say(question.min)}.` };
  if (inFirst > question.max) return { ok: false, problem: `Cela dépasse ce qui est possible (${say(question.max)} au plus)${NBSP}: vérifiez le nombre et son unité.` };
  if (question.unusual && inFirst > question.unusual.above && !sure) return { ok: false, unusual: true, problem: `${question.unusual.say} Si c’est bien cela, cochez «${NBSP}c’est bien ça${NBSP}» et continuez.` };
  return { ok: true, value: { value: read.value, unit: unit?.id ?? null } };
}
