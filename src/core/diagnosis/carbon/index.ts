export { ACTIVITIES, activityIds, activityOf, type ActivityId, FAMILIES, type Family } from './activities.ts';
export { type Balance, balanceOf, METHOD, type PostResult, type Sum } from './balance.ts';
export type { LinePart, LineResult } from './compute-line.ts';
export { coolingValues, EDITION, type Factors, shippedFactors } from './factors-file.ts';
export { FORMAT, inventorySchema } from './inventory.ts';
export { type Factor, GASES, type Gas, type PostId, postIds, POSTS, SOURCES } from './model.ts';
export { figure, isGap, type Problem } from './problem.ts';
export { type ReadInventory, readInventory, readValue } from './read-inventory.ts';
export { ROLES } from './rules.ts';
