import type { Diagnosis } from '../diagnosis.ts';
import { readReference } from '../read-reference.ts';
import { assessLabels } from './assess.ts';
import { labelsOf } from './model.ts';

/** Ecological labels: which fit, what is missing for each. */
export const labels: Diagnosis = { reference: readReference('labels'), assess: assessLabels };

/** Every label that a firm may say it holds: identifier, name, who gives it. */
export const labelNames = (): { id: string; name: string; body: string }[] => labelsOf(labels.reference).map(({ id, name, body }) => ({ id, name, body }));
export { type HeldLabel, holdLabel, HoldLabel, labelsHeldBy, withdrawLabel } from './held.ts';
