import type { Activity } from './activities.ts';
import { coolingValues, type CoolingValue } from './factors-file.ts';
import type { Trouble } from './factor-of.ts';
import type { Line } from './inventory.ts';
import type { Factor } from './model.ts';
import { figure } from './problem.ts';
import { gsd2OfPercent } from './uncertainty.ts';
import { conversion, unitOf } from './units.ts';

/** How much activity a line counts for, in the factor's unit; `steps` is the arithmetic that leads there, `gsd2s` what Base Carbone says of the rates used on the way. */
export type Amount = { value: number; steps: string; gsd2s: number[] };

const NONE: number[] = [];
/** What may be written off over years, or be said for a year already. */
const MAY_LAST: ReadonlySet<string> = new Set(['leased-in', 'rented-out', 'investments']);

/** The quantity in the factor's unit, after leak and years. Units convert within one dimension only: litres never become kilowatt-hours. */
export function amountOf(line: Line, activity: Activity, factor: Factor): Amount | Trouble {
  if (line.cooling && !activity.cooling) return { code: 'cooling', field: 'cooling', sentence: '« cooling » ne vaut que pour des fluides frigorigènes.' };
  if (line.years !== undefined && !activity.years && !MAY_LAST.has(line.activity)) return { code: 'years-without-meaning', field: 'years', sentence: '« years » ne vaut que pour une immobilisation, un bien loué ou un placement : rien n’est divisé, la ligne n’est pas comptée.' };
  if (line.years === undefined && activity.years) return { code: 'years-missing', field: 'years', sentence: 'Une immobilisation se compte par année d’amortissement : « years » manque (1 si le facteur est déjà annuel).' };

  const leaked = line.cooling ? leak(line, line.cooling, factor.unit) : converted(line, line.unit, factor.unit);
  if ('code' in leaked) return leaked;
  if (line.years === undefined) return leaked;
  return { ...leaked, value: leaked.value / line.years, steps: `${leaked.steps} ÷ ${figure(line.years)} ans` };
}

function converted(line: Line, from: string, to: string): Amount | Trouble {
  const rate = conversion(from, to);
  if (rate === null) return { code: 'unit-mismatch', field: 'unit', sentence: `La quantité est en « ${from} », le facteur est par « ${to} » : l’une ne se convertit pas en l’autre, la ligne n’est pas comptée.${hint(from, to)}` };
  return { value: line.quantity * rate, steps: `${figure(line.quantity)} ${from}${rate === 1 ? '' : ` × ${figure(rate)}`}`, gsd2s: NONE };
}

/** What to write instead, where two units look alike. */
function hint(from: string, to: string): string {
  const [one, other] = [unitOf(from).dimension, unitOf(to).dimension];
  if (one.startsWith('energy') && other.startsWith('energy')) return ' Dites si ce sont des kWh PCI ou PCS (une facture de gaz compte en PCS).';
  if (one.startsWith('money') && other.startsWith('money')) return ' Si ce sont des montants hors taxe aux prix de cette année-là, écrivez l’unité comme le facteur.';
  if ([one, other].every((dimension) => dimension === 'length' || dimension === 'travel')) return ' Un kilomètre de véhicule n’est pas celui d’une personne : écrivez « passager.km » si chacun est compté, « km » si c’est le véhicule.';
  if (/[./]an »?$/.test(other) !== /[./]an »?$/.test(one)) return ' L’un des deux est pour une année : écrivez l’unité comme le facteur si c’est bien cela.';
  return '';
}

/** Fluid that leaks in a year: charge × yearly rate (method of Base Carbone for cooling equipment). The charge is the quantity in kg, or that of each of `quantity` pieces. */
function leak(line: Line, cooling: NonNullable<Line['cooling']>, unit: string): Amount | Trouble {
  const rate = rateOf(cooling.leakPercent, cooling.leakOf, 'annual-leak', 'leak');
  if (typeof rate === 'string') return { code: 'cooling', field: 'cooling', sentence: rate };
  const counted = cooling.chargeKg !== undefined || cooling.chargeOf !== undefined;
  const charge = counted ? rateOf(cooling.chargeKg, cooling.chargeOf, 'charge', 'charge') : { value: 1, gsd2: 1 };
  if (typeof charge === 'string') return { code: 'cooling', field: 'cooling', sentence: charge };
  const inMass = conversion(line.unit, 'kg') !== null;
  if (counted && inMass) return { code: 'cooling', field: 'unit', sentence: `La quantité est en « ${line.unit} » et une charge par appareil est donnée : comptez des appareils, ou donnez la charge seule.` };
  const mass = converted(line, counted ? 'kg' : line.unit, unit);
  if ('code' in mass) return mass;
  const pieces = counted ? `${figure(line.quantity)} ${line.unit} × ${figure(charge.value)} kg` : mass.steps;
  return { value: (mass.value * charge.value * rate.value) / 100, steps: `${pieces} × ${figure(rate.value)} % de fuite par an`, gsd2s: [charge.gsd2, rate.gsd2].filter((one) => one > 1) };
}

function rateOf(said: number | undefined, number: string | number | undefined, quantity: CoolingValue['quantity'], what: 'leak' | 'charge'): { value: number; gsd2: number } | string {
  const [own, numbered] = what === 'leak' ? ['leakPercent', 'leakOf'] : ['chargeKg', 'chargeOf'];
  if ((said === undefined) === (number === undefined)) return `Dites l’un de « ${own} » et « ${numbered} », et un seul.`;
  if (said !== undefined) return { value: said, gsd2: 1 };
  const found = coolingValues().get(String(number).replace(/^bc-/, ''));
  if (found?.quantity !== quantity) return `« ${numbered} » vaut « ${number} » : ce n’est pas ${what === 'leak' ? 'un taux de fuite annuel' : 'une charge moyenne'} de la Base Carbone.`;
  return { value: found.value, gsd2: gsd2OfPercent(found.uncertaintyPercent) };
}
