export * from './model.ts';
export type { EstablishmentTable, FactTable } from './tables.ts';
export * from './naf/index.ts';
export * from './waste/index.ts';
export * from './words/index.ts';
