import { type Answers, answerWords, cellsOf, type Diagnosis, type FindCommune, type NumberAnswer, type Question, type Typed } from '#core/diagnosis/index.ts';
import { communeOf, searchCommunes } from '#core/territory/index.ts';

const LINES_SHOWN = 6;

/** What a form sent: every name with its answer, or its answers; a file as its text. */
export async function typedOf(form: FormData): Promise<Typed> {
  const typed: Typed = {};
  for (const name of new Set(form.keys())) {
    const values = await Promise.all(form.getAll(name).map(async (value) => (typeof value === 'string' ? value : readText(await value.arrayBuffer()))));
    typed[name] = values.length > 1 ? values : values[0]!;
  }
  return typed;
}

/** A text file as people have them: UTF-8, else what Windows writes. */
function readText(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** The commune that somebody wrote, by its name, postal code or code; said why when it is none or several. */
export const communeFinder = ({ deps, territory }: App.Locals): FindCommune => async (text) => {
  const byCode = /^\d[0-9AB]\d{3}$/i.test(text) ? await communeOf(deps.db, text.toUpperCase()) : null;
  const found = await searchCommunes(deps.db, { q: text, limit: 12, ...(byCode ? {} : { territoryId: territory.id }) });
  const all = found.length > 0 ? found : await searchCommunes(deps.db, { q: text, limit: 12 });
  const exact = all.filter((one) => one.name.toLowerCase() === text.trim().toLowerCase());
  const only = exact.length === 1 ? exact[0]! : all.length === 1 ? all[0]! : null;
  if (only) return { ok: true, code: only.code };
  if (byCode && all.length === 0) return { ok: true, code: byCode.code };
  if (all.length > 0) return { ok: false, problem: `«\u00a0${text.slice(0, 40)}\u00a0» peut être ${all.slice(0, 6).map((one) => one.name).join(', ')}\u00a0: écrivez le nom entier.` };
  return { ok: false, problem: `Aucune commune ne répond à «\u00a0${text.slice(0, 40)}\u00a0». Essayez le début du nom, ou le code postal.` };
};

/** Names of the communes that answers hold, by code. */
export async function communeNames({ deps }: App.Locals, questions: Question[], answers: Answers): Promise<Map<string, string>> {
  const codes = questions.flatMap((question) => {
    const value = answers[question.id];
    if (question.kind === 'commune' && typeof value === 'string') return [value];
    const columns = question.kind === 'lines' ? question.columns.filter((one) => one.kind === 'commune').map((one) => one.id) : [];
    return Array.isArray(value) ? value.flatMap((line) => (typeof line === 'object' ? columns.map((column) => String(line[column])) : [])) : [];
  });
  const named = await Promise.all([...new Set(codes)].map(async (code) => [code, (await communeOf(deps.db, code))?.name ?? code] as const));
  return new Map(named);
}

/** Answers as the fields of a form show them. */
export function fieldsOf(questions: Question[], answers: Answers, names: Map<string, string>): Typed {
  const typed: Typed = {};
  for (const question of questions) {
    const value = answers[question.id];
    if (value === undefined) continue;
    if (question.kind === 'number') {
      const { value: number, unit } = value as NumberAnswer;
      typed[question.id] = String(number).replace('.', ',');
      typed[`${question.id}-unite`] = unit ?? '';
      typed[`${question.id}-sur`] = 'oui';
    } else if (question.kind === 'commune') typed[question.id] = names.get(String(value)) ?? String(value);
    else if (question.kind === 'lines')
      (value as Record<string, string | number>[]).forEach((line, row) => question.columns.forEach((column) => (typed[`${question.id}.${row}.${column.id}`] = column.kind === 'commune' ? (names.get(String(line[column.id])) ?? String(line[column.id])) : String(line[column.id] ?? '').replace('.', ','))));
    else if (Array.isArray(value) && value.length === 0) typed[`${question.id}-rien`] = 'oui';
    else typed[question.id] = Array.isArray(value) ? value.map(String) : String(value);
  }
  return typed;
}

/** What was typed, to be shown again: the lines of a file become those of the form, where they can be corrected, without the columns that are not kept. */
export function shownAgain(questions: Question[], typed: Typed): Typed {
  const shown = { ...typed };
  for (const question of questions) {
    const file = typed[`${question.id}-csv`];
    if (question.kind !== 'lines' || typeof file !== 'string' || file === '') continue;
    delete shown[`${question.id}-csv`];
    const { rows } = cellsOf(question, file);
    if (rows.length === 0 || rows.length > question.atMost) continue;
    for (const name of Object.keys(shown)) if (name.startsWith(`${question.id}.`)) delete shown[name];
    for (const [row, cells] of rows.entries()) for (const column of question.columns) shown[`${question.id}.${row}.${column.id}`] = cellShown(column, cells[column.id] ?? '');
  }
  return shown;
}

const sameWords = (a: string, b: string): boolean => a.trim().localeCompare(b, 'fr', { sensitivity: 'base' }) === 0;
/** A choice that a file says in words, as the form's list holds it. */
const cellShown = (column: Extract<Question, { kind: 'lines' }>['columns'][number], cell: string): string => (column.kind === 'choice' ? (column.options.find((one) => one.id === cell || sameWords(one.label, cell))?.id ?? '') : cell.slice(0, 80));

/** How many lines a repeating question shows: those that were typed, and some empty ones. */
export function rowsShown(question: Question, typed: Typed): number {
  const rows = Object.entries(typed).flatMap(([name, value]) => (name.startsWith(`${question.id}.`) && value !== '' ? [Number(name.split('.')[1])] : []));
  return Math.max(LINES_SHOWN, ...rows.map((row) => row + 3));
}

/** What the register answered, to be read and corrected. */
export const knownWords = (questions: Question[], answers: Answers, known: string[], names: Map<string, string>): { id: string; text: string; words: string }[] =>
  questions.filter((one) => known.includes(one.id)).map((one) => ({ id: one.id, text: one.text, words: one.kind === 'commune' ? (names.get(String(answers[one.id])) ?? '') : answerWords(one, answers) }));

/** What the answers of a page say that cannot be together with the others. */
export const wrongTogether = (diagnosis: Diagnosis | null, questions: Question[], answers: Answers): Record<string, string> =>
  Object.fromEntries(Object.entries(diagnosis?.check?.(answers) ?? {}).filter(([id]) => questions.some((one) => one.id === id)));
