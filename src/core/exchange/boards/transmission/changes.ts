import { date, euros, number } from '#lib/format.ts';
import type { BoardChange, BoardContext } from '../../board.ts';
import { gainNear, type Settled } from '../../near.ts';
import { type Candidate, type CandidateValue, type Transfer, type TransferValue } from './fit.ts';
import { A_PARTY, type Handover, handoversOf, type Meeting, meetingsOf } from './handovers.ts';

const NBSP = '\u00a0';
const NEAR = 6;
type Step<V> = { code: string; text: string; value: V };
export type Found = { change: BoardChange; handover: Handover };

const soonest = (days: readonly (string | undefined)[], after: string): string | null => days.filter((day) => day !== undefined && day > after).sort()[0] ?? null;

/** What somebody could change, the least first; areas, dates and prices are those of the firms met. */
function stepsOfCandidate(value: CandidateValue, areas: number[], transfers: readonly Transfer[]): Step<CandidateValue>[] {
  const steps: Step<CandidateValue>[] = [];
  const { hectaresMin: min, hectaresMax: max, budgetCents: budget } = value;
  for (const by of [10, 20]) steps.push({ code: 'too-far', text: `Chercher à ${number(value.maxKm + by)}${NBSP}km au lieu de ${number(value.maxKm)}`, value: { ...value, maxKm: value.maxKm + by } });
  const free = value.until ? soonest(transfers.map((one) => one.value.from), value.until) : null;
  if (free) steps.push({ code: 'dates', text: `Attendre le ${date(free)}`, value: { ...value, until: free } });
  const closing = transfers.flatMap((one) => one.value.until ?? []).filter((day) => value.from !== undefined && day < value.from).sort().at(-1);
  if (closing) steps.push({ code: 'dates', text: `Reprendre dès le ${date(closing)}`, value: { ...value, from: closing } });
  for (const area of areas.filter((one) => min !== undefined && one < min).sort((a, b) => b - a).slice(0, 2)) steps.push({ code: 'area-low', text: areaText('area-low', area, min, max), value: { ...value, hectaresMin: area } });
  for (const area of areas.filter((one) => max !== undefined && one > max).sort((a, b) => a - b).slice(0, 2)) steps.push({ code: 'area-high', text: areaText('area-high', area, min, max), value: { ...value, hectaresMax: area } });
  if (budget !== undefined) for (const price of [...new Set(transfers.flatMap((one) => one.value.priceLowCents ?? []))].filter((one) => one > budget).sort((a, b) => a - b).slice(0, 3)) steps.push({ code: 'price', text: `Réunir ${euros(price)}, ou s’entendre sur un prix plus bas`, value: { ...value, budgetCents: price } });
  if (value.housing) steps.push({ code: 'housing', text: 'Se loger ailleurs', value: { ...value, housing: false } });
  if (value.buildings) steps.push({ code: 'buildings', text: 'Se passer des bâtiments demandés, ou les construire', value: { ...value, buildings: undefined } });
  for (const by of [40, 80]) steps.push({ code: 'too-far', text: `Chercher à ${number(value.maxKm + by)}${NBSP}km au lieu de ${number(value.maxKm)}`, value: { ...value, maxKm: value.maxKm + by } });
  return steps;
}

const areaText = (code: 'area-low' | 'area-high', area: number, min: number | undefined, max: number | undefined): string => {
  // Rounded to the side that keeps it true: an exact area would name a farm.
  const about = area < 10 ? area : (code === 'area-low' ? Math.floor(area / 5 + 1e-9) : Math.ceil(area / 5 - 1e-9)) * 5;
  return code === 'area-low' ? `Se contenter de ${number(about, 2)}${NBSP}ha au lieu de ${number(min!, 1)} au moins` : `Prendre ${number(about, 2)}${NBSP}ha au lieu de ${number(max!, 1)} au plus`;
};

