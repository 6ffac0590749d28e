import { aboutHectares, RECORD_KINDS, shown, type ValueOf } from '#core/directory/index.ts';
import { date, listed, number } from '#lib/format.ts';
import type { BoardSide } from '../../board.ts';
import type { PairObstacle } from '../../pairs.ts';

const { transfer, candidate } = RECORD_KINDS;
export type TransferValue = ValueOf<typeof transfer.fields>;
export type CandidateValue = ValueOf<typeof candidate.fields>;
export type Transfer = BoardSide<TransferValue>;
export type Candidate = BoardSide<CandidateValue>;

const NBSP = '\u00a0';

/** Hectares in all; null where no land was said. */
export const hectaresOf = ({ value }: Transfer): number | null => value.parcels?.reduce((sum, group) => sum + group.hectares, 0) ?? null;
export const activityInWords = ({ value }: Transfer): string => shown(transfer.fields.what, value.what)!.toLowerCase();

/** Kilometres as they may be said without giving a village away: to the next ten. */
export const roughKm = (km: number): number => Math.max(10, Math.ceil(km / 10) * 10);
export const roughly = (km: number): string => `moins de ${number(roughKm(km))}${NBSP}km`;

/** Whether somebody would change what a farm produces. */
export const changesProduction = (from: Transfer, to: Candidate): boolean => Boolean(from.value.production && to.value.production && !to.value.production.some((one) => from.value.production!.includes(one)));

/** What stands between a firm to hand over and somebody, whatever part of it would be taken: activity, production, road, dates. */
export function pairObstacles(from: Transfer, to: Candidate, km: number | null, apart: string | null, today: string): PairObstacle[] {
  const found: PairObstacle[] = [];
  const not = (code: string, size: number, text: string) => found.push({ code, size, text, change: null });
  if (apart !== null) not('apart', 2, apart);
  if (changesProduction(from, to) && !from.value.changeAccepted) not('production', 0.5, 'La production devrait changer, ce qui n’est pas accepté.');
  if (km === null) not('no-place', 1, 'Lieu inconnu.');
  else if (km > to.value.maxKm) not('too-far', km / to.value.maxKm - 1, `À ${roughly(km)}, pour ${number(to.value.maxKm)}${NBSP}km acceptés.`);
  if (from.value.until && from.value.until < today) not('over', 2, `C’était à reprendre avant le ${date(from.value.until)}${NBSP}: à redemander.`);
  if (to.value.until && to.value.until < today) not('over', 2, `La reprise était voulue avant le ${date(to.value.until)}${NBSP}: à redemander.`);
  if (from.value.until && to.value.from && to.value.from > from.value.until) not('dates', 0.3, `À reprendre avant le ${date(from.value.until)}, libre le ${date(to.value.from)} seulement.`);
  if (to.value.until && from.value.from && from.value.from > to.value.until) not('dates', 0.3, `Libre le ${date(from.value.from)} seulement, voulu avant le ${date(to.value.until)}.`);
  return found;
}

/** What a lot holds: hectares (null where no land was said), buildings, a home, a price; share of the whole when cut. */
export type Lot = { hectares: number | null; buildings: readonly string[]; housing: boolean; priceCents: number };

export const wholeOf = (from: Transfer): Lot => ({ hectares: hectaresOf(from), buildings: from.value.buildings ?? [], housing: from.value.housing, priceCents: from.value.priceLowCents ?? 0 });

/** What stands between a lot and somebody: area, buildings, home, means. */
export function lotObstacles(lot: Lot, { value: to }: Candidate): PairObstacle[] {
  const found: PairObstacle[] = [];
  const not = (code: string, size: number, text: string) => found.push({ code, size, text, change: null });
  const wanted = `${to.hectaresMin === undefined ? '' : `${number(to.hectaresMin, 1)}${NBSP}ha au moins`}${to.hectaresMin !== undefined && to.hectaresMax !== undefined ? ', ' : ''}${to.hectaresMax === undefined ? '' : `${number(to.hectaresMax, 1)}${NBSP}ha au plus`}`;
  if (lot.hectares === null) {
    if ((to.hectaresMin ?? 0) > 0) not('area-unknown', 1, `Aucune terre n’est dite, pour ${wanted}.`);
  } else if (to.hectaresMax !== undefined && lot.hectares > to.hectaresMax + 1e-9) not('area-high', lot.hectares / to.hectaresMax - 1, `${aboutHectares(lot.hectares)}, pour ${wanted}.`);
  else if (to.hectaresMin !== undefined && lot.hectares < to.hectaresMin - 1e-9) not('area-low', 1 - lot.hectares / to.hectaresMin, `${aboutHectares(lot.hectares)}, pour ${wanted}.`);
  const missing = (to.buildings ?? []).filter((building) => !lot.buildings.includes(building));
  if (missing.length > 0) not('buildings', missing.length / to.buildings!.length, `Il manque${NBSP}: ${listed(missing.map((one) => (shown(candidate.fields.buildings, [one]) ?? one).toLowerCase()))}.`);
  if (to.housing && !lot.housing) not('housing', 0.5, 'Sans logement, il en faut un.');
  if (to.budgetCents !== undefined && lot.priceCents > to.budgetCents) not('price', lot.priceCents / to.budgetCents - 1, 'Prix demandé au-dessus du budget.');
  return found;
}
