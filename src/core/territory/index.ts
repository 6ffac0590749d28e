export type { CommuneTable, TerritoryTable } from './tables.ts';
