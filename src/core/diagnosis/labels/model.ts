import { z } from 'zod';
import type { Answers, Reference } from '../model.ts';

/** `question` and `any` absent: not asked here, to be checked with the body. */
const Criterion = z.strictObject({ label: z.string(), question: z.string().optional(), any: z.array(z.string()).optional() });
const Label = z.strictObject({
  id: z.string(), name: z.string(), body: z.string(), trades: z.array(z.string()).min(1), maxSize: z.enum(['under-50']).optional(), criteria: z.array(Criterion).min(1), lasts: z.string(),
  /** Null: no price was found. */
  cost: z.strictObject({ text: z.string(), year: z.int().nullable(), sure: z.enum(['stated', 'estimated', 'assumed']) }).nullable(),
  call: z.string(), effort: z.string(), source: z.string(),
});
export type Label = z.infer<typeof Label>;

/** The fourteen labels. */
export const labelsOf = (reference: Reference): Label[] => z.strictObject({ labels: z.array(Label).length(14) }).parse(reference.data).labels;

/** A label seen from a firm: what it meets, what it lacks, and what nobody asked. Null: not for this trade or size. */
export type Fit = { label: Label; met: string[]; lacking: string[]; unasked: string[] };

export function fitOf(label: Label, answers: Answers): Fit | null {
  if (!label.trades.includes(String(answers['trade'])) || (label.maxSize && answers['size'] === 'more')) return null;
  const fit: Fit = { label, met: [], lacking: [], unasked: [] };
  for (const { label: words, question, any } of label.criteria) {
    const said = question === undefined ? undefined : answers[question];
    if (said === undefined) fit.unasked.push(words);
    else (Array.isArray(said) && said.some((one) => typeof one === 'string' && any!.includes(one)) ? fit.met : fit.lacking).push(words);
  }
  return fit;
}
