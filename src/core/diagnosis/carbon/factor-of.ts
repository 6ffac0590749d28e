import { type Factors, partKind } from './factors-file.ts';
import type { Line, OwnFactor } from './inventory.ts';
import { type Emission, type Factor, PART_KINDS, type PartKind } from './model.ts';
import { figure, type ProblemCode } from './problem.ts';

export type Trouble = { code: ProblemCode; field: string; sentence: string };

/** How far parts or gases may be from the total they make up: sources print three figures. */
const ROUNDING = 0.02;

/** The factor of a line, by its number or as given in full; else why there is none. */
export function factorOf(line: Line, factors: Factors): Factor | Trouble {
  if (line.factor === undefined) return { code: 'factor-missing', field: 'factor', sentence: 'Aucun facteur n’est donné : ces émissions existent et manquent au total.' };
  if (typeof line.factor !== 'object') {
    const known = factors(String(line.factor).replace(/^bc-/, ''));
    return known ?? { code: 'factor-unknown', field: 'factor', sentence: `Le facteur ${line.factor} n’est pas parmi ceux connus ici : donnez-le en entier, ou importez la Base Carbone. Ces émissions manquent au total.` };
  }
  const own = ownFactor(line.factor);
  const wrong = notInKilograms(own) ?? negative(line, own) ?? incoherence(own);
  return wrong ? { code: 'factor-incoherent', field: 'factor', sentence: wrong } : own;
}

function ownFactor(own: OwnFactor): Factor {
  const parts = (own.parts ?? []).map((part) => ({ kind: part.kind in PART_KINDS ? (part.kind as PartKind) : partKind(part.kind), name: part.name ?? '', ...emissionOf(part) }));
  return { number: own.number ?? null, name: own.name, unit: own.unit.replace(KILOGRAMS, ''), ...emissionOf(own), parts, uncertaintyPercent: own.uncertaintyPercent ?? null, status: 'valid', validity: '', avoided: own.avoided ?? AVOIDED.test(own.name), place: '', category: '', doubt: '', source: own.source };
}

/** « kgCO2e/litre » written whole, as Base Carbone prints it: kilograms of CO2e for a litre. */
const KILOGRAMS = /^kg\s*(?:de\s+)?(?:[ée]q\.?\s*)?co[2₂][\s-]*(?:e|[ée]q\.?|[ée]quivalents?)?\s*(?:\/|par)\s*/i;
const OTHER_MASS = /^(?:g|t|mg|tonnes?|grammes?)\s*(?:de\s+)?(?:[ée]q\.?\s*)?co[2₂]/i;
/** What recycling or energy recovery avoids, as Base Carbone names it. */
const AVOIDED = /[ée]missions [ée]vit[ée]es/i;

const notInKilograms = ({ unit }: Factor): string | null => (OTHER_MASS.test(unit) ? `Le facteur est en « ${unit} » : donnez-le en kgCO2e par unité. La ligne n’est pas comptée.` : null);

/** A negative factor of waste is what its treatment avoids elsewhere, unless the file says that it is not. */
const negative = ({ activity, factor }: Line, { total, avoided }: Factor): string | null =>
  total < 0 && !avoided && (activity === 'waste' || activity === 'sold-end-of-life') && typeof factor === 'object' && factor.avoided === undefined
    ? `Le facteur est négatif (${figure(total)}) : pour un déchet, ce sont d’ordinaire des émissions évitées. Dites « "avoided": true », ou false si c’en est une vraie absorption. La ligne n’est pas comptée.`
    : null;

const emissionOf = ({ total, gases, co2b }: Pick<OwnFactor, 'total' | 'gases' | 'co2b'>): Emission => ({
  total,
  gases: gases ? { co2f: gases.co2f ?? 0, ch4f: gases.ch4f ?? 0, ch4b: gases.ch4b ?? 0, n2o: gases.n2o ?? 0, others: gases.others ?? 0 } : null,
  co2b: co2b ?? 0,
});

/** Parts must make the total, and gases not exceed it: what is missing cannot be guessed. */
function incoherence(factor: Factor): string | null {
  const parts = factor.parts.reduce((sum, part) => sum + part.total, 0);
  if (factor.parts.length > 0 && far(parts, factor.total)) return `Les parties du facteur font ${figure(parts)}, son total dit ${figure(factor.total)} : la ligne n’est pas comptée.`;
  for (const one of [factor, ...factor.parts]) {
    const gases = one.gases ? Object.values(one.gases).reduce((sum, value) => sum + value, 0) : 0;
    if (one.gases && Math.abs(gases) > Math.abs(one.total) * (1 + ROUNDING)) return `Les gaz du facteur font ${figure(gases)}, plus que leur total de ${figure(one.total)} : la ligne n’est pas comptée.`;
  }
  return null;
}

const far = (a: number, b: number) => Math.abs(a - b) > ROUNDING * Math.max(Math.abs(a), Math.abs(b));
