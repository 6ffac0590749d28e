export { type Reason, VISIT_RESULT_WORDS, VISIT_RESULTS } from './model.ts';
export { neverMet, type NeverMet } from './never-met.ts';
export { type Day, planDay, type Planned, type Stop } from './plan-day.ts';
export { forgetRound, MOST_STOPS, PlanRound, planRound } from './plan-round.ts';
export { roundById, type RoundLine, type RoundShown, roundsOf, type VisitShown } from './queries.ts';
export { RecordVisit, recordVisit } from './record-visit.ts';
export { ALWAYS_ASKED, doorText, reasonText } from './words.ts';
