export { type Actor, isAdviser, type Person, VISITOR } from './model.ts';
export { actorOf, advisersOf, type AdviserShown, bodiesOf, type BodyShown } from './queries.ts';
export type { BodyKind } from './tables.ts';
