import type { CloseReason, IntroductionState, OutcomeResult } from '#core/exchange/index.ts';

/** Where an introduction stands, as said. */
export const STATE_WORDS: Record<IntroductionState, string> = { asked: 'On attend des réponses', agreed: 'D’accord', closed: 'Close' };
export const REASON_WORDS: Record<CloseReason, string> = { refused: 'un côté a dit non', 'not-now': 'un côté ne peut pas maintenant', silent: 'un côté n’a pas répondu', withdrawn: 'retirée' };
/** What a side answered. */
export const ANSWER_WORDS: Record<string, string> = { interested: 'Intéressé', 'not-now': 'Pas maintenant', no: 'Non', silent: 'N’a pas répondu', released: 'N’a plus à répondre' };
export const RESULT_WORDS: Record<OutcomeResult, string> = { done: 'Fait', 'under-way': 'En cours', 'not-done': 'Ne se fera pas', unknown: 'Pas de nouvelles' };
