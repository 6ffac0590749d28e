import type { Diagnosis } from '../diagnosis.ts';
import { readReference } from '../read-reference.ts';
import { assessDigital, intensityOf } from './assess.ts';

/** Digital tools: Eurostat's index, the six European dimensions, then needs. */
export const digital: Diagnosis = {
  reference: readReference('digital'),
  assess: assessDigital,
  measure: (asked) => {
    const { met, answered } = intensityOf(asked);
    return answered ? { value: met, unit: 'sur 12', label: 'critères européens', digits: 0, better: 'high' } : null;
  },
};
