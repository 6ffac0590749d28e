/** The words of the form, shared by what shows it and what reads it. */
export const UNITS = { t: 'tonnes', kg: 'kilos', m3: 'm³' } as const;
export const PERIODS = { an: 'par an', mois: 'par mois', semaine: 'par semaine' } as const;
export const HOW = ['au téléphone', 'en visite', 'par courriel', 'par écrit signé'] as const;
export const MONTHS = ['janv.', 'févr.', 'mars', 'avril', 'mai', 'juin', 'juil.', 'août', 'sept.', 'oct.', 'nov.', 'déc.'];

/** The five conditions of a by-product, in the order of the law (Code de l’environnement, art. L541-4-2), as questions one can answer. */
export const CONDITION_QUESTIONS = [
  'Son usage futur est-il certain (client, contrat) ?',
  'S’emploie-t-elle directement, sans autre traitement que la pratique courante ?',
  'Naît-elle du procédé de fabrication lui-même ?',
  'Remplit-elle toutes les exigences (produit, environnement, santé) de cet usage ?',
  'Cet usage est-il sans effet nuisible pour l’environnement et la santé ?',
];
