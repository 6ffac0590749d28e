import { readdirSync } from 'node:fs';
import { z } from 'zod';
import { factsFile, factsPath } from '#core/kernel/index.ts';
import { activityIds } from '../activities.ts';
import { FARM_SOURCES } from '../farms/farm-factor.ts';
import { Cooling } from '../inventory.ts';

const Id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
const asked = { id: Id, text: z.string().min(5), why: z.string().min(10), hint: z.string().optional() };

export const TradeQuestion = z.discriminatedUnion('kind', [
  z.strictObject({ ...asked, kind: z.literal('number'), unit: z.string(), min: z.number().min(0), max: z.number().positive(), whole: z.boolean().default(false), unusual: z.strictObject({ above: z.number(), say: z.string() }) }),
  z.strictObject({ ...asked, kind: z.literal('choice'), options: z.array(z.strictObject({ id: Id, label: z.string() })).min(2) }),
]);

/** What a rate rests on: a source, an assumption of ours, or nothing but the answer. */
export const Basis = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('source'), text: z.string().min(10), year: z.int().nullable(), certainty: z.enum(['high', 'medium', 'low']), /** An assumption of ours stands between the source and the rate: the text says which. */ partly: z.literal(true).optional() }),
  z.strictObject({ kind: z.literal('assumption'), text: z.string().min(5) }),
  z.strictObject({ kind: z.literal('answer'), text: z.string() }),
]);
export type Basis = z.output<typeof Basis>;

/** Whether a rate rests on an assumption of ours, whole or in part. */
export const isAssumed = (basis: Basis): boolean => basis.kind === 'assumption' || (basis.kind === 'source' && basis.partly === true);

/** A line of the first estimate: the answer `per` times `rate`, in `unit`, 95 % sure between it divided and multiplied by `times`. */
export const TradeLine = z.strictObject({
  id: Id, label: z.string().min(3), activity: z.enum(activityIds), operatedBy: z.enum(['operated', 'paid', 'neither']).optional(),
  per: Id, rate: z.number().positive(), unit: z.string(), times: z.number().min(1).max(10),
  factor: z.union([z.string().regex(/^\d+$/), z.strictObject({ farm: Id, what: z.enum(FARM_SOURCES) })]),
  when: z.strictObject({ question: Id, is: z.array(Id).min(1) }).optional(),
  years: z.number().positive().optional(), cooling: Cooling.optional(),
  basis: Basis,
  /** What to ask to replace the estimate. */
  ask: z.string().min(10),
});
export type TradeLine = z.output<typeof TradeLine>;

/** One file of facts/carbon/trades: the three questions of a trade, and what they estimate. `naf`: beginnings of activity codes, the longest that fits decides. */
export const Trade = z.strictObject({ id: Id, order: z.int(), edition: z.string(), title: z.string(), naf: z.array(z.string().regex(/^\d/)).min(1), questions: z.array(TradeQuestion).length(3), lines: z.array(TradeLine).min(8) });
export type Trade = z.output<typeof Trade>;

let read: Trade[] | undefined;
/** The trades that the product ships, in the order shown. */
export const trades = (): readonly Trade[] =>
  (read ??= readdirSync(factsPath('carbon/trades')).filter((name) => name.endsWith('.json')).map((name) => Trade.parse(JSON.parse(factsFile(`carbon/trades/${name}`)))).sort((a, b) => a.order - b.order));

export const tradeOf = (id: string): Trade | undefined => trades().find((trade) => trade.id === id);

/** The trade of an activity code of the register, « 10.71C »; null when none fits. */
export function tradeOfActivity(code: string | null): Trade | null {
  if (!code) return null;
  const plain = code.replace(/\s/g, '');
  const fit = trades().flatMap((trade) => trade.naf.filter((start) => plain.startsWith(start)).map((start) => ({ trade, length: start.length })));
  return fit.sort((a, b) => b.length - a.length)[0]?.trade ?? null;
}
