import { z } from 'zod';
import { number as shownNumber } from '#lib/format.ts';
import { cents, choice, choices, day, number, optional, rows, text, usually, yes } from './fields.ts';
import { recordKind } from './kind.ts';

const ACTIVITIES = { farm: 'Exploitation agricole', bakery: 'Boulangerie, pâtisserie', butchery: 'Boucherie, charcuterie', grocery: 'Épicerie, multiservice', restaurant: 'Café, restaurant', hotel: 'Hôtel, hébergement, camping', shop: 'Autre commerce', garage: 'Garage, mécanique', building: 'Entreprise du bâtiment', wood: 'Menuiserie, bois', metal: 'Métallerie, mécanique de précision', food: 'Transformation alimentaire', craft: 'Autre artisanat', transport: 'Transport', services: 'Services aux entreprises', care: 'Santé, beauté, services à la personne', industry: 'Industrie' } as const;
const PRODUCTIONS = { vegetables: 'Maraîchage', fruit: 'Fruits, noix', vines: 'Vigne', cereals: 'Céréales, grandes cultures', 'suckler-cows': 'Bovins viande', 'dairy-cows': 'Bovins lait', sheep: 'Brebis', goats: 'Chèvres', poultry: 'Volailles, canards', pigs: 'Porcs', bees: 'Abeilles', plants: 'Plantes aromatiques, safran, fleurs', horses: 'Chevaux', mixed: 'Polyculture-élevage' } as const;
const BUILDINGS = { 'livestock-barn': 'Bâtiment d’élevage', storage: 'Hangar, stockage', greenhouse: 'Serres', parlour: 'Salle de traite', 'food-workshop': 'Atelier de transformation', 'sales-room': 'Point de vente', workshop: 'Atelier', cellar: 'Chai' } as const;
const CUTS = { whole: 'Entière seulement', split: 'Peut être partagée, si tout trouve preneur', parts: 'Peut être partagée, même si une partie reste' } as const;
const EXPERIENCE = { none: 'Pas encore', some: 'Quelques années de métier', diploma: 'Un diplôme du métier', both: 'Un diplôme et du métier' } as const;
const NBSP = '\u00a0';

/** About how many hectares, so that nobody is recognised: to the nearest 5 from 10 up. */
export const aboutHectares = (hectares: number): string => `${hectares >= 10 ? 'environ ' : ''}${shownNumber(hectares >= 10 ? Math.round(hectares / 5) * 5 : hectares, 1)}${NBSP}ha`;

/** A firm or a farm to hand over. Land by groups of parcels that stay together. */
export const transfer = recordKind('transfer', {
  side: 'offers',
  label: 'Entreprise ou exploitation à transmettre',
  ask: 'Une entreprise ou une ferme à transmettre, même dans quelques années',
  fields: {
    what: choice({ label: 'Quelle activité ?', options: ACTIVITIES }),
    production: optional(choices({ label: 'Quelles productions ?', options: PRODUCTIONS })),
    parcels: optional(rows({ label: 'Terres, par groupes de parcelles qui vont ensemble', most: 6, fields: { name: { ...text({ label: 'Nom du groupe', most: 60 }), schema: z.string().trim().min(1).max(60), problem: 'Soixante lettres au plus.' }, hectares: number({ label: 'Surface', unit: 'ha', min: 0.01, max: 2_000 }) } })),
    buildings: optional(choices({ label: 'Quels bâtiments ?', options: BUILDINGS })),
    housing: usually(yes({ label: 'Avec un logement' }), false),
    cut: usually(choice({ label: 'Entière ou partagée ?', options: CUTS }), 'split'),
    from: optional(day({ label: 'À reprendre à partir du' })),
    until: optional(day({ label: 'Au plus tard le' })),
    priceLowCents: optional(cents({ label: 'Prix, au moins', unit: 'en tout', max: 50_000_000_00 })),
    priceHighCents: optional(cents({ label: 'Prix, au plus', unit: 'en tout', max: 50_000_000_00 })),
    changeAccepted: usually(yes({ label: 'La production peut changer' }), true),
    employees: usually(yes({ label: 'Emploie des salariés' }), false),
    leased: usually(yes({ label: 'Des terres sont louées' }), false),
    area: optional(text({ label: 'Secteur, en mots larges', hint: 'Par exemple « causse de Gramat » : la commune ne sera pas dite.', most: 60 })),
  },
  says: (value) => `${ACTIVITIES[value.what].toLowerCase()}${value.production ? ` (${value.production.map((one) => PRODUCTIONS[one].toLowerCase()).join(', ')})` : ''}${value.parcels ? `, ${aboutHectares(value.parcels.reduce((sum, one) => sum + one.hectares, 0))}` : ''}`,
  check: (value) => {
    if (value.priceLowCents !== undefined && value.priceHighCents !== undefined && value.priceLowCents > value.priceHighCents) return { field: 'priceHighCents', problem: 'Le plus ne peut pas être sous le moins.' };
    if (value.from && value.until && value.from > value.until) return { field: 'until', problem: 'La fin ne peut pas être avant le début.' };
    if (value.what === 'farm' && !value.parcels && !value.production) return { field: 'production', problem: 'Dites une production ou des terres.' };
    return null;
  },
});

