export { endMembership } from './end-membership.ts';
export { type Actor, isAdviser, isManager, type Person, VISITOR, viewerOf } from './model.ts';
export { actorOf, advisersOf, type AdviserShown, bodiesOf, type BodyShown } from './queries.ts';
export type { BodyKind } from './tables.ts';
export { demonstrationAccounts, demonstrationPerson, type DemonstrationAccount } from './demonstration/accounts.ts';
export { loadDemonstrationPeople, removeDemonstrationPeople } from './demonstration/load-people.ts';
export { type Auth, AUTH_COOKIE, AUTH_PATH } from './sign-in/auth.ts';
export { authAt } from './sign-in/auths.ts';
