import { done, type Done, refused, type Refused } from '#core/kernel/index.ts';
import { decode } from './decode.ts';
import { Head, Line } from './inventory.ts';
import { type Problem, type ProblemCode } from './problem.ts';
import { fieldOf, shapeSentence } from './shape-sentences.ts';

/** A line that was read, with its place in the file, from 1. */
export type ReadLine = { at: number; line: Line };
/** An inventory as read: what it says of itself (what could not be read is absent), the lines that have the shape, and one sentence for everything else. */
export type ReadInventory = { head: Partial<Head>; lines: ReadLine[]; read: number; problems: Problem[] };

const KNOWN = new Set(['$schema', 'lines', ...Object.keys(Head.shape)]);

/** Reads an inventory file whatever is wrong in it. Refused only where no line can be found at all. `thisYear` tells a year to come. */
export function readInventory(bytes: Uint8Array, thisYear: number): Done<ReadInventory> | Refused<'not-json' | 'no-lines', string> {
  const { text, encoding } = decode(bytes);
  let root: unknown;
  try {
    root = JSON.parse(text);
  } catch (error) {
    return refused('not-json', whereBroken((error as Error).message));
  }
  const rows = root !== null && typeof root === 'object' ? (root as Record<string, unknown>)['lines'] : undefined;
  if (!Array.isArray(rows)) return refused('no-lines', 'il n’a pas de liste « lines ».');
  const inventory = readValue(root as Record<string, unknown>, rows, thisYear);
  if (encoding) inventory.problems.unshift(aboutFile('encoding', null, `Le fichier n’est pas en UTF-8 : il a été lu en ${encoding}. Vérifiez les accents.`));
  return done(inventory);
}

/** The same from a value already parsed. */
export function readValue(root: Record<string, unknown>, rows: unknown[], thisYear: number): ReadInventory {
  const problems: Problem[] = [];
  const head = readHead(root, thisYear, problems);
  const lines: ReadLine[] = [];
  const ids = new Map<string, number>();
  const contents = new Map<string, number>();
  for (const [i, row] of rows.entries()) {
    const at = i + 1;
    const typed = Line.safeParse(row);
    // Programs write null for what they do not say: read again without it, only where the line did not fit.
    const read = typed.success ? typed : Line.safeParse(withoutNulls(row));
    if (!read.success) {
      const id = typedId(row);
      for (const issue of read.error.issues.slice(0, 5)) problems.push({ line: at, id, field: fieldOf(issue), code: 'shape', counted: false, sentence: shapeSentence(issue, withoutNulls(row)) });
      continue;
    }
    const line = read.data;
    const first = line.id === undefined ? undefined : ids.get(line.id);
    if (first !== undefined) {
      problems.push({ line: at, id: line.id!, field: 'id', code: 'duplicate-id', counted: false, sentence: `« ${line.id} » est déjà le repère de la ligne ${first} : celle-ci n’est pas comptée.` });
      continue;
    }
    if (line.id !== undefined) ids.set(line.id, at);
    const content = JSON.stringify({ ...line, id: undefined });
    const same = contents.get(content);
    if (same === undefined) contents.set(content, at);
    else problems.push({ line: at, id: line.id ?? null, field: null, code: 'same-line', counted: true, sentence: `Elle dit la même chose que la ligne ${same} : elle est comptée, retirez-la si c’est un doublon.` });
    lines.push({ at, line });
  }
  return { head, lines, read: rows.length, problems };
}

/** Where JSON stops being readable, from the runtime's English words. */
function whereBroken(message: string): string {
  const [, line, column] = /line (\d+) column (\d+)/.exec(message) ?? [];
  if (line) return `la lecture s’arrête à la ligne ${line}, colonne ${column}.`;
  const [, sign] = /^Unexpected token '(.+?)'/u.exec(message) ?? [];
  return sign ? `un «\u00a0${sign}\u00a0» n’y est pas à sa place.` : 'il s’arrête avant la fin, ou n’est pas du texte.';
}

function readHead(root: Record<string, unknown>, thisYear: number, problems: Problem[]): Partial<Head> {
  const head: Record<string, unknown> = {};
  for (const [key, schema] of Object.entries(Head.shape)) {
    const read = schema.safeParse(root[key] ?? undefined);
    if (read.success) head[key] = read.data;
    else for (const issue of read.error.issues) problems.push(aboutFile('head', key, shapeSentence({ ...issue, path: [key, ...issue.path] }, root)));
  }
  for (const key of Object.keys(root)) if (!KNOWN.has(key)) problems.push(aboutFile('unknown-key', key, `« ${key} » : ce champ n’existe pas, il n’est pas lu.`));
  if (typeof head['year'] === 'number' && head['year'] > thisYear) problems.push(aboutFile('future-year', 'year', `« year » vaut « ${head['year']} », une année à venir : est-ce une prévision ou une erreur de frappe ?`));
  return head as Partial<Head>;
}

const aboutFile = (code: ProblemCode, field: string | null, sentence: string): Problem => ({ line: null, id: null, field, code, counted: null, sentence });

function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== null).map(([key, one]) => [key, withoutNulls(one)]));
}

function typedId(row: unknown): string | null {
  const id = row !== null && typeof row === 'object' ? (row as Record<string, unknown>)['id'] : null;
  return typeof id === 'string' ? id.slice(0, 100) : null;
}
