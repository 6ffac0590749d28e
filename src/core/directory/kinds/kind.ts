import { z } from 'zod';
import type { SchemaOf, Shape, ValueOf } from './fields.ts';

/**
 * A kind of fact that a record may hold: said once, read by every board that its owner agreed to. `side`: something offered or something sought;
 * `says`: a few words that name nobody, « atelier de 200 m² ».
 */
export type RecordKind<S extends Shape = Shape> = { kind: string; side: 'offers' | 'needs'; label: string; ask: string; fields: S; schema: SchemaOf<S>; says: (value: ValueOf<S>) => string };

/** Describes a kind of fact once, for pages, files and boards alike. `check`: what fields say together, refused with a sentence at a field. */
export const recordKind = <const S extends Shape>(
  kind: string,
  described: { side: 'offers' | 'needs'; label: string; ask: string; fields: S; says: (value: ValueOf<S>) => string; check?: (value: ValueOf<S>) => { field: keyof S & string; problem: string } | null },
): RecordKind<S> => {
  const { check, ...rest } = described;
  const plain = z.object(Object.fromEntries(Object.entries(described.fields).map(([name, field]) => [name, field.schema]))) as unknown as SchemaOf<S>;
  const schema = check
    ? (plain.superRefine((value, context) => {
        const wrong = check(value as ValueOf<S>);
        if (wrong) context.addIssue({ code: 'custom', path: [wrong.field], message: wrong.problem });
      }) as SchemaOf<S>)
    : plain;
  return { kind, ...rest, schema };
};
