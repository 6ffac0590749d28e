import { allMaterials, BYPRODUCT_CONDITIONS, FACT_KINDS, type FlowFact, type FlowKind, PhysicalState, RecordFact, searchWaste, wasteOf } from '#core/directory/index.ts';
import { frenchNumber } from '#lib/format.ts';
import { HOW } from './words.ts';

/** What was typed, field by field; several for boxes ticked. */
export type Values = Record<string, string | string[]>;
/** One sentence a field that is to be seen again. */
export type Problems = Record<string, string>;

/** A material to choose: its code, what it is called, and whether the law calls it hazardous. */
export type Choice = { value: string; code: string; label: string; detail: string; hazardous: boolean; physical: string | null };

const KEPT = '=';
const CHOICES = 6;
const FOUND = 20;
// Codes that answer much less well than the first are left out: one more word finds them.
const NEAR_BEST = 0.5;

/** Codes for the everyday words of a material, the one already chosen first. */
export function choicesFor(words: string, kept: { codes: string[]; material: string } | null): Choice[] {
  const answers = words.trim().length < 2 ? [] : searchWaste(words, FOUND);
  // One line a material: its most usual code; a code typed in digits finds the others.
  const seen = new Set<string>();
  const usual = answers.filter(({ score, material, waste }) => score >= NEAR_BEST * answers[0]!.score && !seen.has(material?.id ?? waste.code) && seen.add(material?.id ?? waste.code));
  const found = usual.slice(0, CHOICES).map(({ waste, material }) => ({
    value: `${waste.code}|${material?.id ?? ''}`, code: waste.code, label: material?.label ?? waste.label, detail: material ? waste.label : '', hazardous: waste.hazardous, physical: material?.physical ?? null,
  }));
  const already = (kept?.codes ?? []).flatMap((code) => {
    const waste = wasteOf(code);
    return waste ? [{ value: `${code}|${KEPT}`, code, label: kept!.material, detail: waste.label, hazardous: waste.hazardous, physical: null }] : [];
  });
  return [...already, ...found.filter((one) => !already.some(({ code }) => code === one.code))];
}

/** Tonnes a year from what was typed; weeks and months count in the months ticked only. A volume needs the mass of a cubic metre. */
export function tonnesPerYear(quantity: number, unit: string, period: string, months: number, kgPerM3: number | null): number | null {
  const kg = unit === 't' ? quantity * 1_000 : unit === 'kg' ? quantity : kgPerM3 === null || Number.isNaN(kgPerM3) ? null : quantity * kgPerM3;
  if (kg === null) return null;
  return (kg / 1_000) * (period === 'an' ? 1 : period === 'mois' ? months : (52 / 12) * months);
}

const text = (values: Values, name: string): string => (Array.isArray(values[name]) ? (values[name][0] ?? '') : (values[name] ?? '')).trim();
const list = (values: Values, name: string): string[] => (values[name] === undefined ? [] : Array.isArray(values[name]) ? values[name] : [values[name]]);

