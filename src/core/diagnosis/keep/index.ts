export { agreeUses, type Attach, attachDiagnosis, CONSENT_USES } from './attach.ts';
export { type Begin, beginDiagnosis, forgetDiagnosis, saveAnswers } from './begin.ts';
export { type ChangeAnswers, changeAnswers } from './change-answers.ts';
export { knownAnswers } from './known.ts';
export { ALIKE_AT_LEAST, type Change, type Compared, type Opened, openResult } from './open-result.ts';
export { type Agreed, agreedFirms, agreedOf, advisersMayRead, type Kept, keptById, keptByToken, keptOfFirm, keptSeen } from './queries.ts';
export { actionOrigin } from './token.ts';
