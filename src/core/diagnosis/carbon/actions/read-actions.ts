import { z } from 'zod';
import { factsFile } from '#core/kernel/index.ts';
import { activityIds } from '../activities.ts';

const Id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
const Size = z.strictObject({ ask: z.string().min(5), unit: z.string(), min: z.number().min(0), max: z.number().positive(), answer: Id.optional() });
export type Size = z.output<typeof Size>;

/**
 * What an action saves, always on the firm's own lines:
 * `share` a percentage of them (`atMost`: the source's maximum); `kwh` an official sheet's kWh for each unit of `size`, out of their energy; `fixed-kwh` so many kWh;
 * `switch` their energy replaced by another factor (`ratio` units of it for a kWh); `switch-size` the same for `size` units of them; `size-kg` kgCO2e for each unit of
 * `size`; `per-answer` kgCO2e for each unit of an answer; `none` nobody measured it.
 */
const Saving = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('share'), percent: z.number().positive().max(100), atMost: z.boolean() }),
  z.strictObject({ kind: z.literal('kwh'), size: Size, sheet: z.strictObject({ cumac: z.number().positive(), coefficient: z.number().positive(), years: z.int().positive(), unit: z.string() }) }),
  z.strictObject({ kind: z.literal('fixed-kwh'), kwh: z.number().positive() }),
  z.strictObject({ kind: z.literal('switch'), activity: z.enum(activityIds), factor: z.string(), ratio: z.number().positive(), basis: z.string() }),
  z.strictObject({ kind: z.literal('switch-size'), activity: z.enum(activityIds), factor: z.string(), ratio: z.number().positive(), size: Size, basis: z.string() }),
  z.strictObject({ kind: z.literal('size-kg'), kg: z.number().positive(), size: Size }),
  z.strictObject({ kind: z.literal('per-answer'), answer: Id, kg: z.number().positive(), basis: z.string() }),
  z.strictObject({ kind: z.literal('none') }),
]);
const certainty = z.enum(['high', 'medium', 'low']);
const Leads = z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('adviser'), subject: Id, words: z.string() }), z.strictObject({ kind: z.literal('diagnosis'), href: z.string().startsWith('/') })]);

/** A row of facts/carbon/actions/catalogue.json. `on`: the lines it works on, by activity, and by the beginning of the identifiers that estimates give. */
export const ActionRow = z.strictObject({
  id: Id, title: z.string(), why: z.string(), how: z.string(), time: z.string(), trades: z.array(Id).nullable(),
  on: z.strictObject({ activities: z.array(z.enum(activityIds)).min(1), ids: z.array(Id), fossil: z.boolean().default(false) }),
  saving: Saving,
  cost: z.strictObject({ value: z.number().min(0), per: z.enum(['whole', 'size', 'kW']), text: z.string(), source: z.string(), year: z.int().nullable(), certainty, ask: z.string().optional() }).nullable(),
  lifetimeYears: z.number().positive().nullable(), certainty, source: z.string().min(5), year: z.int().nullable(),
  /** The official energy-saving sheet, which comes first. */
  official: z.string().nullable(), leadsTo: Leads,
});
export type ActionRow = z.output<typeof ActionRow>;
export type Certainty3 = z.output<typeof certainty>;

let read: { edition: string; actions: ActionRow[] } | undefined;
/** The actions that the product ships. */
export const actionCatalogue = () => (read ??= z.strictObject({ edition: z.string(), actions: z.array(ActionRow).min(1) }).parse(JSON.parse(factsFile('carbon/actions/catalogue.json'))));

const Energy = z.enum(['electricity', 'gas', 'fuel-oil', 'propane', 'diesel', 'petrol', 'non-road-diesel', 'pellets', 'wood']);
export type Energy = z.output<typeof Energy>;

let energies: Map<string, { energy: Energy; kwhPerUnit: number }> | undefined;
/** The energy that a Base Carbone factor is of, and kWh in one of its unit (lower heating value; higher for gas by PCS): the ratio of two factors of one fuel. */
export const energyOf = (factor: string | null) =>
  (energies ??= new Map(z.array(z.strictObject({ factor: z.string(), energy: Energy, kwhPerUnit: z.number().positive() })).parse(JSON.parse(factsFile('carbon/actions/energies.json'))).map(({ factor, ...rest }) => [factor, rest]))).get(factor ?? '') ?? null;

/** A dated price, in euros a `unit`: used where the firm gives none of its own. */
const Price = z.strictObject({ energy: Energy, unit: z.string(), euros: z.number().positive(), source: z.string(), at: z.string(), taxes: z.string(), certainty });
export type Price = z.output<typeof Price>;
let prices: Price[] | undefined;
export const priceOf = (energy: Energy): Price | null => (prices ??= z.array(Price).parse(JSON.parse(factsFile('carbon/actions/prices.json')))).find((one) => one.energy === energy) ?? null;

/** Discount of the official sheets' lifetime savings: Σ 1/1.04^t for t from 0 to n − 1. */
export const cumacFactor = (years: number): number => (1 - 1.04 ** -years) / (1 - 1 / 1.04);
