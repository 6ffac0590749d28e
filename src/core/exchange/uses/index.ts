export type { RankedUse, UsesAsked } from './model.ts';
export { rankUses } from './rank-uses.ts';
