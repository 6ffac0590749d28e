import { number as shownNumber } from '#lib/format.ts';
import { cents, choice, choices, days, months, number, optional, usually, yes } from './fields.ts';
import { recordKind } from './kind.ts';

const NBSP = '\u00a0';

/** What farms and small makers sell, as a buyer asks for it. `cold`: travels cold; `animal`: under the sanitary rules of products of animal origin. */
export const PRODUCE = {
  salad: { label: 'Salades' }, tomato: { label: 'Tomates' }, carrot: { label: 'Carottes' }, potato: { label: 'Pommes de terre' }, courgette: { label: 'Courgettes' }, squash: { label: 'Courges' }, leek: { label: 'Poireaux' }, onion: { label: 'Oignons, ail, échalotes' }, cabbage: { label: 'Choux' }, beetroot: { label: 'Betteraves' }, beans: { label: 'Haricots verts, petits pois' }, 'other-vegetables': { label: 'Autres légumes' },
  apple: { label: 'Pommes' }, pear: { label: 'Poires' }, plum: { label: 'Prunes' }, strawberry: { label: 'Fraises' }, melon: { label: 'Melons' }, grape: { label: 'Raisins' }, 'other-fruit': { label: 'Autres fruits' }, walnut: { label: 'Noix' }, chestnut: { label: 'Châtaignes' },
  milk: { label: 'Lait', cold: true, animal: true }, yoghurt: { label: 'Yaourts, crème, beurre', cold: true, animal: true }, 'goat-cheese': { label: 'Fromages de chèvre', cold: true, animal: true }, cheese: { label: 'Autres fromages', cold: true, animal: true }, eggs: { label: 'Œufs', animal: true },
  beef: { label: 'Viande de bœuf et de veau', cold: true, animal: true }, lamb: { label: 'Viande d’agneau', cold: true, animal: true }, pork: { label: 'Viande de porc, charcuterie', cold: true, animal: true }, poultry: { label: 'Volailles', cold: true, animal: true }, duck: { label: 'Canard gras', cold: true, animal: true }, preserves: { label: 'Conserves' },
  bread: { label: 'Pain' }, flour: { label: 'Farines' }, pulses: { label: 'Lentilles, pois chiches, haricots secs' }, oil: { label: 'Huiles' }, honey: { label: 'Miel', animal: true }, juice: { label: 'Jus de fruits' }, wine: { label: 'Vin' }, beer: { label: 'Bière' },
} as const satisfies Record<string, { label: string; cold?: boolean; animal?: boolean }>;
export type Produce = keyof typeof PRODUCE;
const PRODUCTS = Object.fromEntries(Object.entries(PRODUCE).map(([id, { label }]) => [id, label])) as Record<Produce, string>;

/** Signs of quality that count, beside organic farming, in what canteens owe by law. */
const SIGNS = { 'label-rouge': 'Label rouge', aop: 'AOP ou AOC', igp: 'IGP', stg: 'STG', hve: 'Haute valeur environnementale (HVE)', farm: 'Mention « fermier »' } as const;

const EVERY_MONTH = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
const WORKING_DAYS = [1, 2, 3, 4, 5];
const season = {
  months: usually(months({ label: 'Quels mois ?', hint: 'Toute l’année si rien n’est coché.' }), EVERY_MONTH),
  weekFrom: optional(number({ label: 'Ou plus précisément : de la semaine', unit: 'n°', min: 1, max: 52, hint: 'Numéro de semaine du calendrier. Remplace les mois.' })),
  weekTo: optional(number({ label: 'à la semaine', unit: 'n°', min: 1, max: 52, hint: 'Comprise. Plus petite que la première si la saison passe le nouvel an.' })),
};
const halfSeason = ({ weekFrom, weekTo }: { weekFrom?: number | undefined; weekTo?: number | undefined }) =>
  (weekFrom === undefined) === (weekTo === undefined) ? null : { field: weekFrom === undefined ? ('weekFrom' as const) : ('weekTo' as const), problem: 'Donnez la première et la dernière semaine, ou aucune des deux.' };
