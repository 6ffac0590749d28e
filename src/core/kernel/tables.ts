/**
 * Every table of the database, by name. Empty here: each room adds its own in its `tables.ts` with
 * `declare module '#core/kernel/tables.ts' { interface Tables { … } }`, so that no central list has to be kept.
 */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type
export interface Tables {}
