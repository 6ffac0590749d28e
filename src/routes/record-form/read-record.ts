import type { Field, RecordKind, Shape } from '#core/directory/index.ts';
import { frenchNumber } from '#lib/format.ts';

/** What was typed, by the name of the field on the page; several for boxes ticked. */
export type Values = Record<string, string | string[]>;
/** One sentence a field that is to be seen again, by the same names. */
export type Problems = Record<string, string>;
export type CommuneChoice = { code: string; name: string };

/** Names on the page do not collide with those of the consent below them. */
export const fieldName = (name: string, row?: { at: number; sub: string }): string => (row ? `c-${name}-${row.at}-${row.sub}` : `c-${name}`);

const one = (values: Values, name: string): string => (Array.isArray(values[name]) ? (values[name][0] ?? '') : (values[name] ?? '')).trim();
const many = (values: Values, name: string): string[] => (values[name] === undefined ? [] : Array.isArray(values[name]) ? values[name] : [values[name]]);
/** Rows shown empty beside those that are filled. */
export const SPARE_ROWS = 3;

/** Reads what was typed of a kind of record: the value its schema keeps, or what is to be seen again. */
export function readRecord(kind: RecordKind, values: Values, communes: readonly CommuneChoice[]): { ok: true; value: Record<string, unknown> } | { ok: false; problems: Problems } {
  const problems: Problems = {};
  const raw: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(kind.fields)) {
    const read = field.control.as === 'rows' ? readRows(name, field.control, values, communes, problems) : readField(field, fieldName(name), values, communes);
    if (read !== undefined) raw[name] = read;
  }
  const parsed = kind.schema.safeParse(raw);
  for (const issue of parsed.error?.issues ?? []) {
    const [name, at, sub] = issue.path;
    const field = kind.fields[String(name)];
    if (!field) continue;
    const inner = field.control.as === 'rows' && typeof at === 'number' && sub !== undefined ? field.control.fields[String(sub)] : undefined;
    const where = inner ? fieldName(String(name), { at: at as number, sub: String(sub) }) : fieldName(String(name));
    problems[where] ??= issue.code === 'custom' ? issue.message : (inner ?? field).problem;
  }
  return parsed.success && Object.keys(problems).length === 0 ? { ok: true, value: parsed.data as Record<string, unknown> } : { ok: false, problems };
}

function readField(field: Field, name: string, values: Values, communes: readonly CommuneChoice[]): unknown {
  const typed = one(values, name);
  switch (field.control.as) {
    case 'choices':
      return many(values, name).length > 0 ? many(values, name) : undefined;
    case 'months':
    case 'days':
      return many(values, name).length > 0 ? many(values, name).map(Number) : undefined;
    case 'yes':
      return typed === '' ? undefined : typed === 'oui';
    case 'number':
      return frenchNumber(typed) ?? undefined;
    case 'euros': {
      const euros = frenchNumber(typed.replace(/€/g, ''));
      return euros === null ? undefined : Number.isNaN(euros) ? euros : Math.round(euros * 100);
    }
    case 'commune':
      return typed === '' ? undefined : communeTyped(typed, communes);
    default:
      return typed === '' ? undefined : typed;
  }
}

/** The code of a commune typed by its name, its code, or chosen in the list as « Cahors (46042) »; what was typed when it is none, for the schema to refuse. */
export function communeTyped(typed: string, communes: readonly CommuneChoice[]): string {
  const code = /\((\w{5})\)\s*$/.exec(typed)?.[1] ?? typed;
  if (communes.some((commune) => commune.code === code)) return code;
  const same = communes.filter((commune) => plain(commune.name) === plain(typed));
  return same.length === 1 ? same[0]!.code : typed;
}
const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll(/[^a-z0-9]+/g, ' ').trim();

function readRows(name: string, control: { fields: Shape; most: number }, values: Values, communes: readonly CommuneChoice[], problems: Problems): unknown[] | undefined {
  const rows: unknown[] = [];
  for (let at = 0; at < control.most + SPARE_ROWS; at++) {
    const row = Object.fromEntries(Object.entries(control.fields).flatMap(([sub, field]) => {
      const read = readField(field, fieldName(name, { at, sub }), values, communes);
      return read === undefined ? [] : [[sub, read]];
    }));
    // A row where only choices that are always made stand was left empty.
    if (!Object.entries(row).some(([sub]) => !['choice', 'yes'].includes(control.fields[sub]!.control.as))) continue;
    // Rows keep their place on the page, so that a problem is said where it was typed.
    if (rows.length !== at) for (const sub of Object.keys(control.fields)) moved(values, name, at, rows.length, sub);
    rows.push(row);
  }
  if (rows.length > control.most) problems[fieldName(name)] = `${control.most} lignes au plus.`;
  return rows.length > 0 ? rows : undefined;
}

/** Closes the gap that an empty row left, in what is shown again. */
function moved(values: Values, name: string, from: number, to: number, sub: string) {
  const [source, target] = [fieldName(name, { at: from, sub }), fieldName(name, { at: to, sub })];
  if (values[source] !== undefined) values[target] = values[source];
  delete values[source];
}

/** What the form holds when a record is corrected. */
export function typedOf(kind: RecordKind, value: Record<string, unknown>, communes: readonly CommuneChoice[]): Values {
  const values: Values = {};
  const put = (field: Field, name: string, said: unknown) => {
    if (said === undefined || said === null) return;
    const { control } = field;
    if (control.as === 'choices' || control.as === 'months' || control.as === 'days') values[name] = (said as unknown[]).map(String);
    else if (control.as === 'yes') values[name] = said ? 'oui' : 'non';
    else if (control.as === 'euros') values[name] = String((said as number) / 100).replace('.', ',');
    else if (control.as === 'number') values[name] = String(said).replace('.', ',');
    else if (control.as === 'commune') values[name] = communeShown(said as string, communes);
    else values[name] = String(said);
  };
  for (const [name, field] of Object.entries(kind.fields)) {
    if (field.control.as === 'rows') {
      const { fields } = field.control;
      for (const [at, row] of ((value[name] as Record<string, unknown>[] | undefined) ?? []).entries()) for (const [sub, inner] of Object.entries(fields)) put(inner, fieldName(name, { at, sub }), row[sub]);
    } else put(field, fieldName(name), value[name]);
  }
  return values;
}

export const communeShown = (code: string, communes: readonly CommuneChoice[]): string => {
  const found = communes.find((commune) => commune.code === code);
  return found ? `${found.name} (${found.code})` : code;
};

/** What a form holds before anything was typed: what its fields usually are. */
export const usualOf = (kind: RecordKind): Values =>
  typedOf(kind, Object.fromEntries(Object.entries(kind.fields).flatMap(([name, field]) => {
    const usual = field.optional ? field.schema.safeParse(undefined) : null;
    return usual?.success && usual.data !== undefined ? [[name, usual.data]] : [];
  })), []);

/** What was posted, several values kept where several may be. */
export function valuesTyped(form: FormData): Values {
  const values: Values = {};
  for (const name of new Set(form.keys())) {
    const all = form.getAll(name).map(String);
    values[name] = all.length > 1 ? all : (all[0] ?? '');
  }
  return values;
}
