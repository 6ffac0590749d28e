/** What became of a mail, as said. */
export const STATE_WORDS: Record<string, string> = { queued: 'en attente', sending: 'en cours d’envoi', sent: 'parti', refused: 'refusé', stopped: 'arrêté à la demande' };
