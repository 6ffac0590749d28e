import type { Field, RecordKind } from '#core/directory/index.ts';
import { type CommuneChoice, fieldName, type Problems, readRecord, typedOf, type Values } from './read-record.ts';

// Several choices, months or days in one cell.
const BETWEEN = '|';

const tabled = (kind: RecordKind) => Object.entries(kind.fields).filter(([, field]) => field.control.as !== 'rows');
const optionsOf = (field: Field): Readonly<Record<string, string>> => (field.control.as === 'choice' || field.control.as === 'choices' ? field.control.options : {});

/** What a table of a kind of record has as columns: its fields but for lists. */
export const columnsOf = (kind: RecordKind): string[] => tabled(kind).map(([, field]) => field.label);

/** Whether a kind can be read from a table: all that must be said fits in one cell. */
export const fitsTable = (kind: RecordKind): boolean => Object.values(kind.fields).every((field) => field.optional || field.control.as !== 'rows');

/** A value as the cells of a table, in the order of its columns; read back by `readCells`. */
export function cellsOf(kind: RecordKind, value: Record<string, unknown>, communes: readonly CommuneChoice[]): string[] {
  const typed = typedOf(kind, value, communes);
  return tabled(kind).map(([name, field]) => [typed[fieldName(name)] ?? ''].flat().map((one) => optionsOf(field)[one] ?? one).join(BETWEEN));
}

/** Reads one line of a table, whose columns are named by the labels of the fields or by their names in files; columns of other names are left. */
export function readCells(kind: RecordKind, header: readonly string[], cells: readonly string[], communes: readonly CommuneChoice[]): { ok: true; value: Record<string, unknown> } | { ok: false; problems: string[] } {
  const values: Values = {};
  for (const [name, field] of tabled(kind)) {
    const at = header.findIndex((title) => same(title, field.label) || title === name);
    const cell = at < 0 ? '' : (cells[at] ?? '');
    if (cell === '') continue;
    const codes = new Map(Object.entries(optionsOf(field)).flatMap(([code, label]) => [[plain(label), code], [plain(code), code]]));
    const several = ['choices', 'months', 'days'].includes(field.control.as);
    const read = (several ? cell.split(BETWEEN) : [cell]).map((one) => codes.get(plain(one)) ?? one.trim());
    values[fieldName(name)] = several ? read : read[0]!;
  }
  const record = readRecord(kind, values, communes);
  return record.ok ? record : { ok: false, problems: problemsOf(kind, record.problems) };
}

const problemsOf = (kind: RecordKind, problems: Problems): string[] => Object.entries(problems).map(([at, problem]) => `${Object.entries(kind.fields).find(([name]) => fieldName(name) === at)?.[1].label ?? at} : ${problem}`);
const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll(/[\s’']+/g, ' ').trim();
const same = (a: string, b: string) => plain(a) === plain(b);
