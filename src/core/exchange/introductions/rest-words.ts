import { date } from '#lib/format.ts';
import type { RefusedPair, Rest } from './rests.ts';
import { reasonLabel } from './rules.ts';

const NBSP = '\u00a0';
const WHY: Record<Rest['why'], string> = {
  'silent-twice': 'N’a pas répondu deux fois de suite',
  'already-supplied': 'A déjà ce qu’il faut',
  'not-interested': 'N’en veut pas',
};

/** Why something rests, and until when. */
export const restWords = (rest: Pick<Rest, 'why' | 'until'>): string => `${WHY[rest.why]}${NBSP}: laissé de côté jusqu’au ${date(rest.until)}${rest.why === 'silent-twice' ? ', ou jusqu’à un appel' : ''}.`;

const SAID: Record<RefusedPair['answer'], string> = { no: 'Déjà refusé entre eux', 'not-now': 'Pas maintenant, a-t-il été répondu', silent: 'Resté sans réponse entre eux' };

/** Why two firms are not proposed to each other again, and until when. */
export const refusedPairWords = (pair: Pick<RefusedPair, 'answer' | 'reasons' | 'until'>): string =>
  `${SAID[pair.answer]}${pair.reasons.length > 0 ? ` (${pair.reasons.map((reason) => reasonLabel(reason).toLowerCase()).join(', ')})` : ''}${NBSP}: pas proposé de nouveau avant le ${date(pair.until)}.`;
