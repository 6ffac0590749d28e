import { number as shownNumber } from '#lib/format.ts';
import { cents, choice, choices, day, number, optional, usually, yes } from './fields.ts';
import { recordKind } from './kind.ts';

const PREMISES = { workshop: 'Atelier', storage: 'Stockage ou hall', yard: 'Cour ou terrain', dock: 'Quai de chargement', office: 'Bureau', 'food-workshop': 'Laboratoire alimentaire' } as const;
const PARTS = { morning: 'le matin (6 h à 12 h)', afternoon: 'l’après-midi (12 h à 18 h)', evening: 'le soir (18 h à 22 h)', night: 'la nuit', weekend: 'le samedi et le dimanche' } as const;
const NBSP = '\u00a0';
const ofSize = (use: keyof typeof PREMISES, squareMetres: number) => `${PREMISES[use].toLowerCase()} de ${shownNumber(squareMetres)}${NBSP}m²`;
const EVERY_PART = Object.keys(PARTS) as (keyof typeof PARTS)[];

/** Room that stands idle: surface, height, power, when, for how long, at what rent. */
export const premisesOffer = recordKind('premises-offer', {
  side: 'offers',
  label: 'Place disponible',
  ask: 'De la place que vous n’utilisez pas, même quelques heures par jour',
  fields: {
    use: choice({ label: 'Quelle place ?', options: PREMISES }),
    squareMetres: number({ label: 'Surface libre', unit: 'm²', min: 1, max: 200_000 }),
    heightMetres: optional(number({ label: 'Hauteur utile', unit: 'm', max: 40 })),
    powerKw: optional(number({ label: 'Puissance électrique', unit: 'kW', max: 20_000 })),
    dock: usually(yes({ label: 'Un camion peut y charger' }), false),
    parts: usually(choices({ label: 'Libre quand ?', options: PARTS }), EVERY_PART),
    from: optional(day({ label: 'À partir du' })),
    until: optional(day({ label: 'Jusqu’au', hint: 'Rien si ce n’est pas fixé.' })),
    rentCents: optional(cents({ label: 'Loyer souhaité', unit: 'par m² et par an', max: 1_000_00 })),
    divisible: usually(yes({ label: 'Peut se partager entre plusieurs' }), true),
    queue: usually(yes({ label: 'Atelier relais d’une collectivité, avec une file d’attente' }), false),
  },
  says: (value) => ofSize(value.use, value.squareMetres),
});

/** Room that a firm is short of. */
export const premisesNeed = recordKind('premises-need', {
  side: 'needs',
  label: 'Place recherchée',
  ask: 'De la place qui vous manque, même quelques heures par jour',
  fields: {
    use: choice({ label: 'Quelle place ?', options: PREMISES }),
    squareMetres: number({ label: 'Surface nécessaire', unit: 'm²', min: 1, max: 200_000 }),
    heightMetres: optional(number({ label: 'Hauteur nécessaire', unit: 'm', max: 40 })),
    powerKw: optional(number({ label: 'Puissance nécessaire', unit: 'kW', max: 20_000 })),
    dock: usually(yes({ label: 'Un camion doit pouvoir charger' }), false),
    parts: usually(choices({ label: 'Quand ?', options: PARTS }), EVERY_PART),
    from: optional(day({ label: 'À partir du' })),
    months: optional(number({ label: 'Pendant', unit: 'mois', min: 1, max: 600 })),
    rentCents: optional(cents({ label: 'Loyer possible', unit: 'par m² et par an', max: 1_000_00 })),
    maxKm: usually(number({ label: 'À combien de route au plus', unit: 'km', min: 1, max: 300 }), 15),
    since: optional(day({ label: 'Cherche depuis', hint: 'Donne le rang dans la file d’un atelier relais.' })),
  },
  says: (value) => ofSize(value.use, value.squareMetres),
});