/** Reads what an adviser typed about a flow: the fact to record, or what is to be seen again. */
export function readFlow(values: Values, kind: FlowKind, on: { territoryId: string; siret: string }, kept: { material: string } | null): { ok: true; fact: RecordFact } | { ok: false; problems: Problems } {
  const problems: Problems = {};
  const number = (name: string, what: string, least = 0, most = 5_000_000): number | undefined => {
    const value = frenchNumber(text(values, name));
    if (value === null) return undefined;
    if (Number.isNaN(value)) problems[name] = `${what} : un nombre, par exemple 12,5.`;
    else if (value < least || value > most) problems[name] = `${what} : entre ${least} et ${most}.`;
    return value;
  };
  const chosen = list(values, 'matiere').filter((value) => wasteOf(value.split('|')[0]!));
  if (chosen.length === 0) problems['matiere'] = 'Choisissez la matière dans la liste : cherchez-la d’abord avec vos mots.';
  const months = list(values, 'mois').map(Number);
  if (months.length === 0) problems['mois'] = 'Cochez au moins un mois.';

  const quantity = number('quantite', 'Quantité');
  const mass = number('masse', 'Masse d’un mètre cube', 1, 25_000) ?? null;
  const unit = text(values, 'unite');
  if (quantity === undefined) problems['quantite'] = 'Donnez une quantité, même approchée.';
  else if (quantity === 0) problems['quantite'] = 'Une quantité plus grande que zéro.';
  const tonnes = quantity ? tonnesPerYear(quantity, unit, text(values, 'par'), months.length, mass) : null;
  if (unit === 'm3' && mass === null) problems['masse'] = 'En mètres cubes, il faut la masse d’un mètre cube ; sinon donnez la quantité en tonnes.';

  const price = number('prix', 'Prix', -10_000, 10_000);
  const moisture = number('humidite', 'Humidité', 0, 100);
  const first = chosen[0]?.split('|') ?? [];
  const material = first[1] === KEPT && kept ? kept.material : (allMaterials().find(({ id }) => id === first[1])?.label ?? wasteOf(first[0] ?? '')?.label ?? '');
  const cents = price === undefined ? undefined : Math.round(price * 100);
  const condition = text(values, 'condition') || undefined;
  const flow = { material: material.slice(0, 120), tonnesPerYear: tonnes ?? undefined, months, condition };
  const value = kind === 'flow-out'
    ? { ...flow, wasteCode: first[0], state: text(values, 'etat'), moisturePercent: moisture, disposalCentsPerTonne: cents, since: text(values, 'depuis') || undefined, byproduct: conditionsOf(values) }
    : {
        ...flow, wasteCodes: [...new Set(chosen.map((one) => one.split('|')[0]))], states: list(values, 'etat'), maxMoisturePercent: moisture, purchaseCentsPerTonne: cents,
        minTonnesPerYear: number('minimum', 'Quantité minimale'), maxKm: number('distance', 'Distance', 1, 1_000), use: text(values, 'usage') || undefined,
      };
  const read = RecordFact.safeParse({
    ...on, kind, value, source: text(values, 'source'), sourceDetail: text(values, 'precision') || undefined, statedOn: text(values, 'date'), certainty: text(values, 'certitude'), consent: text(values, 'consentement'),
    consentGivenBy: text(values, 'accord_qui'), consentHow: [text(values, 'accord_comment'), text(values, 'accord_date') && `le ${text(values, 'accord_date')}`].filter(Boolean).join(', '),
  });
  // Both at once, so that everything to be seen again is said in one go.
  const paths = [...(FACT_KINDS[kind].safeParse(value).error?.issues ?? []), ...(read.error?.issues ?? [])].map(({ path }) => String(path[0] === 'value' ? path[1] : path[0]));
  for (const { name, problem } of paths.flatMap((path) => FIELDS[path] ?? [])) problems[name] ??= problem;
  if (!read.success && Object.keys(problems).length === 0) throw new Error(`A field that the form does not have: ${read.error.message}`);
  return read.success && Object.keys(problems).length === 0 ? { ok: true, fact: read.data } : { ok: false, problems };
}