/** What somebody who hands over could change, the least first. */
function stepsOfTransfer(value: TransferValue, candidates: readonly Candidate[]): Step<TransferValue>[] {
  const steps: Step<TransferValue>[] = [];
  if (!value.changeAccepted) steps.push({ code: 'production', text: 'Accepter que la production change', value: { ...value, changeAccepted: true } });
  const free = value.until ? soonest(candidates.map((one) => one.value.from), value.until) : null;
  if (free) steps.push({ code: 'dates', text: `Attendre le ${date(free)}`, value: { ...value, until: free } });
  if (value.cut === 'whole') steps.push({ code: 'cut', text: 'Accepter de partager l’exploitation, si tout trouve preneur', value: { ...value, cut: 'split' } });
  if (value.priceLowCents) for (const share of [0.9, 0.8]) steps.push({ code: 'price', text: `Baisser le prix de ${number((1 - share) * 100)}${NBSP}%`, value: { ...value, priceLowCents: Math.round(value.priceLowCents * share) } });
  if (value.cut !== 'parts') steps.push({ code: 'part', text: 'Accepter de n’en céder qu’une partie', value: { ...value, cut: 'parts' } });
  return steps;
}

const asFound = (step: Step<unknown>, { gain, column }: { gain: number; column: Handover }): Found => ({
  change: { code: step.code, text: `${step.text}${NBSP}: ${column.to.length > 1 ? `${column.to.length} personnes s’installent` : 'une personne s’installe'}${column.from.length > 1 ? ', deux exploitations sont reprises' : ''}.`, with: null, gain: gain / A_PARTY },
  handover: column,
});

// Those met nearest by: a change is not looked for at the other end of the territory.
const MET = 15;
const nearestOf = (own: readonly Meeting[]) => own.toSorted((a, b) => (a.km ?? Infinity) - (b.km ?? Infinity)).slice(0, MET);

/** The first change of somebody that brings a hand-over more; null when none of them does. */
export async function changeOfCandidate(to: Candidate, own: readonly Meeting[], meetingsOfFirm: (id: string) => readonly Meeting[], settled: Settled<Handover>, context: BoardContext): Promise<Found | null> {
  const transfers = nearestOf(own).map((one) => one.from);
  const areas = [...new Set(transfers.flatMap((from) => [...(from.value.parcels ? [from.value.parcels.reduce((sum, one) => sum + one.hectares, 0)] : []), ...(from.value.parcels ?? []).map((one) => one.hectares)]))];
  for (const step of stepsOfCandidate(to.value, areas, transfers)) {
    const changed = { ...to, value: step.value };
    const mine = (await meetingsOf(transfers, [changed], context)).filter((one) => one.obstacles.length === 0).sort((a, b) => a.km! - b.km!).slice(0, NEAR);
    const others = mine.flatMap((one) => meetingsOfFirm(one.from.id)).filter((one) => one.to.id !== to.id && one.obstacles.length === 0);
    const found = gainNear(await handoversOf([...mine, ...others], NEAR, context, to.id), settled);
    if (found) return asFound(asTaken(step, to.value, found.column, to.id), found);
  }
  return null;
}

/** A larger or smaller area, said as it would be taken: a farm may be cut again around who changes. */
function asTaken(step: Step<CandidateValue>, { hectaresMin, hectaresMax }: CandidateValue, { cut, hectares, to }: Handover, id: string): Step<CandidateValue> {
  if (step.code !== 'area-low' && step.code !== 'area-high') return step;
  const area = to.length > 1 ? (cut?.lots[to.findIndex((one) => one.id === id)]?.lot.hectares ?? hectares) : hectares;
  return { ...step, text: areaText(step.code, area, hectaresMin, hectaresMax) };
}

/** The first change of a firm to hand over that brings more; null when none of them does. */
export async function changeOfTransfer(from: Transfer, own: readonly Meeting[], settled: Settled<Handover>, context: BoardContext): Promise<Found | null> {
  for (const step of stepsOfTransfer(from.value, own.map((one) => one.to))) {
    const changed = { ...from, value: step.value };
    const found = gainNear(await handoversOf(await meetingsOf([changed], nearestOf(own).map((one) => one.to), context), NEAR, context), settled);
    if (found) return asFound(step, found);
  }
  return null;
}
