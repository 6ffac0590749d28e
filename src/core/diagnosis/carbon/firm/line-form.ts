import { z } from 'zod';
import { factsFile } from '#core/kernel/index.ts';
import { frenchNumber } from '../../answers/read-number.ts';
import { activityIds, activityOf, type ActivityId } from '../activities.ts';
import { farmFactor, FARM_SOURCES } from '../farms/farm-factor.ts';
import { type Factors, shippedFactors } from '../factors-file.ts';
import type { Factor } from '../model.ts';
import { KG_AN_EMPLOYEE, KWH_AN_EMPLOYEE, kwhIn } from '../out-of-scale.ts';
import { ROLES, type Role } from '../rules.ts';
import { conversion } from '../units.ts';
import { KNOWN_AS, type KeptLine, type KnownAs } from './kept-line.ts';

/** A thing that a line is often about: its factor, and the units one has it in. `kind`: which activity it is. */
const Offered = z.strictObject({ group: z.string(), label: z.string(), activity: z.enum(activityIds), factor: z.string(), units: z.array(z.string()).min(1), years: z.number().optional() });
export type Offered = z.output<typeof Offered>;
let read: Offered[] | undefined;
/** Factors that the page offers by name, from facts/carbon/offered.json; any other is found by its words. */
export const offeredFactors = (): readonly Offered[] => (read ??= z.array(Offered).parse(JSON.parse(factsFile('carbon/offered.json'))));

/** Units that convert into a factor's own, its own first; what one may choose at the line. */
const LIKELY = ['kWh', 'MWh', 'kWh PCI', 'MWh PCI', 'kWh PCS', 'MWh PCS', 'kg', 't', 'litre', 'm³', 'hl', 'm²', 'ha', 'km', 't.km', 'passager.km', 'keuro (2023) HT', 'euro (2023) HT'];
export const unitsFor = (unit: string): string[] => [unit, ...LIKELY.filter((one) => one !== unit && conversion(one, unit) !== null && conversion(one, unit) !== 1)];

/** A factor as a line names it: a Base Carbone number, or « farm:sheep:enteric ». */
export function namedFactor(name: string, factors: Factors = (number) => shippedFactors().get(number)): Pick<Factor, 'name' | 'unit' | 'total' | 'source' | 'doubt' | 'avoided'> | null {
  const farm = /^farm:([a-z-]+):([a-z-]+)$/.exec(name);
  const what = FARM_SOURCES.find((one) => one === farm?.[2]);
  const own = farm && what ? farmFactor(farm[1]!, what) : null;
  if (own) return { name: own.name, unit: own.unit, total: own.total, source: own.source, doubt: '', avoided: false };
  return /^\d{1,9}$/.test(name) ? (factors(name) ?? null) : null;
}

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Shipped factors that hold every word, or of that number; those never in a balance left out. */
export function searchFactors(words: string, limit = 30): Factor[] {
  const asked = plain(words).split(/\s+/).filter(Boolean);
  if (asked.length === 0) return [];
  return [...shippedFactors().values()].filter((one) => !one.avoided && asked.every((word) => one.number === word || plain(`${one.name} ${one.category} ${one.unit}`).includes(word))).slice(0, limit);
}

/** What a form says of a line, as typed. */
export type LineForm = Partial<Record<'id' | 'replaces' | 'label' | 'activity' | 'factor' | 'quantity' | 'unit' | 'years' | 'operatedBy' | 'known' | 'price' | 'leakPercent' | 'sure', string>>;
export type LineRead = { ok: true; line: Omit<KeptLine, 'id' | 'origin'> & { id?: string } } | { ok: false; problems: Record<string, string>; unusual: boolean };

const NBSP = '\u00a0';

