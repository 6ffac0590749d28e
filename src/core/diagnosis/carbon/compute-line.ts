import { activityOf, type Family } from './activities.ts';
import { amountOf } from './amount.ts';
import { factorOf, type Trouble } from './factor-of.ts';
import type { Factors } from './factors-file.ts';
import { gasesOf } from './gases.ts';
import type { Line } from './inventory.ts';
import type { Emission, Factor, Gases, PartKind, PostId } from './model.ts';
import { figure, type Problem } from './problem.ts';
import type { ReadLine } from './read-inventory.ts';
import { burnsNothing, type Role, ROLES } from './rules.ts';
import { gsd2OfPercent, gsd2OfProduct, gsd2OfQuality, NOTHING_KNOWN } from './uncertainty.ts';

/** What a part of a line's factor gives, in the post it goes to. kgCO2e; biogenic CO2 in kg, outside. */
export type LinePart = { kind: PartKind; name: string; factor: number; post: PostId; kg: number; gases: Gases; co2b: number };

/** Where an uncertainty comes from: said with the figure, from its quality, or nothing known (the method's worst case). */
export type UncertaintyFrom = 'said' | 'quality' | 'nothing known';

/** A line computed. `kg` is the sum of its parts, in the posts; `wholeKg` is its amount times the whole factor: they differ by the source's rounding. */
export type LineResult = {
  line: number; id: string | null; label: string | null; activity: Line['activity']; operatedBy: Role; family: Family;
  quantity: number; unit: string; amount: number;
  factor: Pick<Factor, 'number' | 'name' | 'unit' | 'total' | 'source' | 'status' | 'validity' | 'uncertaintyPercent'>;
  arithmetic: string; parts: LinePart[]; kg: number; wholeKg: number; co2b: number;
  gsd2: number; /** That of the quantity alone, rates of the way included. */ quantityGsd2: number; low: number; high: number; uncertainty: { quantity: UncertaintyFrom; factor: UncertaintyFrom };
};

/** Computes one line: its parts in their posts, its arithmetic, its uncertainty. Null when it cannot be counted; `avoided` is then what it would have avoided, in kgCO2e. */
export function computeLine({ at, line }: ReadLine, factors: Factors, problems: Problem[]): LineResult | { avoided: number } | null {
  const activity = activityOf(line.activity);
  const say = ({ code, field, sentence }: Trouble, counted: boolean) => void problems.push({ line: at, id: line.id ?? null, field, code, counted, sentence });
  const factor = factorOf(line, factors);
  if ('code' in factor) return say(factor, false), null;
  const amount = amountOf(line, activity, factor);
  if ('code' in amount) return say(amount, false), null;

  const wholeKg = amount.value * factor.total;
  if (factor.avoided) return say({ code: 'avoided', field: 'factor', sentence: `${figure(wholeKg)} kgCO2e d’émissions évitées : elles se disent à part et n’entrent jamais dans le bilan.` }, false), { avoided: wholeKg };

  const operatedBy = line.operatedBy ?? activity.unless;
  const { cuts, shared } = cutsOf(factor);
  const parts: LinePart[] = [];
  let kg = 0;
  let co2b = 0;
  for (const cut of cuts) {
    const kind = cut.kind === 'whole' && line.activity === 'electricity' && burnsNothing(factor.name) ? 'upstream' : cut.kind;
    const post = activity.rule.post(operatedBy, kind);
    if (!post) return say({ code: 'role-without-meaning', field: 'operatedBy', sentence: `« ${ROLES[operatedBy]} » n’a pas de sens pour « ${activity.label} » (${activity.rule.says}) : la ligne n’est pas comptée.` }, false), null;
    const part: LinePart = { kind, name: cut.name, factor: cut.total, post, kg: amount.value * cut.total, gases: gasesOf(cut, amount.value, activity.cooling ? 'others' : 'undetailed'), co2b: amount.value * cut.co2b };
    parts.push(part);
    kg += part.kg;
    co2b += part.co2b;
  }
  if (shared) say({ code: 'gases-shared', field: 'factor', sentence: 'Le facteur ne dit ses gaz que pour le tout : ils sont répartis entre ses parties à proportion, le total ne change pas.' }, true);
  if (kg < 0 && line.activity !== 'land-use') say({ code: 'factor-negative', field: 'factor', sentence: `Le facteur est négatif (${figure(factor.total)}) : la ligne retire ${figure(-kg)} kgCO2e du bilan. Vérifiez que ce ne sont pas des émissions évitées, qui se disent à part (« "avoided": true »).` }, true);
  if (factor.doubt) say({ code: 'factor-doubtful', field: 'factor', sentence: `Le facteur ${factor.number} est douteux. ${factor.doubt} La ligne est comptée avec lui, à confirmer.` }, true);
  if (factor.status === 'archived') say({ code: 'factor-archived', field: 'factor', sentence: `Le facteur ${factor.number} est archivé par l’ADEME${factor.validity ? ` (${factor.validity})` : ''} : il vaut pour refaire un ancien bilan.` }, true);

  const ownQuality = typeof line.factor === 'object' ? line.factor.quality : undefined;
  const own = gsd2Of(line.uncertaintyPercent, line.quality);
  const quantityGsd2 = amount.gsd2s.length === 0 ? own : gsd2OfProduct(own, ...amount.gsd2s);
  const gsd2 = gsd2OfProduct(quantityGsd2, gsd2Of(factor.uncertaintyPercent, ownQuality));
  return {
    line: at, id: line.id ?? null, label: line.label ?? null, activity: line.activity, operatedBy, family: activity.family,
    quantity: line.quantity, unit: line.unit, amount: amount.value,
    factor: shownOf(factor),
    arithmetic: arithmeticOf(amount.steps, factor, parts, kg),
    parts, kg, wholeKg, co2b, gsd2, quantityGsd2, low: kg >= 0 ? kg / gsd2 : kg * gsd2, high: kg >= 0 ? kg * gsd2 : kg / gsd2, uncertainty: FROM[fromOf(line.uncertaintyPercent, line.quality)][fromOf(factor.uncertaintyPercent, ownQuality)],
  };
}

