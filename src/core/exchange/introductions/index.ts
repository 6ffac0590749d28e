import './tables.ts';

export { AnswerForSide, answerForSide, AnswerIntroduction, answerIntroduction, type AskedByLink, knownBySide, readIntroductionLink, withdrawIntroduction } from './answer-introduction.ts';
export { type DecideFeedback, decideFeedback } from './feed-back.ts';
export { Introduce, introduce, type IntroduceRefusal, mayHearOf } from './introduce.ts';
export { type CloseReason, type IntroductionState, SIDE_ANSWERS, type SideAnswer } from './model.ts';
export { AnswerOutcome, answerOutcome, type OutcomeAsked, readOutcomeLink, SAID_RESULTS, TellOutcome, tellOutcome } from './outcomes.ts';
export { type ProposalTold, proposalTold, type Unnamed, unnamedWords } from './proposal-told.ts';
export { type Reach, reachOf } from './reach.ts';
export { RefuseProposal, refuseProposal } from './refuse-proposal.ts';
export { refusedPairWords, restWords } from './rest-words.ts';
export { liftRest, type RefusedPair, refusedPairs, type Rest, restingFacts, restingSirets, restsOf, type Withheld, withheldFrom } from './rests.ts';
export { capOf, introductionRules, reasonLabel, reasonsOfBoard } from './rules.ts';
export { INTRODUCTIONS_JOB, runIntroductions } from './run-introductions.ts';
export type { OutcomeResult, Promised, Told } from './tables.ts';
export { boardName, type BoardWords, tellingOf, type Words, wordsFor, type WordStep } from './words/index.ts';
