import { z } from 'zod';
import { factsFile } from '#core/kernel/index.ts';

const share = z.number().min(0).max(1);

const Species = z.strictObject({
  id: z.string(), label: z.string(), weightKg: z.number().positive(),
  /** kg of methane a head and a year; null where digestion gives none. */
  entericKg: z.number().positive().nullable(),
  /** Volatile solids and nitrogen excreted, in kg a day for 1,000 kg of animal. */
  vs: z.number().positive(), nitrogen: z.number().positive(),
  /** Cattle, poultry and pigs share one factor on pasture, sheep and others another. */
  cattle: z.boolean(),
  /** Methane in g for a kg of volatile solids, by storage. */
  solid: z.number().positive(), slurry: z.number().positive().nullable(),
  ef3Solid: share, fracGasSolid: share, fracGasSlurry: share.nullable(),
  tables: z.string(),
});
export type Species = z.output<typeof Species>;

/** facts/carbon/farm.json: what the IPCC gives for animals at tier 1, with the tables it comes from. */
export const FarmTables = z.strictObject({
  edition: z.string(), tier: z.literal(1), source: z.string(), read: z.string(),
  climate: z.strictObject({ text: z.string(), assumption: z.boolean() }),
  warming: z.strictObject({ ch4Biogenic: z.number(), n2o: z.number(), source: z.string() }),
  uncertaintyPercent: z.strictObject({ enteric: z.number(), manure: z.number(), text: z.string() }),
  indirect: z.strictObject({ ef4: share, ef5: share, source: z.string() }),
  pasture: z.strictObject({ methanePerKgVs: z.number(), fracGas: share, fracLeach: share, ef3Cattle: share, ef3Others: share, source: z.string() }),
  species: z.array(Species).min(1),
});
export type FarmTables = z.output<typeof FarmTables>;

let read: FarmTables | undefined;
/** The tables that the product ships, read once. */
export const farmTables = (): FarmTables => (read ??= FarmTables.parse(JSON.parse(factsFile('carbon/farm.json'))));
