import type { MaterialUse } from '#core/directory/index.ts';

/** Where any hazardous waste can go when nobody else takes it (Directive 2008/98/EC, art. 17 to 19). */
export const FOR_HAZARDOUS: MaterialUse[] = [
  { naf: '38.22', use: 'Traitement dans un centre de déchets dangereux', treatment: 'Caractérisation, bordereau de suivi', score: 0.6, why: 'Tout déchet dangereux a un centre autorisé à le recevoir.', source: 'wfd-2008-98' },
  { naf: '38.12', use: 'Collecte de déchets dangereux', treatment: 'Emballage adapté, bordereau de suivi', score: 0.3, why: 'Un collecteur autorisé regroupe les petites quantités.', source: 'wfd-2008-98' },
];

/** Where any other waste can go when nobody else takes it: recovery before disposal (Directive 2008/98/EC, art. 4). */
export const FOR_OTHERS: MaterialUse[] = [
  { naf: '38.32', use: 'Tri et préparation au recyclage', treatment: 'Tri', score: 0.3, why: 'Un récupérateur regroupe et prépare ce qu’un seul producteur ne peut livrer.', source: 'wfd-2008-98' },
  { naf: '38.21', use: 'Traitement de déchets non dangereux', treatment: 'Selon l’installation', score: 0.3, why: 'En dernier recours, quand aucun autre usage n’est à portée.', source: 'wfd-2008-98' },
];
