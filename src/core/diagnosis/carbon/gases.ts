import { type Emission, type Gases, noGas } from './model.ts';

/** Gaps between gases and total up to this share are rounding, and go to fossil CO2 as in the official tables; above, the rest is not detailed. */
const ROUNDING = 0.02;

/** What an amount of activity emits, by gas, in kgCO2e: the gases always add up to the total. What no gas details goes to `undetailed`, or to `others` for a cooling fluid, which is a gas by itself. */
export function gasesOf(emission: Emission, amount: number, undetailed: 'undetailed' | 'others' = 'undetailed'): Gases {
  const total = emission.total * amount;
  if (!emission.gases) return { co2f: 0, ch4f: 0, ch4b: 0, n2o: 0, others: undetailed === 'others' ? total : 0, undetailed: undetailed === 'others' ? 0 : total };
  const gases = noGas();
  const { co2f, ch4f, ch4b, n2o, others } = emission.gases;
  gases.ch4f = ch4f * amount;
  gases.ch4b = ch4b * amount;
  gases.n2o = n2o * amount;
  gases.others = others * amount;
  const rest = total - gases.ch4f - gases.ch4b - gases.n2o - gases.others;
  const said = co2f * amount;
  if (Math.abs(rest - said) <= ROUNDING * Math.abs(total)) gases.co2f = rest;
  else {
    gases.co2f = said;
    gases.undetailed = rest - said;
  }
  return gases;
}
