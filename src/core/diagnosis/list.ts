import { carbon } from './carbon/diagnosis.ts';
import { cyber } from './cyber/index.ts';
import { digital } from './digital/index.ts';
import { labels } from './labels/index.ts';
import { mobility } from './mobility/index.ts';
import type { Diagnosis } from './diagnosis.ts';

// Each in its own folder; what one gathers only its own `assess` reads.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export const DIAGNOSES: Diagnosis<any>[] = [carbon, digital, cyber, labels, mobility];

/** A diagnosis by its identifier or by its name in addresses; null when there is none. */
export const diagnosisOf = (name: string): (typeof DIAGNOSES)[number] | null => DIAGNOSES.find(({ reference }) => reference.id === name || reference.slug === name) ?? null;