type Cuts = { cuts: (Emission & { kind: PartKind; name: string })[]; shared: boolean };
const known = new WeakMap<Factor, Cuts>();

/** The cuts of a factor, worked out once for all the lines that use it; `shared`: its gases were said for the whole only. */
function cutsOf(factor: Factor): Cuts {
  const before = known.get(factor);
  if (before) return before;
  const cuts = { cuts: cutUp(factor), shared: gasesShared(factor) };
  known.set(factor, cuts);
  return cuts;
}

/** What a factor is cut in. Biogenic CO2 that its source gives for the whole only goes where it burns, else to the first part: in no total, it is never lost. */
function cutUp(factor: Factor): Cuts['cuts'] {
  const { total, gases, co2b } = factor;
  if (factor.parts.length === 0) return [{ total, gases, co2b, kind: 'whole', name: '' }];
  const parts = gasesShared(factor) ? factor.parts.map((part) => ({ ...part, gases: scaled(gases!, part.total / total) })) : factor.parts;
  if (co2b === 0 || parts.some((part) => part.co2b !== 0)) return parts;
  const where = Math.max(0, parts.findIndex(({ kind }) => kind === 'combustion'));
  return parts.map((part, i) => (i === where ? { ...part, co2b } : part));
}

/** Gases said for the whole only: shared among the parts by what each weighs, which the line says. */
const gasesShared = ({ gases, parts, total }: Factor): boolean => gases !== null && total !== 0 && parts.length > 0 && parts.every((part) => part.gases === null);
const scaled = ({ co2f, ch4f, ch4b, n2o, others }: NonNullable<Emission['gases']>, by: number): NonNullable<Emission['gases']> => ({ co2f: co2f * by, ch4f: ch4f * by, ch4b: ch4b * by, n2o: n2o * by, others: others * by });

/** A figure's own percentage first, then its quality, else the method's worst case. */
const gsd2Of = (percent: number | null | undefined, quality: Line['quality']): number => (percent !== undefined && percent !== null ? gsd2OfPercent(percent) : quality ? gsd2OfQuality(quality) : NOTHING_KNOWN);
const fromOf = (percent: number | null | undefined, quality: Line['quality']): UncertaintyFrom => (percent !== undefined && percent !== null ? 'said' : quality ? 'quality' : 'nothing known');

// What says the same of many lines is one object for them all: ten thousand lines are then half as much to keep.
const KINDS = ['said', 'quality', 'nothing known'] as const;
const FROM = Object.fromEntries(KINDS.map((quantity) => [quantity, Object.fromEntries(KINDS.map((factor) => [factor, { quantity, factor }]))])) as Record<UncertaintyFrom, Record<UncertaintyFrom, LineResult['uncertainty']>>;
const shown = new WeakMap<Factor, LineResult['factor']>();
function shownOf(factor: Factor): LineResult['factor'] {
  let one = shown.get(factor);
  if (!one) shown.set(factor, (one = { number: factor.number, name: factor.name, unit: factor.unit, total: factor.total, source: factor.source, status: factor.status, validity: factor.validity, uncertaintyPercent: factor.uncertaintyPercent }));
  return one;
}

function arithmeticOf(steps: string, factor: Factor, parts: LinePart[], kg: number): string {
  const times = `${steps} × ${timesOf(factor)} = `;
  if (parts.length === 1) return `${times}${figure(kg)} kgCO2e → ${parts[0]!.post}`;
  let sum = '';
  for (const part of parts) sum += `${sum && ' + '}${figure(part.kg)} → ${part.post}`;
  return `${times}${sum} = ${figure(kg)} kgCO2e`;
}

const written = new WeakMap<Factor, string>();
/** A factor in a line's arithmetic: « (2,68 + 0,567) kgCO2e/litre ». */
function timesOf(factor: Factor): string {
  let text = written.get(factor);
  if (text === undefined) {
    const values = factor.parts.length > 0 ? factor.parts.map((part) => figure(part.total)).join(' + ') : figure(factor.total);
    written.set(factor, (text = `${factor.parts.length > 1 ? `(${values})` : values} kgCO2e/${factor.unit}`));
  }
  return text;
}
