import { z } from 'zod';
import { date, euros, listed, months as monthsInWords, number as shownNumber } from '#lib/format.ts';

/** How a field is asked on a page. Options: what is stored → what is shown. */
export type Control =
  | { as: 'text'; suggestions?: readonly string[] }
  | { as: 'long-text' }
  | { as: 'number'; unit: string; min: number; max: number }
  /** Typed in euros, kept in cents. */
  | { as: 'euros'; unit: string; min: number; max: number }
  | { as: 'choice' | 'choices'; options: Readonly<Record<string, string>> }
  | { as: 'months' | 'days' | 'date' | 'commune' | 'yes' }
  | { as: 'rows'; fields: Shape; most: number };

/**
 * One thing that a record may hold: its schema serves the page, the file, the API and the CSV alike. `problem` is said at the field
 * when what was typed cannot be kept.
 */
export type Field<S extends z.ZodType = z.ZodType> = { label: string; hint?: string; problem: string; schema: S; control: Control; optional: boolean };
export type Shape = Readonly<Record<string, Field>>;
export type SchemaOf<S extends Shape> = z.ZodObject<{ -readonly [K in keyof S]: S[K]['schema'] }>;
export type ValueOf<S extends Shape> = z.infer<SchemaOf<S>>;

type Asked = { label: string; hint?: string };
const made = <S extends z.ZodType>(asked: Asked, schema: S, control: Control, problem: string): Field<S> => ({
  ...asked, control, problem, optional: false, schema: schema.meta({ title: asked.label, description: described(asked, control) }) as S,
});
const described = ({ hint }: Asked, control: Control) => [control.as === 'number' ? `En ${control.unit}.` : control.as === 'euros' ? `En centimes, ${control.unit}.` : null, hint].filter(Boolean).join(' ');

export const text = (asked: Asked & { most?: number; suggestions?: readonly string[] }) => {
  const { most = 120, suggestions, ...rest } = asked;
  return made(rest, z.string().trim().min(2).max(most), { as: 'text', ...(suggestions ? { suggestions } : {}) }, `Deux à ${most} caractères.`);
};
export const longText = (asked: Asked) => made(asked, z.string().trim().min(1).max(1_000), { as: 'long-text' }, 'Mille caractères au plus.');
/** A number in one unit, from `min` to `max`. */
export const number = ({ unit, min = 0, max, ...asked }: Asked & { unit: string; min?: number; max: number }) =>
  made(asked, z.number().min(min).max(max), { as: 'number', unit, min, max }, `Un nombre entre ${shownNumber(min, 2)} et ${shownNumber(max, 2)} ${unit}.`);
/** An amount in whole cents; `unit` says of what: « par m² et par an ». `max` in cents. */
export const cents = ({ unit, min = 0, max = 10_000_000_00, ...asked }: Asked & { unit: string; min?: number; max?: number }) =>
  made(asked, z.int().min(min).max(max), { as: 'euros', unit, min, max }, `Un montant en euros, ${euros(max)} au plus.`);
export const choice = <const O extends Record<string, string>>({ options, ...asked }: Asked & { options: O }) =>
  made(asked, z.enum(Object.keys(options) as [keyof O & string, ...(keyof O & string)[]]), { as: 'choice', options }, 'Choisissez dans la liste.');
export const choices = <const O extends Record<string, string>>({ options, ...asked }: Asked & { options: O }) =>
  made(asked, z.array(z.enum(Object.keys(options) as [keyof O & string, ...(keyof O & string)[]])).min(1).max(Object.keys(options).length), { as: 'choices', options }, 'Cochez au moins une case.');
/** Months from 1 to 12. */
export const months = (asked: Asked) => made(asked, z.array(z.int().min(1).max(12)).min(1).max(12), { as: 'months' }, 'Cochez au moins un mois.');
/** Days of the week from 1, Monday, to 7. */
export const days = (asked: Asked) => made(asked, z.array(z.int().min(1).max(7)).min(1).max(7), { as: 'days' }, 'Cochez au moins un jour.');
export const day = (asked: Asked) => made(asked, z.iso.date(), { as: 'date' }, 'Une date, par exemple 2027-03-01.');
/** The official code of a commune (INSEE). */
export const commune = (asked: Asked) => made(asked, z.string().regex(/^\d[\dAB]\d{3}$/), { as: 'commune' }, 'Choisissez une commune de la liste.');
export const yes = (asked: Asked) => made(asked, z.boolean(), { as: 'yes' }, 'Oui ou non.');
/** A short list of small records. */
export const rows = <S extends Shape>({ fields, most, ...asked }: Asked & { fields: S; most: number }) =>
  made(asked, z.array(z.object(Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.schema]))) as unknown as SchemaOf<S>).min(1).max(most), { as: 'rows', fields, most }, `Une à ${most} lignes, chacune entière.`);
export const optional = <S extends z.ZodType>(field: Field<S>): Field<z.ZodOptional<S>> => ({ ...field, schema: field.schema.optional() as z.ZodOptional<S>, optional: true });
/** Taken as this when nothing is said, on a page as in a file. */
export const usually = <S extends z.ZodType>(field: Field<S>, value: z.infer<S>): Field<z.ZodDefault<S>> => ({ ...field, schema: field.schema.default(value as never) as unknown as z.ZodDefault<S>, optional: true });

const DAYS = ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'];
/** « lundi, mardi et jeudi ». */
export const daysInWords = (list: readonly number[]): string => (list.length === 7 ? 'tous les jours' : listed([...list].sort((a, b) => a - b).map((one) => DAYS[one - 1] ?? '')));

/** A field and its value on one line: « Surface libre : 200 m² », or after a question « Quel métier ? Soudure ». */
export const labelled = (field: Field, text: string): string => (field.label.endsWith('?') ? `${field.label} ${text}` : `${field.label}\u00a0: ${text}`);

/** A value as a page says it, unit included; null for nothing. */
export function shown(field: Field, value: unknown): string | null {
  if (value === undefined || value === null || value === '') return null;
  const { control } = field;
  switch (control.as) {
    case 'number':
      return `${shownNumber(value as number, 2)}\u00a0${control.unit}`;
    case 'euros':
      return `${euros(value as number)} ${control.unit}`.trim();
    case 'choice':
      return control.options[value as string] ?? String(value);
    case 'choices':
      return listed((value as string[]).map((one) => control.options[one] ?? one));
    case 'months':
      return monthsInWords(value as number[]);
    case 'days':
      return daysInWords(value as number[]);
    case 'date':
      return date(value as string);
    case 'yes':
      return value ? 'oui' : 'non';
    case 'rows':
      return (value as Record<string, unknown>[]).map((row) => Object.entries(control.fields).flatMap(([name, one]) => shown(one, row[name]) ?? []).join(', ')).join(' ; ');
    default:
      return String(value);
  }
}
