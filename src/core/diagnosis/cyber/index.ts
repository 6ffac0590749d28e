import type { Diagnosis } from '../diagnosis.ts';
import { readReference } from '../read-reference.ts';
import { assessCyber, cyberIndex } from './assess.ts';

/** Cybersecurity for very small firms, on ANSSI's thirteen questions. */
export const cyber: Diagnosis = {
  reference: readReference('cyber'),
  assess: assessCyber,
  measure: (asked) => {
    const value = cyberIndex(asked);
    return value === null ? null : { value: Math.round(value), unit: '%', label: 'de ce qui protégerait est en place', digits: 0, better: 'high' };
  },
};
