import { z } from 'zod';
import { factsFile } from '#core/kernel/index.ts';
import { energyOf } from '../actions/read-actions.ts';
import type { Balance } from '../balance.ts';
import { burnsNothing } from '../rules.ts';
import { conversion } from '../units.ts';

const Reference = z.strictObject({
  edition: z.string(), source: z.string(),
  disclosures: z.array(z.strictObject({ code: z.string().regex(/^[BC]\d{1,2}$/), title: z.string(), module: z.enum(['basic', 'comprehensive']), points: z.array(z.strictObject({ id: z.string(), label: z.string(), by: z.enum(['filled', 'declare']) })).min(1) })).length(20),
});

let read: z.output<typeof Reference> | undefined;
/** The data points of the European voluntary standard for small firms: facts/carbon/vsme.json. */
export const vsmeReference = () => (read ??= Reference.parse(JSON.parse(factsFile('carbon/vsme.json'))));

/** `value` null is a gap, and `gap` says what would fill it. */
export type VsmePoint = { id: string; label: string; value: string | number | null; from: string | null; gap: string | null };
export type VsmeExport = { standard: 'VSME'; edition: string; source: string; organisation: string | null; year: number | null; disclosures: { code: string; title: string; module: 'basic' | 'comprehensive'; points: VsmePoint[] }[]; filled: number; gaps: number };
export type VsmeInput = { balance: Balance; employees: number | null; turnoverKeuros: number | null; activityCode: string | null; plan: string[]; /** What the firm declared itself, by point. */ declared: Record<string, string>; /** Marks of the lines that are estimates of ours: what rests on them says so. */ estimated?: ReadonlySet<string> };

const ENERGY_UNITS = ['kWh', 'kWh PCI', 'kWh PCS'] as const;
const RENEWABLE = new Set(['pellets', 'wood']);
const NUCLEAR = /nucl[ée]aire/i;

/** MWh of a balance's energy lines, operated by the firm; lines whose unit cannot be read as energy are counted in `unread`. */
export function energyOfBalance({ details }: Balance): { total: number; electricity: number; renewable: number; unread: number } {
  const sum = { total: 0, electricity: 0, renewable: 0, unread: 0 };
  for (const line of details) {
    if (line.family !== 'Énergie' || line.operatedBy !== 'operated') continue;
    const named = energyOf(line.factor.number);
    const rate = named ? (line.amount * named.kwhPerUnit) / (line.quantity || 1) : ENERGY_UNITS.map((unit) => conversion(line.unit, unit)).find((one) => one !== null) ?? null;
    if (rate === null) { sum.unread++; continue; }
    const mwh = (line.quantity * rate) / 1000;
    sum.total += mwh;
    if (line.activity === 'electricity') sum.electricity += mwh;
    if (line.activity === 'biomass' || (line.activity === 'electricity' && burnsNothing(line.factor.name) && !NUCLEAR.test(line.factor.name)) || (named && RENEWABLE.has(named.energy))) sum.renewable += mwh;
  }
  return sum;
}

/** Tonnes of the lines of an activity that are counted in mass; null when none is. */
function tonnesOf({ details }: Balance, activity: 'waste' | 'goods', unit: string): number | null {
  const masses = details.filter((line) => line.activity === activity).flatMap((line) => { const rate = conversion(line.unit, unit); return rate === null ? [] : [line.quantity * rate]; });
  return masses.length === 0 ? null : masses.reduce((sum, one) => sum + one, 0);
}

/** What fills a gap that is no line of the balance. */
const PLAN = 'Rattachez le diagnostic à votre entreprise, et mettez des actions dans son plan.';
const GAPS: Record<string, string> = { 'b1-naf': 'Rattachez le diagnostic à votre entreprise.', 'b2-actions': PLAN, 'c3-measures': PLAN };

const tenths = (value: number) => Math.round(value * 10) / 10;

