import { z } from 'zod';

const Id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);

/** Where a figure, a weight or a rule comes from. `assumption`: nobody stated it; it is said so wherever it shows. */
export const Source = z.strictObject({ id: Id, text: z.string().min(3), year: z.int().min(1980).max(2100).nullable(), url: z.url().nullish(), assumption: z.boolean().default(false) });
export type Source = z.infer<typeof Source>;

/** Asked only when an earlier answer is among these (`is`), or holds none of them (`not`). */
const Condition = z.strictObject({ question: Id, is: z.array(z.string()).min(1).optional(), not: z.array(z.string()).min(1).optional() }).refine((one) => (one.is === undefined) !== (one.not === undefined), 'One of `is` and `not`.');
export type Condition = z.infer<typeof Condition>;

const Option = z.strictObject({
  id: Id, label: z.string().min(1), detail: z.string().optional(),
  /** What it is worth to the result, from 0 to 3; null when nothing can be said of it (« I do not know » counts as 0 where not knowing is the risk). */
  points: z.number().min(0).max(3).nullish(),
  /** What of the register means this option: beginnings of NAF codes, classes of employees. */
  naf: z.array(z.string()).default([]), sizes: z.array(z.string()).default([]),
  /** What former editions called it. */
  formerly: z.array(Id).default([]),
});

/** Units one may answer in; `factor`: how many of the first unit one of it is. */
const Unit = z.strictObject({ id: z.string().min(1), label: z.string().min(1), factor: z.number().positive() });

/** What of the record answers a question, so that it is not asked again. */
export const Known = z.enum(['firm.commune', 'firm.activity', 'firm.size']);
export type Known = z.infer<typeof Known>;

const asked = {
  id: Id, text: z.string().min(5),
  /** Why it is asked, in one sentence. */
  why: z.string().min(10),
  hint: z.string().optional(), when: z.array(Condition).default([]), known: Known.optional(), optional: z.boolean().default(false), formerly: z.array(Id).default([]),
};
const bounds = {
  units: z.array(Unit).default([]), min: z.number().default(0), max: z.number(), whole: z.boolean().default(false),
  /** Beyond this one asks whether it is not a mistake: in words, with what would be usual. */
  unusual: z.strictObject({ above: z.number(), say: z.string() }).optional(),
};
/** A cell of a line that repeats: what a column of the table holds. */
const Column = z.discriminatedUnion('kind', [
  z.strictObject({ id: Id, label: z.string(), kind: z.literal('choice'), options: z.array(Option).min(2), otherwise: z.string().optional() }),
  z.strictObject({ id: Id, label: z.string(), kind: z.literal('number'), min: z.number(), max: z.number(), whole: z.boolean().default(false), unit: z.string(), otherwise: z.string().optional() }),
  z.strictObject({ id: Id, label: z.string(), kind: z.literal('time'), otherwise: z.string().optional() }),
  z.strictObject({ id: Id, label: z.string(), kind: z.literal('commune'), otherwise: z.string().optional() }),
]);
export type Column = z.infer<typeof Column>;

export const Question = z.discriminatedUnion('kind', [
  z.strictObject({ ...asked, kind: z.literal('choice'), options: z.array(Option).min(2) }),
  z.strictObject({ ...asked, kind: z.literal('choices'), options: z.array(Option).min(2), /** Ticked alone: « none of these ». */ none: z.string().optional() }),
  z.strictObject({ ...asked, kind: z.literal('yes-no-unsure') }),
  z.strictObject({ ...asked, kind: z.literal('number'), ...bounds }),
  z.strictObject({ ...asked, kind: z.literal('commune') }),
  z.strictObject({ ...asked, kind: z.literal('months') }),
  z.strictObject({ ...asked, kind: z.literal('text'), maxLength: z.int().max(2_000).default(300) }),
  z.strictObject({ ...asked, kind: z.literal('lines'), columns: z.array(Column).min(1), atMost: z.int().max(2_000) }),
]);
export type Question = z.infer<typeof Question>;

/** A diagnosis as it is kept in `facts/diagnosis/<id>.json`. Its edition changes when an answer would mean something else. */
export const Reference = z.strictObject({
  id: Id,
  /** In addresses, in French. */
  slug: Id, edition: z.string().regex(/^\d{4}-\d{2}$/), title: z.string(), promise: z.string(), minutes: z.int().min(1).max(20), subject: z.string(),
  sources: z.array(Source).min(1),
  /** A public average of what `measure` says, shown when fewer than five firms alike agreed to be compared. */
  average: z.strictObject({ value: z.number(), label: z.string(), source: Id }).optional(),
  /** Questions shown together, in order; a condition looks at an earlier page. */
  pages: z.array(z.strictObject({ id: Id, title: z.string(), questions: z.array(Question).min(1) })).min(1),
  /** What the diagnosis itself needs: its own schema says how it reads. */
  data: z.record(z.string(), z.unknown()).default({}),
});
export type Reference = z.infer<typeof Reference>;
export type Page = Reference['pages'][number];

/** A number as it was typed, with its unit: `valueOf` says it in the question's first unit. */
export type NumberAnswer = { value: number; unit: string | null };
export type LineAnswer = Record<string, string | number>;
export type AnswerValue = string | string[] | number[] | NumberAnswer | LineAnswer[];
/** By question; what was not answered is not there. */
export type Answers = Record<string, AnswerValue>;

/** What the register says of the firm that the diagnosis is about. */
export type FirmKnown = { siret: string; communeCode: string; activityCode: string | null; sizeBand: string | null };
/** One of a reference's sources, by its identifier. */
export function sourceOf(reference: Reference, id: string): Source {
  const source = reference.sources.find((one) => one.id === id);
  if (!source) throw new Error(`${reference.id}: no source « ${id} ».`);
  return source;
}

/** All questions of a reference, in order. */
export const questionsOf = (reference: Reference): Question[] => reference.pages.flatMap((page) => page.questions);