/** Reads a line as typed: each thing to look at gets a sentence at its field. `people`: of the firm, to ask about what is out of all proportion. */
export function readLineForm(form: LineForm, people: number | undefined, factors?: Factors): LineRead {
  const problems: Record<string, string> = {};
  const number = (field: 'quantity' | 'years' | 'price' | 'leakPercent', needed: boolean, min = 0): number | undefined => {
    const typed = form[field]?.trim() ?? '';
    if (typed === '') {
      if (needed) problems[field] = field === 'years' ? 'Sur combien d’années s’amortit-elle\u00a0?' : 'Écrivez un nombre, même à peu près.';
      return undefined;
    }
    const read = frenchNumber(typed);
    if (!read) problems[field] = `«${NBSP}${typed.slice(0, 40)}${NBSP}» n’est pas un nombre. Écrivez par exemple 12 ou 12,5.`;
    else if (read.rest !== '') problems[field] = `Écrivez seulement le nombre ici${NBSP}: «${NBSP}${read.rest.slice(0, 20)}${NBSP}» se dit avec l’unité.`;
    else if (read.value < min) problems[field] = read.value < 0 ? 'Un nombre négatif n’a pas de sens ici.' : 'Il faut plus que zéro.';
    else if (read.value > 1e12) problems[field] = 'Ce nombre est trop grand pour une année\u00a0: vérifiez l’unité.';
    else return read.value;
    return undefined;
  };
  const activity = activityIds.find((one) => one === form.activity) as ActivityId | undefined;
  if (!activity) problems['activity'] = 'Choisissez ce que c’est.';
  const kind = activity ? activityOf(activity) : null;
  const factor = namedFactor(form.factor?.trim() ?? '', factors);
  if (!form.factor?.trim()) problems['factor'] = 'Choisissez un facteur, ou cherchez-le par ses mots.';
  else if (!factor) problems['factor'] = `Le facteur «${NBSP}${form.factor.trim().slice(0, 40)}${NBSP}» n’est pas connu ici.`;
  else if (factor.avoided) problems['factor'] = 'Ce sont des émissions évitées\u00a0: elles n’entrent jamais dans un bilan.';
  const quantity = number('quantity', true);
  const unit = form.unit?.trim() || factor?.unit || '';
  if (factor && unit && conversion(unit, factor.unit) === null) problems['unit'] = `La quantité est en «${NBSP}${unit.slice(0, 30)}${NBSP}», le facteur est par «${NBSP}${factor.unit}${NBSP}»${NBSP}: choisissez ${unitsFor(factor.unit).slice(0, 4).join(', ')}.`;
  const years = number('years', kind?.years === true, 0.1);
  const price = number('price', false);
  const leakPercent = number('leakPercent', false);
  if (leakPercent !== undefined && leakPercent > 100) problems['leakPercent'] = 'C’est au plus 100\u00a0%.';
  if (factor && quantity !== undefined && !problems['unit'] && people) {
    const kg = (quantity * (conversion(unit, factor.unit) ?? 1) * factor.total * ((leakPercent ?? 100) / 100)) / (years ?? 1);
    const kwh = kind?.family === 'Énergie' ? kwhIn(unit) : null;
    const absurd =
      kwh !== null && (quantity * kwh) / people > KWH_AN_EMPLOYEE ? `Cela ferait plus de ${KWH_AN_EMPLOYEE.toLocaleString('fr-FR')}${NBSP}kWh par personne et par an`
      : kg / people > KG_AN_EMPLOYEE ? `Cela ferait ${Math.round(kg / 1000).toLocaleString('fr-FR')} tonnes par an, plus de 1${NBSP}000 par personne`
      : null;
    if (absurd && form.sure !== 'on') return { ok: false, unusual: true, problems: { ...problems, quantity: `${absurd}${NBSP}: est-ce bien la quantité, et la bonne unité\u00a0? Si oui, cochez «${NBSP}c’est bien ça${NBSP}».` } };
  }
  if (Object.keys(problems).length > 0) return { ok: false, problems, unusual: false };
  const operatedBy = (Object.keys(ROLES) as Role[]).find((one) => one === form.operatedBy);
  const known = (Object.keys(KNOWN_AS) as KnownAs[]).find((one) => one === form.known) ?? 'counted';
  const label = form.label?.trim().slice(0, 200);
  return {
    ok: true,
    line: {
      ...(form.id ? { id: form.id } : {}), ...(form.replaces ? { replaces: form.replaces } : {}), label: label || factor!.name, activity: activity!, quantity: quantity!, unit, factor: form.factor!.trim(), known,
      ...(operatedBy ? { operatedBy } : {}), ...(kind?.years && years !== undefined ? { years } : {}), ...(kind?.cooling && leakPercent !== undefined ? { leakPercent } : {}), ...(price === undefined ? {} : { price }),
    },
  };
}
