import type { LineResult } from '../compute-line.ts';
import { shippedFactors, type Factors } from '../factors-file.ts';
import type { Factor } from '../model.ts';
import type { TradeAnswers } from '../trades/estimate.ts';
import { figure } from '../problem.ts';
import { conversion } from '../units.ts';
import { type ActionRow, actionCatalogue, cumacFactor, energyOf, priceOf, type Size } from './read-actions.ts';

/** What the firm says of an action: how much of it, and its own quote in euros. */
export type ActionSaid = { size?: number; euros?: number };
/** A line of the balance with the firm's own price of one of its units, where it gave one. */
export type PricedLine = LineResult & { euros?: number | undefined };
export type Euros = { value: number; text: string; source: string; own: boolean };

/** What a saving is computed from: the firm's own lines that it works on, and what must be used instead. */
export type RestsOn = { lines: { label: string; kg: number; factor: LineResult['factor'] }[]; instead: { factor: Factor; quantity: number } | null };
/** `kg` and `eurosAYear` a year; null: cannot be said. `ask`: what would let it be said. `euroPerTonne`: yearly cost less yearly savings, for a tonne avoided. */
export type ComputedAction = {
  row: ActionRow; kg: number | null; kwh: number | null; basis: string; ask: Size | null;
  /** While a size is asked: what so much of it saves, for an idea of the whole. */
  each: { size: number; unit: string; kg: number; basis: string; eurosAYear: Euros | null } | null;
  cost: Euros | null; costAsk: string | null; eurosAYear: Euros | null; paybackYears: number | null; euroPerTonne: number | null; rank: number; restsOn: RestsOn;
};

const WEIGHT = { high: 1, medium: 0.8, low: 0.5 } as const;

/** The actions of a trade on a firm's own lines, ranked: kg avoided × how sure it is (1, 0.8, 0.5: our choice), then those nobody measured, by what the lines they work on emit; official sheets first at equal worth. */
export function computeActions(trade: string | null, answers: TradeAnswers, lines: readonly PricedLine[], said: Record<string, ActionSaid>, factors: Factors = (number) => shippedFactors().get(number)): ComputedAction[] {
  const fit = actionCatalogue().actions.filter((row) => row.trades === null || trade === null || row.trades.includes(trade));
  return fit
    .flatMap((row) => {
      const own = lines.filter((line) => line.kg > 0 && worksOn(row, line));
      return own.length === 0 ? [] : [computeAction(row, own, answers, said[row.id] ?? {}, factors)];
    })
    .sort((a, b) => b.rank - a.rank || atStake(b) - atStake(a) || Number(b.row.official !== null) - Number(a.row.official !== null) || Number(b.cost?.value === 0) - Number(a.cost?.value === 0));
}

/** What the lines that an action works on emit, in kg. */
const atStake = ({ restsOn }: ComputedAction): number => restsOn.lines.reduce((sum, { kg }) => sum + kg, 0);

/** An estimated line fits by its identifier; one that the firm entered of itself, or that its accounts hold, by its activity. */
function worksOn({ on }: ActionRow, line: PricedLine): boolean {
  if (!on.activities.includes(line.activity)) return false;
  if (on.fossil && line.activity !== 'fossil-fuel') return false;
  return on.ids.length === 0 || on.ids.some((start) => line.id?.startsWith(start)) || /^(own|fec)-/.test(line.id ?? '');
}

const kwhOf = (line: PricedLine): number | null => {
  const energy = energyOf(line.factor.number);
  return energy === null ? null : line.amount * energy.kwhPerUnit;
};