/** Fills the standard from a balance and what the firm said, naming every gap. Nothing is filled with a zero that nobody measured. */
export function vsmeOf({ balance, employees, turnoverKeuros, activityCode, plan, declared, estimated = new Set() }: VsmeInput): VsmeExport {
  const guessed = (fits: (line: Balance['details'][number]) => boolean): string => (balance.details.some((line) => fits(line) && estimated.has(line.id ?? '')) ? ', dont des estimations d’après le métier' : '');
  const energy = energyOfBalance(balance);
  const water = balance.details.filter((line) => line.factor.number === '24283').reduce<number | null>((sum, line) => (sum ?? 0) + line.amount, null);
  /** Nothing counted is not nothing emitted. */
  const scope = (which: '1' | '2' | '3') => (balance.details.length === 0 ? null : balance.scopes[which].kg / 1000);
  const own = (value: number | null, from: string): { value: number | null; from: string } => ({ value: value === null ? null : tenths(value), from });
  const filled: Record<string, { value: string | number | null; from: string }> = {
    'b1-option': { value: 'Module de base, module complet là où des réponses existent', from: 'ce document' },
    'b1-perimeter': { value: 'L’entreprise seule, sans consolidation', from: 'ce document' },
    'b1-naf': { value: activityCode, from: 'fiche de l’entreprise' },
    'b1-employees': { value: employees, from: 'vos réponses' },
    'b1-turnover': { value: turnoverKeuros === null ? null : tenths(turnoverKeuros), from: 'vos réponses ou vos comptes' },
    'b2-actions': { value: plan.length > 0 ? plan.join('\u00a0; ') : null, from: 'plan d’actions' },
    'b3-energy': energy.total > 0 ? own(energy.total, `lignes d’énergie du bilan${guessed(({ family }) => family === 'Énergie')}`) : { value: null, from: '' },
    'b3-electricity': energy.total > 0 ? own(energy.electricity, `lignes d’électricité${guessed(({ activity }) => activity === 'electricity')}`) : { value: null, from: '' },
    'b3-renewable': energy.total > 0 ? own(energy.renewable, 'lignes de bois et d’électricité de source renouvelable\u00a0; la part renouvelable du réseau n’y est pas') : { value: null, from: '' },
    'b3-scope1': own(scope('1'), `scope 1 du bilan${guessed(({ parts }) => parts.some(({ post }) => post.startsWith('1')))}`),
    'b3-scope2': own(scope('2'), `scope 2 du bilan${guessed(({ parts }) => parts.some(({ post }) => post.startsWith('2')))}`),
    'b3-intensity': own(turnoverKeuros === null || balance.details.length === 0 ? null : (balance.scopes['1'].kg + balance.scopes['2'].kg) / turnoverKeuros, 'scopes 1 et 2 par millier d’euros'),
    'b6-water': own(water, 'lignes d’eau du bilan'),
    'b7-waste': own(tonnesOf(balance, 'waste', 't'), `lignes de déchets du bilan${guessed(({ activity }) => activity === 'waste')}`),
    'b7-materials': own(tonnesOf(balance, 'goods', 't'), `lignes d’achats comptées en masse${guessed(({ activity }) => activity === 'goods')}`),
    'c3-base': { value: balance.year === null ? null : String(balance.year), from: 'année du bilan' },
    'c3-scope3': own(scope('3'), `scope 3 du bilan${guessed(({ parts }) => parts.some(({ post }) => !/^[12]/.test(post)))}`),
    'c3-measures': { value: plan.length > 0 ? plan.join('\u00a0; ') : null, from: 'plan d’actions' },
  };
  const reference = vsmeReference();
  const disclosures = reference.disclosures.map(({ code, title, module, points }) => ({
    code, title, module,
    points: points.map(({ id, label, by }): VsmePoint => {
      const said = declared[id]?.trim();
      if (said) return { id, label, value: said, from: 'déclaré par l’entreprise', gap: null };
      const found = by === 'filled' ? filled[id] : undefined;
      if (found && found.value !== null) return { id, label, value: found.value, from: found.from, gap: null };
      return { id, label, value: null, from: null, gap: by === 'filled' ? (GAPS[id] ?? 'Manque au bilan\u00a0: ajoutez la ligne ou la réponse.') : 'À déclarer par l’entreprise.' };
    }),
  }));
  const all = disclosures.flatMap(({ points }) => points);
  const gaps = all.filter(({ value }) => value === null).length;
  return { standard: 'VSME', edition: reference.edition, source: reference.source, organisation: balance.organisation, year: balance.year, disclosures, filled: all.length - gaps, gaps };
}
