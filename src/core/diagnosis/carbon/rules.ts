import type { PartKind, PostId, Source } from './model.ts';

/**
 * Who holds the activity:
 * `operated` the organisation runs it; `paid` somebody else runs it and the organisation pays; `neither` somebody else runs it and pays;
 * `leased` rented by the organisation under a plain lease, without being counted as its own; `rented-out` belongs to the organisation, rented by its customers.
 */
export const ROLES = { operated: 'exploité', paid: 'payé sans être exploité', neither: 'ni exploité ni payé', leased: 'loué, sans être compté comme sien', 'rented-out': 'donné en location à des clients' } as const;
export type Role = keyof typeof ROLES;

/** Which post a part of a line goes to, for who holds the activity; null when that role has no meaning there. */
export type Rule = { source: Source[]; says: string; post: (role: Role, part: PartKind) => PostId | null };

/** Fuel burnt on the spot: combustion at the place of use, its upstream among purchases, leaks among fugitive emissions; a charge of an electric car, where its power plant is. */
const fuel = (combustion: '1.1' | '1.2'): Rule => ({
  source: ['beges', 'abc'],
  says: `combustion en ${combustion}, électricité en 2.1, amont et fabrication en 4.1, fuites en 1.4 ; loué : 4.4 ; non exploité : 6.1`,
  post: (role, part) => (role === 'operated' ? (upstream(part) ?? (part === 'fugitive' ? '1.4' : part === 'plant-combustion' ? '2.1' : combustion)) : elsewhere(role)),
});
export const stationaryFuel = fuel('1.1');
export const mobileFuel = fuel('1.2');

/** Electricity: what leaves the plant's chimney is 2.1, with the leaks of the grid's transformers; upstream and grid losses are purchases. */
export const electricity: Rule = {
  source: ['beges', 'abc'],
  says: 'combustion à la centrale en 2.1, amont et pertes du réseau en 4.1 ; loué : 4.4 ; non exploité : 6.1',
  post: (role, part) => (role === 'operated' ? (upstream(part) ?? '2.1') : elsewhere(role)),
};

const NOTHING_BURNT = /photovolta|solaire|[ée]olien|hydrauli|hydro[ée]lec|g[ée]otherm|nucl[ée]aire/i;
/** Electricity of one such source, by its factor's name, has no combustion: what Base Carbone leaves uncut of it is upstream whole, as ABC cuts it. A mix is not one source. */
export const burnsNothing = (name: string): boolean => NOTHING_BURNT.test(name) && !/\b(mix|hors|sans)\b/i.test(name);

/** Heat or cold from a network. */
export const network: Rule = {
  source: ['beges', 'abc'],
  says: 'production en 2.2, amont et pertes du réseau en 4.1 ; loué : 4.4 ; non exploité : 6.1',
  post: (role, part) => (role === 'operated' ? (upstream(part) ?? '2.2') : elsewhere(role)),
};

/** Emissions without energy, on the spot. */
const direct = (post: '1.3' | '1.4' | '1.5', source: Source[]): Rule => ({ source, says: `en ${post} ; loué : 4.4 ; non exploité : 6.1`, post: (role) => (role === 'operated' ? post : elsewhere(role)) });
export const process = direct('1.3', ['beges', 'abc']);
export const fugitive = direct('1.4', ['beges', 'abc']);
export const livestock = direct('1.4', ['agriculture', 'abc']);
export const nitrogen = direct('1.4', ['agriculture', 'abc']);
export const soils = direct('1.5', ['beges', 'abc']);

/** Goods carried: in the organisation's own vehicles, as its own fuel; else by who pays. */
export const freight: Rule = {
  source: ['beges', 'abc'],
  says: 'exploité : combustion en 1.2, électricité en 2.1, amont en 4.1, véhicule en 4.2, fuites en 1.4 ; payé : 3.1 ; ni exploité ni payé : 3.2',
  post: (role, part) => (role === 'operated' ? ownVehicle(part) : role === 'paid' ? '3.1' : role === 'neither' ? '3.2' : null),
};

/** People carried: in the organisation's own vehicles as its own fuel, in a leased one 4.4, else in the post of the journey. */
const journey = (post: '3.3' | '3.4' | '3.5'): Rule => ({
  source: ['beges', 'abc'],
  says: `exploité : combustion en 1.2, électricité en 2.1, amont en 4.1, véhicule en 4.2, fuites en 1.4 ; loué : 4.4 ; sinon : ${post}`,
  post: (role, part) => (role === 'operated' ? ownVehicle(part) : role === 'leased' ? '4.4' : role === 'rented-out' ? null : post),
});
export const commuting = journey('3.3');
export const visitors = journey('3.4');
export const business = journey('3.5');

/** What is bought: the whole factor, in one post. Operated and paid are one here; what one neither makes nor pays is not a purchase. */
const bought = (post: '4.1' | '4.5'): Rule => ({ source: ['beges', 'abc'], says: `en ${post}`, post: (role) => (role === 'operated' || role === 'paid' ? post : null) });
export const goods = bought('4.1');
export const services = bought('4.5');

/** What the organisation throws away, whoever treats it and pays for it. */
export const waste: Rule = { source: ['beges', 'abc'], says: 'en 4.3', post: (role) => (role === 'leased' || role === 'rented-out' ? null : '4.3') };

/** What is owned and lasts: manufacture divided by the years it is written off over. */
export const asset: Rule = {
  source: ['beges', 'abc'],
  says: 'en 4.2, divisé par les années d’amortissement ; loué : 4.4 ; ni exploité ni payé : 6.1',
  post: (role) => (role === 'operated' || role === 'paid' ? '4.2' : role === 'leased' ? '4.4' : role === 'neither' ? '6.1' : null),
};

/** What the customer does with what was sold or rented to him. */
const sold = (post: '5.1' | '5.3'): Rule => ({ source: ['beges', 'abc'], says: `vendu : ${post} ; donné en location : 5.2`, post: (role) => (role === 'rented-out' ? '5.2' : role === 'leased' ? null : post) });
export const soldUse = sold('5.1');
export const soldEnd = sold('5.3');

/** One post whoever holds it. */
const always = (post: '4.4' | '5.2' | '5.4' | '6.1'): Rule => ({ source: ['beges'], says: `en ${post}`, post: () => post });
export const leasedIn = always('4.4');
export const rentedOut = always('5.2');
export const investments = always('5.4');
export const remaining = always('6.1');

/** Upstream of energy, making of fuels and grid losses are purchases (4.1), whatever energy it is. */
const upstream = (part: PartKind): '4.1' | null => (part === 'upstream' || part === 'losses' || part === 'manufacture' ? '4.1' : null);

/** A vehicle that the organisation runs: each part where its emission takes place. */
function ownVehicle(part: PartKind): PostId {
  if (part === 'manufacture') return '4.2';
  if (part === 'plant-combustion') return '2.1';
  if (part === 'fugitive') return '1.4';
  return part === 'upstream' || part === 'losses' ? '4.1' : '1.2';
}

/** Energy and direct emissions of what the organisation does not run. */
const elsewhere = (role: Role): PostId | null => (role === 'leased' ? '4.4' : role === 'rented-out' ? '5.2' : '6.1');