/** Somebody who wants to take over. Said by a person, kept by an adviser. */
export const candidate = recordKind('candidate', {
  side: 'needs',
  label: 'Personne qui veut reprendre',
  ask: 'Quelqu’un qui cherche une entreprise ou des terres à reprendre',
  fields: {
    project: choices({ label: 'Quelle activité ?', options: ACTIVITIES }),
    production: optional(choices({ label: 'Quelles productions ?', options: PRODUCTIONS })),
    hectaresMin: optional(number({ label: 'Terres, au moins', unit: 'ha', max: 2_000 })),
    hectaresMax: optional(number({ label: 'Terres, au plus', unit: 'ha', min: 0.01, max: 2_000 })),
    buildings: optional(choices({ label: 'Bâtiments nécessaires', options: BUILDINGS })),
    housing: usually(yes({ label: 'Il faut un logement sur place' }), false),
    budgetCents: optional(cents({ label: 'Budget en tout, prêts compris', unit: 'en tout', max: 50_000_000_00 })),
    experience: usually(choice({ label: 'Formation et métier', options: EXPERIENCE }), 'none'),
    from: optional(day({ label: 'Peut reprendre à partir du' })),
    until: optional(day({ label: 'Veut avoir repris avant le' })),
    maxKm: usually(number({ label: 'À combien de route au plus de ce lieu', unit: 'km', min: 1, max: 500 }), 30),
  },
  says: (value) => `${value.project.map((one) => ACTIVITIES[one].toLowerCase()).join(' ou ')}${value.production ? ` (${value.production.map((one) => PRODUCTIONS[one].toLowerCase()).join(', ')})` : ''}${wanted(value)}`,
  check: (value) => {
    if (value.hectaresMin !== undefined && value.hectaresMax !== undefined && value.hectaresMin > value.hectaresMax) return { field: 'hectaresMax', problem: 'Le plus ne peut pas être sous le moins.' };
    if (value.from && value.until && value.from > value.until) return { field: 'until', problem: 'La fin ne peut pas être avant le début.' };
    return null;
  },
});

const wanted = ({ hectaresMin: min, hectaresMax: max }: { hectaresMin?: number; hectaresMax?: number }): string => {
  if (min === undefined && max === undefined) return '';
  if (max === undefined) return `, ${shownNumber(min!, 1)}${NBSP}ha au moins`;
  return min === undefined ? `, ${shownNumber(max, 1)}${NBSP}ha au plus` : `, de ${shownNumber(min, 1)} à ${shownNumber(max, 1)}${NBSP}ha`;
};
