export * from './carbon/index.ts';
export { factorsFor } from './factors.ts';
export { type ImportBaseCarbone, importBaseCarbone, type ImportedBaseCarbone } from './import-base-carbone.ts';