function computeAction(row: ActionRow, own: PricedLine[], answers: TradeAnswers, said: ActionSaid, factors: Factors): ComputedAction {
  const saved = savedBy(row, own, answers, said, factors);
  const size = said.size ?? null;
  const cost = costOf(row, said, size);
  const eurosAYear = saved.share === null ? null : bill(own, saved.share, saved.paid);
  const paybackYears = cost && eurosAYear && eurosAYear.value > 0 ? cost.value / eurosAYear.value : null;
  const years = row.lifetimeYears;
  const yearly = cost === null ? null : cost.value === 0 ? 0 : years === null ? null : cost.value / years;
  const used = saved.paid && factors(saved.paid.factor);
  const instead = used ? { factor: used, quantity: saved.paid!.quantity } : null;
  const euroPerTonne = saved.kg && saved.kg > 0 && yearly !== null ? ((yearly - (eurosAYear?.value ?? 0)) / saved.kg) * 1000 : null;
  const each = saved.kg === null && saved.ask ? eachOf(row, saved.ask, own, answers, factors) : null;
  return { row, kg: saved.kg, kwh: saved.kwh, basis: saved.basis, ask: saved.ask ?? costSize(row), each, cost, costAsk: row.cost?.per === 'whole' ? null : (row.cost?.ask ?? null), eurosAYear, paybackYears, euroPerTonne, rank: (saved.kg ?? 0) * WEIGHT[row.certainty], restsOn: { lines: own.map(({ label, kg, factor }) => ({ label: label ?? factor.name, kg, factor })), instead } };
}

const ROUND_SIZES = [1, 10, 100, 1_000, 10_000];
/** What a round size must save to be worth telling, in kg a year. */
const TELLING = 100;

/** The least round size that saves something worth telling, and less than all that these lines emit; null where none does. */
function eachOf(row: ActionRow, asked: Size, own: PricedLine[], answers: TradeAnswers, factors: Factors): ComputedAction['each'] {
  for (const size of ROUND_SIZES.filter((one) => one >= asked.min && one < asked.max)) {
    const saved = savedBy(row, own, answers, { size }, factors);
    if (saved.kg === null || (saved.share ?? 0) >= 1 || saved.kg >= own.reduce((sum, { kg }) => sum + kg, 0)) return null;
    if (saved.kg >= TELLING) return { size, unit: asked.unit, kg: saved.kg, basis: saved.basis, eurosAYear: saved.share === null ? null : bill(own, saved.share, saved.paid) };
  }
  return null;
}

/** `share` of the lines' quantities that goes; `paid` what must be bought instead, in kWh of a factor. */
type Saved = { kg: number | null; kwh: number | null; share: number | null; paid?: { factor: string; quantity: number }; basis: string; ask: Size | null };

function savedBy({ saving }: ActionRow, own: PricedLine[], answers: TradeAnswers, said: ActionSaid, factors: Factors): Saved {
  const kg = own.reduce((sum, line) => sum + line.kg, 0);
  const kwh = own.reduce<number | null>((sum, line) => (sum === null ? null : kwhOf(line) === null ? null : sum + kwhOf(line)!), 0);
  const nothing = (basis: string, ask: Size | null = null): Saved => ({ kg: null, kwh: null, share: null, basis, ask });
  if (saving.kind === 'none') return nothing('Aucun gain chiffré dans une source vue.');
  if (saving.kind === 'share') {
    const share = saving.percent / 100;
    return { kg: kg * share, kwh: kwh === null ? null : kwh * share, share, basis: `${saving.atMost ? 'Au plus ' : ''}${figure(saving.percent)} % de ces lignes.`, ask: null };
  }
  if (saving.kind === 'per-answer') {
    const answer = answers[saving.answer];
    return typeof answer === 'number' ? { kg: Math.min(kg, answer * saving.kg), kwh: null, share: null, basis: saving.basis, ask: null } : nothing(saving.basis);
  }
  if (saving.kind === 'size-kg') return said.size === undefined ? nothing('', saving.size) : { kg: Math.min(kg, said.size * saving.kg), kwh: null, share: null, basis: `${figure(saving.kg)} kgCO2e × ${figure(said.size)} ${saving.size.unit}.`, ask: saving.size };
  if (kwh === null || kwh === 0) return nothing('L’énergie de ces lignes ne se lit pas en kWh.');
  if (saving.kind === 'switch' || saving.kind === 'switch-size') {
    const factor = factors(saving.factor);
    if (!factor) return nothing('');
    const asked = saving.kind === 'switch-size' ? saving.size : null;
    if (asked && said.size === undefined) return nothing(saving.basis, asked);
    const litres = own.reduce((sum, line) => sum + line.amount, 0);
    const share = asked ? Math.min(1, said.size! / litres) : 1;
    const bought = asked ? litres * share * saving.ratio : kwh * saving.ratio;
    return { kg: Math.max(0, kg * share - bought * factor.total), kwh: null, share, paid: { factor: saving.factor, quantity: bought }, basis: saving.basis, ask: asked };
  }
  if (saving.kind === 'kwh' && said.size === undefined) return nothing('', saving.size);
  const wanted = saving.kind === 'kwh' ? (said.size! * saving.sheet.cumac * saving.sheet.coefficient) / cumacFactor(saving.sheet.years) : saving.kwh;
  const share = Math.min(1, wanted / kwh);
  const basis = saving.kind === 'kwh' ? `${figure(said.size!)} × ${figure(saving.sheet.cumac)} kWh cumac par ${saving.sheet.unit} × ${figure(saving.sheet.coefficient)} ÷ ${cumacFactor(saving.sheet.years).toFixed(3).replace('.', ',')} (${saving.sheet.years} ans à 4\u00a0%)\u00a0: un forfait, pas une mesure.` : `${figure(saving.kwh)} kWh par an.`;
  return { kg: kg * share, kwh: kwh * share, share, basis: wanted > kwh ? `${basis} Ramené à ce que consomment ces lignes.` : basis, ask: saving.kind === 'kwh' ? saving.size : null };
}

