export { AcceptRequest, acceptRequest, CloseRequest, closeRequest, NoteCall, noteCall, PassOnRequest, passOnRequest } from './act-on-request.ts';
export { type Appointment, calendarFile, momentText, SetAppointment, setAppointment } from './appointment.ts';
export { AskForHelp, askForHelp } from './ask-for-help.ts';
export { addWordsToRequest, cancelRequest, nudgeRequest } from './asker.ts';
export { FIRST_WORD_DAYS, firstWordBy, REACH, type Reach, REQUEST_OUTCOMES, type RequestState, type RoutingKept, type Time, TIMES } from './model.ts';
export { REQUEST_VIEWS, requestById, requestCounts, type RequestFilter, type RequestShown, requestsOf, type RequestView } from './queries.ts';
export { readRequestLink, requestPath } from './request-link.ts';
export { REROUTE_JOB, routeUncovered, routeUncoveredEverywhere } from './route-uncovered.ts';
export { becauseText, lacksText, OUTCOME_WORDS, REACH_WORDS, STATE_WORDS as REQUEST_STATE_WORDS, TIME_WORDS } from './words.ts';
