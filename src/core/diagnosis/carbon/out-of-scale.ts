import type { LineResult } from './compute-line.ts';
import type { Head } from './inventory.ts';
import { figure, type Problem } from './problem.ts';
import { conversion } from './units.ts';

/**
 * Energy above which a line looks mistyped, in kWh a year for each employee. An assumption of ours, some seven times what a bakery's workers use (29,000 kWh each,
 * CNIDEP 2004): it only asks, and changes nothing.
 */
export const KWH_AN_EMPLOYEE = 200_000;
/** Emissions above which a line looks mistyped, in kgCO2e a year for each employee: an assumption of ours too. */
export const KG_AN_EMPLOYEE = 1_000_000;

const energyUnits = ['kWh', 'kWh PCI', 'kWh PCS'];

/** How many kWh there are in one of a unit, of any calorific value; null when it is no energy. */
export const kwhIn = (unit: string): number | null => energyUnits.map((energy) => conversion(unit, energy)).find((rate) => rate !== null) ?? null;

/** Lines out of all proportion with the number of employees: counted as typed, and asked about. */
export function outOfScale({ employees }: Partial<Head>, details: LineResult[]): Problem[] {
  if (employees === undefined) return [];
  const rates = new Map<string, number | null>();
  const rateOf = (unit: string): number | null => {
    if (!rates.has(unit)) rates.set(unit, kwhIn(unit));
    return rates.get(unit)!;
  };
  const found: Problem[] = [];
  for (const one of details) {
    const kwh = one.family === 'Énergie' ? rateOf(one.unit) : null;
    const absurd =
      kwh !== null && (one.quantity * kwh) / employees > KWH_AN_EMPLOYEE
        ? `${figure(one.quantity)} ${one.unit} pour ${figure(employees)} salariés, plus de ${figure(KWH_AN_EMPLOYEE)} kWh chacun : est-ce la bonne unité ?`
        : one.kg / employees > KG_AN_EMPLOYEE
          ? `${figure(one.kg / 1e3)} tCO2e pour ${figure(employees)} salariés : est-ce la bonne quantité ?`
          : null;
    if (absurd) found.push({ line: one.line, id: one.id, field: 'quantity', code: 'out-of-scale', counted: true, sentence: `${absurd} La ligne est comptée telle quelle.` });
  }
  return found;
}
