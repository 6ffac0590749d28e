/** What was done to private things, as said. */
export const DID_WORDS: Record<string, string> = {
  'record.read': 'fiche lue', 'record.change': 'fiche changée', 'request.read': 'demande lue', 'firm.join': 'entreprise rejointe', 'firm.leave': 'entreprise quittée', 'firm.contact': 'adresse de l’entreprise notée',
  'data.export': 'données emportées', 'data.erase': 'données effacées', 'account.change': 'compte changé',
};

/** How, as the trace has it. */
export const DETAIL_WORDS: Record<string, string> = { proconnect: 'par ProConnect', code: 'par un code', adviser: 'par un conseiller', demonstration: 'démonstration', noted: 'noté', corrected: 'corrigé', withdrawn: 'retiré' };