const amount = (kg: number) => `${shownNumber(kg, 1)}${NBSP}kg par semaine`;
const named = (product: Produce) => PRODUCTS[product].charAt(0).toLowerCase() + PRODUCTS[product].slice(1);

/** What a farm or a small maker can deliver each week of its season, at what price, where, and whether it can carry for others. */
export const produceOffer = recordKind('produce-offer', {
  side: 'offers',
  label: 'Produit à vendre',
  ask: 'Ce que vous pouvez livrer chaque semaine de la saison',
  fields: {
    product: choice({ label: 'Quel produit ?', options: PRODUCTS }),
    kgPerWeek: number({ label: 'Combien par semaine ?', unit: 'kg', min: 0.1, max: 100_000, hint: 'Un litre, une douzaine d’œufs ou une bouteille comptent comme un kilo si on ne pèse pas.' }),
    ...season,
    priceFromCents: optional(cents({ label: 'Prix, au moins', unit: 'par kg hors taxes', max: 1_000_00 })),
    priceToCents: optional(cents({ label: 'Prix souhaité', unit: 'par kg hors taxes', max: 1_000_00 })),
    organic: usually(yes({ label: 'Agriculture biologique' }), false),
    signs: optional(choices({ label: 'Signes de qualité', options: SIGNS })),
    days: usually(days({ label: 'Livre quels jours ?' }), WORKING_DAYS),
    maxKm: usually(number({ label: 'Livre à combien de route au plus ?', unit: 'km', min: 1, max: 200 }), 30),
    vehicleKg: optional(number({ label: 'Son véhicule porte', unit: 'kg', max: 20_000, hint: '0 si elle n’en a pas. Si rien n’est dit, elle porte ce qu’elle vend et rien d’autre.' })),
    cold: usually(yes({ label: 'Livre au froid (véhicule réfrigéré ou caisses isothermes)' }), false),
    carries: usually(yes({ label: 'Peut prendre en route les produits d’autres fermes' }), false),
  },
  check: (value) => {
    const half = halfSeason(value);
    if (half) return half;
    if (value.priceFromCents !== undefined && value.priceToCents !== undefined && value.priceToCents < value.priceFromCents) return { field: 'priceToCents', problem: 'Le prix souhaité est plus bas que le prix accepté au moins.' };
    return value.carries && !value.vehicleKg ? { field: 'vehicleKg', problem: 'Dites combien de kilos porte le véhicule qui prend les produits des autres.' } : null;
  },
  says: (value) => `${named(value.product)}${value.organic ? ' bio' : ''}, ${amount(value.kgPerWeek)}`,
});

/** What a shop, a canteen, an inn or a caterer buys each week. */
export const produceNeed = recordKind('produce-need', {
  side: 'needs',
  label: 'Produit recherché',
  ask: 'Ce que vous achetez chaque semaine et voudriez d’ici',
  fields: {
    buyer: choice({ label: 'Qui achète ?', options: { shop: 'Commerce', canteen: 'Cantine', inn: 'Restaurant ou auberge', caterer: 'Traiteur' } }),
    product: choice({ label: 'Quel produit ?', options: PRODUCTS }),
    kgPerWeek: number({ label: 'Combien par semaine ?', unit: 'kg', min: 0.1, max: 100_000 }),
    ...season,
    schoolWeeks: usually(yes({ label: 'Seulement les semaines d’école' }), false),
    priceToCents: optional(cents({ label: 'Prix, au plus', unit: 'par kg hors taxes', max: 1_000_00 })),
    organicOnly: usually(yes({ label: 'Bio seulement' }), false),
    days: usually(days({ label: 'Reçoit quels jours ?' }), WORKING_DAYS),
    minKg: optional(number({ label: 'Commande au moins', unit: 'kg par semaine', max: 100_000, hint: 'En dessous elle ne commande pas. Plusieurs fermes peuvent y suffire ensemble.' })),
  },
  check: (value) => halfSeason(value) ?? (value.minKg !== undefined && value.minKg > value.kgPerWeek ? { field: 'minKg', problem: 'Le minimum est plus grand que ce qui est acheté par semaine.' } : null),
  says: (value) => `${named(value.product)}${value.organicOnly ? ' bio' : ''}, ${amount(value.kgPerWeek)}`,
});
