/** Ways of reaching someone, as said. */
export const CHANNEL_WORDS: Record<string, string> = { phone: 'au téléphone', mail: 'par courriel', video: 'en visio', visit: 'sur place' };

/** What came of a promise. */
export const OUTCOME_WORDS: Record<string, string> = { done: 'Fait', 'not-done': 'Pas fait', unreachable: 'Impossible à joindre', 'not-for-us': 'Pas pour nous, ou refusé', 'given-up': 'Abandonné' };

/** What happened to a promise. */
export const EVENT_WORDS: Record<string, string> = {
  opened: 'Ouvert', noted: 'Un mot', reminded: 'Rappel au conseiller', escalated: 'Signalé au remplaçant ou au responsable', asked: 'Demandé où cela en est', answered: 'Réponse', nudged: 'Relance',
  'handed-over': 'Confié', postponed: 'Remis à plus tard', closed: 'Clos', 'given-up': 'Abandonné', reopened: 'Rouvert', undone: 'Annulé, comme avant',
};
