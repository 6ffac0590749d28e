import { z } from 'zod';
import { factsFile } from '#core/kernel/index.ts';
import { type Factor, type Part, PART_ALSO, PART_KINDS, type PartKind } from './model.ts';
import { semicolonRows } from './semicolons.ts';

/** Edition of Base Carbone that the shipped rows come from: see facts/carbon/SOURCES.md. */
export const EDITION = 'ADEME, Base Carbone V23.6';

const KIND_OF = new Map<string, PartKind>([...Object.entries(PART_KINDS).map(([kind, label]) => [label, kind as PartKind] as const), ...Object.entries(PART_ALSO)]);
/** « Autres émissions liées à la consommation d’électricité (barrage…) », a reservoir’s: where the plant is, as its combustion. */
const RESERVOIR = /^Autres émissions liées à la consommation d.électricité/;

/** The kind of a part named as in Base Carbone; `other` for a name met for the first time. */
export const partKind = (label: string): PartKind => KIND_OF.get(label) ?? (RESERVOIR.test(label) ? 'plant-combustion' : 'other');

const cell = z.string().default('');
const amount = cell.refine((text) => Number.isFinite(Number(text)), 'un nombre').transform(Number);
const total = cell.refine((text) => text !== '' && Number.isFinite(Number(text)), 'un total').transform(Number);

/** One row of facts/carbon/factors.csv: an element, or a part of the element above when `part` is said. */
export const FactorRow = z.object({
  number: z.string().regex(/^\d+$/),
  part: cell,
  partName: cell,
  total,
  co2b: amount,
  unit: cell,
  uncertaintyPercent: cell.refine((text) => text === '' || Number(text) >= 0, 'un pourcentage').transform((text) => (text === '' ? null : Number(text))),
  validity: cell,
  avoided: cell.pipe(z.enum(['', '1'])),
  place: cell,
  category: cell,
  name: cell,
  doubt: cell,
});

/** Factors by number from the rows of facts/carbon/factors.csv, whose source details no gas and says no status. Throws on a row that breaks the shape: a test reads them all. */
export function readFactors(text: string): Map<string, Factor> {
  const found = new Map<string, Factor>();
  for (const raw of semicolonRows(text)) {
    const row = FactorRow.parse(raw);
    const emission = { total: row.total, gases: null, co2b: row.co2b };
    if (row.part) {
      const of = found.get(row.number);
      if (!of) throw new Error(`Part of factor ${row.number} before its element.`);
      of.parts.push({ kind: partKind(row.part), name: row.partName, ...emission } satisfies Part);
    } else {
      if (row.unit === '' || row.name === '') throw new Error(`Factor ${row.number} lacks its unit or name.`);
      const { number, name, unit, uncertaintyPercent, validity, place, category, doubt } = row;
      found.set(number, { number, name, unit, ...emission, parts: [], uncertaintyPercent, status: 'unsaid', validity, avoided: row.avoided === '1', place, category, doubt, source: EDITION });
    }
  }
  return found;
}

/** Finds a factor by its Base Carbone number. */
export type Factors = (number: string) => Factor | undefined;

let shipped: Map<string, Factor> | undefined;
/** The factors that the product ships, read once. */
export const shippedFactors = (): ReadonlyMap<string, Factor> => (shipped ??= readFactors(factsFile('carbon/factors.csv')));

/** A charge of fluid, or a leak rate in % of it, of a kind of cooling equipment; number and uncertainty of Base Carbone. */
export type CoolingValue = { number: string; quantity: 'charge' | 'charge-ratio' | 'annual-leak' | 'end-of-life-leak'; value: number; unit: string; uncertaintyPercent: number; equipment: string };

const CoolingRow = z.object({
  number: z.string().regex(/^\d+$/),
  quantity: z.enum(['charge', 'charge-ratio', 'annual-leak', 'end-of-life-leak']),
  value: z.coerce.number().positive(),
  unit: z.string().min(1),
  uncertaintyPercent: z.coerce.number().positive(),
  equipment: z.string().min(3),
});

let cooling: Map<string, CoolingValue> | undefined;
/** Charges and leak rates of cooling equipment, by Base Carbone number. */
export const coolingValues = (): ReadonlyMap<string, CoolingValue> => (cooling ??= new Map(semicolonRows(factsFile('carbon/cooling.csv')).map((row) => [row['number']!, CoolingRow.parse(row)])));
