import { co2, euros, number, percent } from '#lib/format.ts';
import type { TextTable } from '../../board.ts';
import type { Crew } from './crews.ts';
import { figures, NBSP } from './figures.ts';

/** What an incentive would change: crews, people and kilometres to be expected, and what it would cost whoever pays it. `cents`: a person and year. */
export type Simulated = { cents: number; takeUp: number; crews: number; people: number; km: number; cost: number };

/** Chance that one person accepts: what peers saw without an incentive, and what is assumed of one. */
export const takeUpOf = (cents: number): number => Math.min(figures.takeUp.most, figures.takeUp.without + (cents / 100_00) * figures.takeUp.perHundredEuros);

/**
 * What is to be expected of some crews when everybody accepts or not by themselves: a car runs once its driver and one passenger at least accept; each passenger who
 * does saves an equal part of what the whole car would. Exact expectation, no draw.
 */
export function simulate(crews: readonly Crew[], cents: number): Simulated {
  const takeUp = takeUpOf(cents);
  const expected: Simulated = { cents, takeUp, crews: 0, people: 0, km: 0, cost: 0 };
  for (const { kin, kmSaved } of crews) {
    const passengers = kin.length - 1;
    const runs = takeUp * (1 - (1 - takeUp) ** passengers);
    expected.crews += runs;
    expected.people += runs + takeUp * takeUp * passengers;
    expected.km += takeUp * takeUp * kmSaved;
  }
  expected.cost = expected.people * cents;
  return expected;
}

/** Incentives beside each other, before one is paid: `said` are those that employers announced already. */
export function incentiveTable(crews: readonly Crew[], said: readonly number[] = []): TextTable {
  const amounts = [...new Set([...figures.incentivesCents, ...said])].sort((a, b) => a - b);
  return {
    caption: `Ce qu’une prime changerait, avant de la payer. ${figures.takeUp.note}`,
    head: ['Prime par personne et par an', 'Chacun accepte', 'Équipages attendus', 'Personnes', 'Kilomètres évités par an', 'CO₂ évité par an', 'Coût de la prime par an'],
    rows: amounts.map((cents) => {
      const { takeUp, crews: cars, people, km, cost } = simulate(crews, cents);
      return [
        `${euros(cents)}${said.includes(cents) ? ' (annoncée)' : ''}${cents > figures.exemptCents.value ? ' (au-delà de l’exonération)' : ''}`,
        percent(takeUp), `${number(cars, 1)} sur${NBSP}${number(crews.length)}`, number(people, 1), `${number(km)}${NBSP}km`, co2(km * figures.kgCo2ePerKm.value), euros(Math.round(cost)),
      ];
    }),
  };
}
