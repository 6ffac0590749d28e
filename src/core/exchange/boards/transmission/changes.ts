import { aboutHectares } from '#core/directory/index.ts';
import { number } from '#lib/format.ts';
import type { BoardChange, BoardContext } from '../../board.ts';
import { gainNear, type Settled } from '../../near.ts';
import { type Candidate, type CandidateValue, type Transfer, type TransferValue } from './fit.ts';
import { A_PARTY, type Handover, handoversOf, type Meeting, meetingsOf } from './handovers.ts';

const NBSP = '\u00a0';
const NEAR = 6;
type Step<V> = { code: string; text: string; value: V };
export type Found = { change: BoardChange; handover: Handover };

const laterBy = (day: string, months: number): string => {
  const later = new Date(`${day}T00:00:00Z`);
  later.setUTCMonth(later.getUTCMonth() + months);
  return later.toISOString().slice(0, 10);
};

/** What somebody could change, the least first; areas are those of the farms met. */
function stepsOfCandidate(value: CandidateValue, areas: number[]): Step<CandidateValue>[] {
  const steps: Step<CandidateValue>[] = [];
  const { hectaresMin: min, hectaresMax: max, budgetCents: budget } = value;
  for (const by of [10, 20]) steps.push({ code: 'too-far', text: `Chercher à ${number(value.maxKm + by)}${NBSP}km au lieu de ${number(value.maxKm)}`, value: { ...value, maxKm: value.maxKm + by } });
  if (value.until) steps.push({ code: 'dates', text: 'Attendre six mois de plus', value: { ...value, until: laterBy(value.until, 6) } });
  for (const area of areas.filter((one) => min !== undefined && one < min).sort((a, b) => b - a).slice(0, 2)) steps.push({ code: 'area-low', text: `Se contenter de ${aboutHectares(area).replace('environ ', '')} à peu près au lieu de ${number(min!, 1)} au moins`, value: { ...value, hectaresMin: area } });
  for (const area of areas.filter((one) => max !== undefined && one > max).sort((a, b) => a - b).slice(0, 2)) steps.push({ code: 'area-high', text: `Prendre ${aboutHectares(area).replace('environ ', '')} à peu près au lieu de ${number(max!, 1)} au plus`, value: { ...value, hectaresMax: area } });
  if (budget !== undefined) for (const share of [1.1, 1.25]) steps.push({ code: 'price', text: `Porter le budget ${number((share - 1) * 100)}${NBSP}% plus haut`, value: { ...value, budgetCents: Math.round(budget * share) } });
  if (value.housing) steps.push({ code: 'housing', text: 'Se loger ailleurs', value: { ...value, housing: false } });
  if (value.buildings) steps.push({ code: 'buildings', text: 'Se passer des bâtiments demandés, ou les construire', value: { ...value, buildings: undefined } });
  for (const by of [40, 80]) steps.push({ code: 'too-far', text: `Chercher à ${number(value.maxKm + by)}${NBSP}km au lieu de ${number(value.maxKm)}`, value: { ...value, maxKm: value.maxKm + by } });
  return steps;
}

/** What somebody who hands over could change, the least first. */
function stepsOfTransfer(value: TransferValue): Step<TransferValue>[] {
  const steps: Step<TransferValue>[] = [];
  if (!value.changeAccepted) steps.push({ code: 'production', text: 'Accepter que la production change', value: { ...value, changeAccepted: true } });
  if (value.until) steps.push({ code: 'dates', text: 'Attendre six mois de plus', value: { ...value, until: laterBy(value.until, 6) } });
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
  for (const step of stepsOfCandidate(to.value, areas)) {
    const changed = { ...to, value: step.value };
    const mine = (await meetingsOf(transfers, [changed], context)).filter((one) => one.obstacles.length === 0).sort((a, b) => a.km! - b.km!).slice(0, NEAR);
    const others = mine.flatMap((one) => meetingsOfFirm(one.from.id)).filter((one) => one.to.id !== to.id && one.obstacles.length === 0);
    const found = gainNear(await handoversOf([...mine, ...others], NEAR, context, to.id), settled);
    if (found) return asFound(step, found);
  }
  return null;
}

/** The first change of a firm to hand over that brings more; null when none of them does. */
export async function changeOfTransfer(from: Transfer, own: readonly Meeting[], settled: Settled<Handover>, context: BoardContext): Promise<Found | null> {
  for (const step of stepsOfTransfer(from.value)) {
    const changed = { ...from, value: step.value };
    const found = gainNear(await handoversOf(await meetingsOf([changed], nearestOf(own).map((one) => one.to), context), NEAR, context), settled);
    if (found) return asFound(step, found);
  }
  return null;
}
