import { z } from 'zod';
import { type Answers, type Reference } from '../model.ts';

/** True where an answer holds one of these options. */
const Sign = z.strictObject({ question: z.string(), any: z.array(z.string()).min(1) });
export type Sign = z.infer<typeof Sign>;

const Data = z.strictObject({
  /** The twelve criteria of Eurostat's index, each with where it was read. */
  intensity: z.array(Sign.extend({ id: z.string(), label: z.string(), source: z.string() })).length(12),
  basicFrom: z.strictObject({ value: z.int(), of: z.int(), source: z.string() }),
  publicShare: z.strictObject({ value: z.number(), label: z.string(), source: z.string() }),
  dimensions: z.array(z.strictObject({ id: z.string(), label: z.string(), items: z.array(Sign).min(1) })).length(6),
  /** Electronic invoices: days from which receiving and sending them is a duty, and what failing costs. */
  duty: z.strictObject({ receiveFrom: z.iso.date(), sendFrom: z.iso.date(), fine: z.string(), source: z.string() }),
  needs: z.array(
    z.strictObject({
      id: z.string(), /** The order of needs, 10 first: the product's. */ weight: z.number(), unless: Sign, title: z.string(), why: z.string(), how: z.string(),
      cost: z.string().nullable(), time: z.string(), gain: z.string().optional(), subject: z.string(), source: z.string(), diagnosis: z.string().optional(),
    }),
  ),
  tools: z.array(
    z.strictObject({
      name: z.string(), does: z.string(), needs: z.array(z.string()).min(1), maker: z.string(), /** Null where its maker's seat was not read. */ europe: z.boolean().nullable(),
      hosted: z.string(), licence: z.string(), price: z.string(), reversible: z.string(), caution: z.string().optional(), source: z.string(),
    }),
  ),
});
export type DigitalData = z.infer<typeof Data>;

/** What the digital diagnosis keeps in its reference beside questions. */
export const digitalData = (reference: Reference): DigitalData => Data.parse(reference.data);

/** Whether an answer shows a sign; null when the question was not answered. */
export function shows(answers: Answers, { question, any }: Sign): boolean | null {
  const value = answers[question];
  if (value === undefined) return null;
  return (Array.isArray(value) ? value : [value]).some((one) => typeof one === 'string' && any.includes(one));
}