const FIELDS: Record<string, { name: string; problem: string }> = {
  material: { name: 'matiere', problem: 'Choisissez la matière dans la liste : cherchez-la d’abord avec vos mots.' },
  wasteCode: { name: 'matiere', problem: 'Choisissez la matière dans la liste : cherchez-la d’abord avec vos mots.' },
  wasteCodes: { name: 'matiere', problem: 'Choisissez au moins une matière dans la liste.' },
  tonnesPerYear: { name: 'quantite', problem: 'Cette quantité ne se lit pas, ou dépasse cinq millions de tonnes par an.' },
  state: { name: 'etat', problem: 'Choisissez sous quelle forme.' },
  states: { name: 'etat', problem: 'Cochez au moins une forme.' },
  months: { name: 'mois', problem: 'Cochez au moins un mois.' },
  since: { name: 'depuis', problem: 'Une date, par exemple 2024-05-01.' },
  minTonnesPerYear: { name: 'minimum', problem: 'Un nombre de tonnes, zéro ou plus.' },
  maxKm: { name: 'distance', problem: 'Un nombre de kilomètres entre 1 et 1 000.' },
  moisturePercent: { name: 'humidite', problem: 'Un pourcentage entre 0 et 100.' },
  maxMoisturePercent: { name: 'humidite', problem: 'Un pourcentage entre 0 et 100.' },
  condition: { name: 'condition', problem: 'Cinq cents caractères au plus.' },
  use: { name: 'usage', problem: 'Deux cents caractères au plus.' },
  byproduct: { name: 'preuve-0', problem: 'Une preuve tient en deux mille caractères.' },
  source: { name: 'source', problem: 'Dites d’où vient l’information.' },
  sourceDetail: { name: 'precision', problem: 'Trois cents caractères au plus.' },
  statedOn: { name: 'date', problem: 'La date à laquelle cela a été dit.' },
  certainty: { name: 'certitude', problem: 'Dites si la quantité est mesurée, déclarée ou estimée.' },
  consent: { name: 'consentement', problem: 'Dites à qui l’entreprise accepte que ce soit montré.' },
  consentGivenBy: { name: 'accord_qui', problem: 'Dites qui, dans l’entreprise, a donné son accord.' },
  consentHow: { name: 'accord_comment', problem: 'Dites comment l’accord a été donné.' },
};

const conditionsOf = (values: Values) =>
  Object.fromEntries(BYPRODUCT_CONDITIONS.flatMap((name, i) => {
    const met = text(values, `condition-${i}`);
    const evidence = text(values, `preuve-${i}`);
    return met || evidence ? [[name, { met: met || 'unknown', evidence }]] : [];
  }));

const EVERY_MONTH = Array.from({ length: 12 }, (_, i) => String(i + 1));
const shown = (value: number | undefined) => (value === undefined ? '' : String(value).replace('.', ','));

/** What the form holds before anything was typed. */
export const blankValues = (today: string): Values => ({ unite: 't', par: 'an', mois: EVERY_MONTH, source: 'firm', certitude: 'stated', consentement: 'advisers', accord_comment: HOW[0], date: today, accord_date: today });

/** What the form holds when a fact is corrected; consent is asked anew. */
export function valuesOf(fact: FlowFact, today: string): Values {
  const { value } = fact;
  const common = { ...blankValues(today), quantite: shown(value.tonnesPerYear), mois: value.months.map(String), condition: value.condition ?? '', source: fact.source, precision: fact.sourceDetail ?? '', certitude: fact.certainty, consentement: fact.consent };
  if ('wasteCodes' in value)
    return { ...common, matiere: value.wasteCodes.map((code) => `${code}|${KEPT}`), etat: value.states, humidite: shown(value.maxMoisturePercent), prix: shown(inEuros(value.purchaseCentsPerTonne)), minimum: shown(value.minTonnesPerYear), distance: shown(value.maxKm), usage: value.use ?? '' };
  const conditions = Object.fromEntries(BYPRODUCT_CONDITIONS.flatMap((name, i) => [[`condition-${i}`, value.byproduct[name]?.met ?? ''], [`preuve-${i}`, value.byproduct[name]?.evidence ?? '']]));
  return { ...common, ...conditions, matiere: `${value.wasteCode}|${KEPT}`, etat: value.state, humidite: shown(value.moisturePercent), prix: shown(inEuros(value.disposalCentsPerTonne)), depuis: value.since ?? '' };
}

const inEuros = (cents: number | undefined) => (cents === undefined ? undefined : cents / 100);

const STATE_OF: Record<string, PhysicalState> = { solid: 'dry-solid', liquid: 'liquid', sludge: 'sludge', paste: 'paste', powder: 'powder' };

/** The form that a material usually has; null when nothing says. */
export const usualState = (physical: string | null): PhysicalState | null => (physical === null ? null : (STATE_OF[physical] ?? null));
