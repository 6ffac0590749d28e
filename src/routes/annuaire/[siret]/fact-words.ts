import type { Certainty, Consent, FactSource, PhysicalState } from '#core/directory/index.ts';

/** The words shown for what facts hold. */
export const STATE_WORDS: Record<PhysicalState, string> = { 'dry-solid': 'solide sec', 'wet-solid': 'solide humide', powder: 'poudre', paste: 'pâteux', sludge: 'boue', liquid: 'liquide' };
export const SOURCE_WORDS: Record<FactSource, string> = { firm: 'Dit par l’entreprise', adviser: 'Noté par un conseiller', register: 'Lu dans un registre', estimate: 'Estimé' };
export const CERTAINTY_WORDS: Record<Certainty, string> = { measured: 'quantité mesurée', stated: 'quantité déclarée', estimated: 'quantité estimée' };
export const CONSENT_WORDS: Record<Consent, string> = { private: 'Gardé pour l’entreprise', advisers: 'Montré aux conseillers seulement', partners: 'Montré aussi aux partenaires d’une proposition', public: 'Montré à tous' };
