export { type Config, readConfig } from './config.ts';
export { type Clock, dateOf, stoppedClock, systemClock } from './clock.ts';
export { type OpenDatabase, openDatabase } from './database.ts';
export type { Db, Deps } from './deps.ts';
export { newId } from './ids.ts';
export { type Done, done, type Outcome, type Refused, refused } from './outcome.ts';
export type { Tables } from './tables.ts';
export { depsOfPages, shareWithPages } from './pages.ts';
