import { cents, choice, days, longText, months, number, optional, rows, text, usually, yes } from './fields.ts';
import { recordKind } from './kind.ts';

const SORTS = { equipment: 'Un matériel', purchase: 'Un achat groupé', service: 'Un service ou du temps de quelqu’un', security: 'Une surveillance ou une sécurité', hosting: 'Un hébergement ou un logiciel' } as const;
const CATALOGUE = ['Mini-pelle', 'Nacelle', 'Broyeur', 'Chambre froide', 'Véhicule utilitaire', 'Imprimante grand format', 'Gaz et électricité', 'Emballages', 'Fournitures de bureau', 'Nettoyage', 'Comptabilité', 'Secrétariat', 'Télésurveillance', 'Ronde de nuit', 'Hébergement de données', 'Sauvegarde à distance', 'Collecte des déchets'] as const;
const EVERY_MONTH = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
const whenUsed = {
  months: usually(months({ label: 'Quels mois ?' }), EVERY_MONTH),
  weekdays: optional(days({ label: 'Quels jours de la semaine ?', hint: 'Seulement s’ils sont fixés.' })),
  daysPerMonth: optional(number({ label: 'Sinon, combien de jours par mois', unit: 'jours par mois', min: 0.5, max: 31 })),
};

/** Something that costs less when several share it: what it costs alone, what a shared one would cost, when it is used. */
export const sharingWish = recordKind('sharing-wish', {
  side: 'needs',
  label: 'À partager',
  ask: 'Ce que vous payez seul et pourriez payer à plusieurs',
  fields: {
    sort: choice({ label: 'Quoi ?', options: SORTS }),
    what: text({ label: 'Lequel ?', hint: 'Avec vos mots s’il n’est pas dans la liste.', most: 80, suggestions: CATALOGUE }),
    aloneCents: cents({ label: 'Coût seul, aujourd’hui ou si vous l’achetiez', unit: 'par an', min: 1 }),
    sharedCents: optional(cents({ label: 'Devis pour un seul, partagé', hint: 'Le coût en tout, quel que soit le nombre.', unit: 'par an', min: 1 })),
    quantity: optional(number({ label: 'Quantité', hint: 'Pour un achat groupé.', unit: 'unités par an', min: 0.001, max: 10_000_000 })),
    steps: optional(rows({ label: 'Prix selon la quantité', fields: { from: number({ label: 'À partir de', unit: 'unités par an', max: 100_000_000 }), unitCents: cents({ label: 'Prix de l’unité', unit: 'l’unité', max: 10_000_000_00 }) }, most: 8 })),
    ...whenUsed,
    maxKm: usually(number({ label: 'À combien de route au plus', unit: 'km', max: 300 }), 25),
    mostMembers: optional(number({ label: 'À combien au plus', unit: 'membres', min: 2, max: 100 })),
    farm: usually(yes({ label: 'Exploitation agricole', hint: 'Une CUMA n’accueille qu’elles.' }), false),
    conditions: optional(longText({ label: 'Conditions' })),
  },
  says: (value) => value.what.toLowerCase(),
  check: (value) => {
    if (value.steps && value.quantity === undefined) return { field: 'quantity', problem: 'Dites la quantité voulue pour que les prix par quantité servent.' };
    if (value.steps && value.steps.some((step, i) => i > 0 && (step.from <= value.steps![i - 1]!.from || step.unitCents > value.steps![i - 1]!.unitCents))) return { field: 'steps', problem: 'Des quantités qui montent et des prix qui ne montent pas.' };
    if (value.weekdays && value.daysPerMonth !== undefined) return { field: 'daysPerMonth', problem: 'Des jours fixés ou un nombre de jours par mois, pas les deux.' };
    if (value.mostMembers !== undefined && !Number.isInteger(value.mostMembers)) return { field: 'mostMembers', problem: 'Un nombre entier de membres.' };
    return null;
  },
});

/** Equipment that somebody owns and does not use every day. */
export const equipmentShared = recordKind('equipment-shared', {
  side: 'offers',
  label: 'Matériel à partager',
  ask: 'Du matériel qui ne sert pas tous les jours',
  fields: {
    what: text({ label: 'Lequel ?', most: 80, suggestions: CATALOGUE }),
    ...whenUsed,
    dayCents: cents({ label: 'Prix', unit: 'par jour' }),
    conditions: optional(longText({ label: 'Conditions' })),
  },
  says: (value) => value.what.toLowerCase(),
  check: (value) => (value.weekdays && value.daysPerMonth !== undefined ? { field: 'daysPerMonth', problem: 'Des jours fixés ou un nombre de jours par mois, pas les deux.' } : null),
});