/** What a cost by the kW or by the person asks for, where the saving asks for no size of its own. */
const costSize = ({ cost }: ActionRow): Size | null => (cost && cost.per !== 'whole' && cost.ask ? { ask: cost.ask, unit: cost.per === 'kW' ? 'kW' : 'personnes', min: 0.5, max: 10_000 } : null);

function costOf({ cost }: ActionRow, said: ActionSaid, size: number | null): Euros | null {
  if (said.euros !== undefined) return { value: said.euros, text: 'votre devis', source: 'Votre devis', own: true };
  if (!cost || (cost.per !== 'whole' && size === null)) return null;
  return { value: cost.per === 'whole' ? cost.value : cost.value * size!, text: cost.text, source: `${cost.source}${cost.year ? `, ${cost.year}` : ''}`, own: false };
}

/** Yearly money: what the saved share of each line cost, at the firm's price or a dated one; null as soon as one price is missing. */
function bill(own: PricedLine[], share: number, paid?: { factor: string; quantity: number }): Euros | null {
  let value = 0;
  let allOwn = true;
  const sources = new Set<string>();
  for (const line of own) {
    const energy = energyOf(line.factor.number);
    const price = energy ? priceOf(energy.energy) : null;
    const perUnit = line.euros ?? (price && energy ? toUnit(price, line, energy.kwhPerUnit) : null);
    if (perUnit === null) return null;
    if (line.euros === undefined) (allOwn = false), sources.add(price!.source);
    value += line.quantity * share * perUnit;
  }
  if (paid) {
    const energy = energyOf(paid.factor);
    const price = energy ? priceOf(energy.energy) : null;
    const perKwh = price && energy ? (price.unit.startsWith('kWh') ? price.euros : price.unit === 'kg' ? price.euros / energyKwhOfKg(energy.energy) : null) : null;
    if (perKwh === null) return null;
    allOwn = false;
    sources.add(price!.source);
    value -= paid.quantity * perKwh;
  }
  return { value, text: allOwn ? 'à vos prix' : 'à des prix publics datés', source: [...sources].join(' ; ') || 'Vos prix', own: allOwn };
}

const energyKwhOfKg = (energy: string): number => (energy === 'pellets' ? energyOf('34948')!.kwhPerUnit : 1);

/** A price brought to the line's unit, through kWh where they differ. */
function toUnit(price: { unit: string; euros: number; energy: string }, line: PricedLine, kwhPerUnit: number): number | null {
  const direct = conversion(line.unit, price.unit);
  if (direct !== null) return price.euros * direct;
  const rate = line.quantity > 0 ? line.amount / line.quantity : 1;
  const perKwh = price.unit.startsWith('kWh') ? price.euros : price.unit === 'kg' ? price.euros / energyKwhOfKg(price.energy) : price.unit === 'litre' ? price.euros / (energyOf({ 'fuel-oil': '14087', diesel: '25775', 'non-road-diesel': '14015' }[price.energy] ?? '')?.kwhPerUnit ?? NaN) : NaN;
  return Number.isFinite(perKwh) ? perKwh * kwhPerUnit * rate : null;
}
