import { numberOf } from '../answers/index.ts';
import type { Asked } from '../diagnosis.ts';
import { byCar, fleetOf, mobilityData, type Staff, staffOf, type World } from './model.ts';

/** A row of staff over a year: kilometres, cost, kgCO2e with its interval. Null kilometres: the commune's place is unknown. */
export type RowYear = { staff: Staff; name: string; oneWay: number | null; km: number; euros: number; kg: number; low: number; high: number; within: boolean };

/** What the trips of the staff come to in a year. Interval: distance and factor together, each row's errors independent of each other's in distance, common in the factor. */
export function staffYear({ reference, answers }: Pick<Asked, 'reference' | 'answers'>, { far }: Pick<World, 'far'>): RowYear[] {
  const data = mobilityData(reference);
  return staffOf(answers).map((staff) => {
    const way = far[staff.home];
    const factor = data.kgPerKm[staff.mode]!;
    if (!way) return { staff, name: staff.home, oneWay: null, km: 0, euros: 0, kg: 0, low: 0, high: 0, within: false };
    const times = 2 * staff.people * staff.days * data.weeks.value;
    const cars = staff.mode === 'car' || staff.mode === 'moto' ? 1 : staff.mode === 'carpool' ? 0.5 : 0;
    const kg = way.km * times * factor.value;
    const spread = Math.sqrt(((way.high - way.low) / 2 / Math.max(way.km, 0.1)) ** 2 + factor.uncertainty ** 2);
    return { staff, name: way.name, oneWay: way.km, km: way.km * times, euros: (way.km * times * cars * data.centsPerKm.value) / 100, kg, low: kg / (1 + spread), high: kg * (1 + spread), within: way.within };
  });
}

export type FleetYear = {
  km: number; litres: number; fuelEuros: number; assumedLitres: boolean; thermal: number; cars: number; carKm: number; vans: number;
  /** Turned electric: energy in euros a year, maintenance saved (cars), kg saved for cars (vehicle made and driven); years to pay back, null without quotes or without a gain. */
  electricEuros: number; gainEuros: number; carKgSaved: number; payback: number | null;
};

/** What the firm's own vehicles cost in fuel, and what they would turned electric. Null without a vehicle that burns fuel. */
export function fleetYear({ reference, answers }: Pick<Asked, 'reference' | 'answers'>): FleetYear | null {
  const data = mobilityData(reference);
  const burning = fleetOf(answers).filter((one) => one.energy === 'fuel');
  if (burning.length === 0) return null;
  const [fuel, power] = [numberOf(reference, answers, 'fuel-price') ?? data.fuelPrice.value, numberOf(reference, answers, 'power-price') ?? data.powerPrice.value];
  const sum = (of: (one: (typeof burning)[number]) => number) => burning.reduce((all, one) => all + of(one), 0);
  const km = sum((one) => one.count * one.km);
  const litres = sum((one) => (one.count * one.km * (one.litres || data.litresPer100[one.kind]!.value)) / 100);
  const electricEuros = sum((one) => (one.count * one.km * data.kwhPer100[one.kind]!.value) / 100) * power;
  const thermal = sum((one) => one.count);
  const cars = sum((one) => (one.kind === 'car' ? one.count : 0));
  const carKm = sum((one) => (one.kind === 'car' ? one.count * one.km : 0));
  const gainEuros = litres * fuel - electricEuros + cars * data.upkeepGain.value;
  const gap = numberOf(reference, answers, 'price-gap');
  return {
    km, litres, fuelEuros: litres * fuel, assumedLitres: burning.some((one) => !one.litres), thermal, cars, carKm, vans: thermal - cars, electricEuros, gainEuros,
    carKgSaved: carKm * (data.carKg.fuel.value - data.carKg.electric.value), payback: gap !== null && gainEuros > 0 ? Math.max(0, (gap * thermal) / gainEuros) : null,
  };
}

/** Of those who come by car, how many live where a bicycle does, and where an electric one does. */
export function withinCycling(asked: Pick<Asked, 'reference' | 'answers'>, world: Pick<World, 'far'>): { bike: number; ebike: number; kgSaved: number; unknown: number } {
  const data = mobilityData(asked.reference);
  const cars = staffYear(asked, world).filter((row) => byCar(row.staff));
  const near = (most: number) => cars.filter((row) => row.oneWay !== null && row.oneWay <= most);
  const people = (rows: RowYear[]) => rows.reduce((sum, row) => sum + row.staff.people, 0);
  return {
    bike: people(near(data.bikeKm.value)), ebike: people(near(data.ebikeKm.value)), unknown: people(cars.filter((row) => row.oneWay === null)),
    kgSaved: near(data.ebikeKm.value).reduce((sum, row) => sum + row.kg - row.km * data.kgPerKm['ebike']!.value, 0),
  };
}
