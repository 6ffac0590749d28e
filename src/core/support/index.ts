import './tables.ts';

export { isSubject, type Subject, subjectLabel, subjects, subjectThemes, suggestSubjects, type Theme } from './subjects/index.ts';
export { type AdviserToRoute, type Because, type Chosen, type Coverage, type Lack, lacksOf, type RequestToRoute, type Routed, type Routing, type Uncovered } from './routing/model.ts';
export { routeRequests } from './routing/route-requests.ts';
export { advisersToRoute } from './coverage/advisers-to-route.ts';
export { coverageOf, StateCoverage, stateCoverage } from './coverage/state-coverage.ts';
export * from './requests/index.ts';
export { CHECKS_JOB, openChecks } from './later/open-checks.ts';
export { type CheckShown, checksOf, satisfactionOf } from './later/checks-of.ts';
export { loadDemonstrationRequests } from './demonstration/load-requests.ts';
export { loadDemonstrationPlans } from './demonstration/load-plans.ts';
export * from './visits/index.ts';
export * from './plan/index.ts';
