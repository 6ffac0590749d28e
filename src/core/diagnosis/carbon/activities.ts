import { type Role, type Rule } from './rules.ts';
import * as rules from './rules.ts';

/** Families of the Bilan Carbone view, which keeps a line whole where the decision is taken. */
export const FAMILIES = ['Énergie', 'Hors énergie', 'Intrants', 'Fret', 'Déplacements', 'Déchets directs', 'Immobilisations', 'Utilisation', 'Fin de vie', 'Autres'] as const;
export type Family = (typeof FAMILIES)[number];

/** A kind of line: what it covers, where its parts go, who holds it unless told. `years`: it must say over how many years it is written off. */
export type Activity = { label: string; covers: string; family: Family; rule: Rule; unless: Role; years?: true; cooling?: true };

/** Every kind of line an inventory can hold. Together they reach all 22 posts. */
export const ACTIVITIES = {
  'fossil-fuel': { label: 'Combustibles fossiles', covers: 'fioul, gaz, propane brûlés dans une chaudière, un four, un groupe', family: 'Énergie', rule: rules.stationaryFuel, unless: 'operated' },
  biomass: { label: 'Combustibles organiques', covers: 'bûches, granulés, plaquettes, biogaz brûlés sur place', family: 'Énergie', rule: rules.stationaryFuel, unless: 'operated' },
  'vehicle-fuel': { label: 'Carburant des véhicules et engins', covers: 'gazole, essence, GNR, GPL achetés pour ses propres véhicules et engins', family: 'Énergie', rule: rules.mobileFuel, unless: 'operated' },
  electricity: { label: 'Électricité', covers: 'électricité achetée, véhicules électriques rechargés sur place compris', family: 'Énergie', rule: rules.electricity, unless: 'operated' },
  'heat-network': { label: 'Réseau de chaleur ou de vapeur', covers: 'chaleur ou vapeur achetée', family: 'Énergie', rule: rules.network, unless: 'operated' },
  'cold-network': { label: 'Réseau de froid', covers: 'froid acheté', family: 'Énergie', rule: rules.network, unless: 'operated' },
  process: { label: 'Procédés', covers: 'décarbonatation, réactions chimiques, soudage', family: 'Hors énergie', rule: rules.process, unless: 'operated' },
  refrigerant: { label: 'Fluides frigorigènes', covers: 'fuites de climatisation, de chambres froides, de vitrines', family: 'Hors énergie', rule: rules.fugitive, unless: 'operated', cooling: true },
  leak: { label: 'Autres fuites', covers: 'méthane, SF6, N2O, décharge ou station d’épuration exploitée', family: 'Hors énergie', rule: rules.fugitive, unless: 'operated' },
  livestock: { label: 'Élevage', covers: 'fermentation entérique, fumiers et lisiers', family: 'Hors énergie', rule: rules.livestock, unless: 'operated' },
  nitrogen: { label: 'Azote épandu', covers: 'N2O des engrais et des effluents épandus', family: 'Hors énergie', rule: rules.nitrogen, unless: 'operated' },
  'land-use': { label: 'Sols et forêts', covers: 'changement d’usage des sols, stockage ou déstockage de carbone', family: 'Hors énergie', rule: rules.soils, unless: 'operated' },
  'freight-in': { label: 'Fret entrant', covers: 'transport de ce que l’on achète', family: 'Fret', rule: rules.freight, unless: 'paid' },
  'freight-between': { label: 'Fret interne', covers: 'transport entre ses sites', family: 'Fret', rule: rules.freight, unless: 'operated' },
  'freight-out': { label: 'Fret sortant', covers: 'transport de ce que l’on vend', family: 'Fret', rule: rules.freight, unless: 'paid' },
  commuting: { label: 'Trajets domicile-travail', covers: 'trajets quotidiens des salariés', family: 'Déplacements', rule: rules.commuting, unless: 'neither' },
  'business-travel': { label: 'Déplacements professionnels', covers: 'train, avion, taxi, voiture du salarié ou de location, hôtel', family: 'Déplacements', rule: rules.business, unless: 'paid' },
  visitors: { label: 'Visiteurs et clients', covers: 'trajets de ceux qui viennent', family: 'Déplacements', rule: rules.visitors, unless: 'neither' },
  goods: { label: 'Achats de biens', covers: 'matières, ingrédients, emballages, fournitures, eau, repas', family: 'Intrants', rule: rules.goods, unless: 'paid' },
  services: { label: 'Achats de services', covers: 'honoraires, assurance, entretien, numérique, en euros le plus souvent', family: 'Intrants', rule: rules.services, unless: 'paid' },
  waste: { label: 'Déchets', covers: 'déchets et eaux usées que d’autres traitent', family: 'Déchets directs', rule: rules.waste, unless: 'paid' },
  building: { label: 'Bâtiments', covers: 'construction, par m²', family: 'Immobilisations', rule: rules.asset, unless: 'operated', years: true },
  infrastructure: { label: 'Voirie et autres ouvrages', covers: 'parkings, routes, clôtures', family: 'Immobilisations', rule: rules.asset, unless: 'operated', years: true },
  equipment: { label: 'Machines et véhicules', covers: 'fabrication des machines, véhicules, meubles', family: 'Immobilisations', rule: rules.asset, unless: 'operated', years: true },
  computing: { label: 'Informatique', covers: 'fabrication des ordinateurs, écrans, photocopieurs', family: 'Immobilisations', rule: rules.asset, unless: 'operated', years: true },
  'leased-in': { label: 'Biens pris en location', covers: 'énergie et fabrication des biens loués que l’on ne compte pas comme siens', family: 'Autres', rule: rules.leasedIn, unless: 'leased' },
  'sold-use': { label: 'Utilisation des produits vendus', covers: 'énergie et fuites chez le client', family: 'Utilisation', rule: rules.soldUse, unless: 'neither' },
  'sold-end-of-life': { label: 'Fin de vie des produits vendus', covers: 'traitement des produits et de leurs emballages', family: 'Fin de vie', rule: rules.soldEnd, unless: 'neither' },
  'rented-out': { label: 'Biens donnés en location', covers: 'énergie des locaux et des machines loués à des clients', family: 'Utilisation', rule: rules.rentedOut, unless: 'rented-out' },
  investments: { label: 'Placements', covers: 'participations et placements financiers', family: 'Autres', rule: rules.investments, unless: 'paid' },
  other: { label: 'Autres émissions indirectes', covers: 'ce qui n’a sa place nulle part ailleurs', family: 'Autres', rule: rules.remaining, unless: 'neither' },
} as const satisfies Record<string, Activity>;

export type ActivityId = keyof typeof ACTIVITIES;
export const activityIds = Object.keys(ACTIVITIES) as [ActivityId, ...ActivityId[]];
export const activityOf = (id: ActivityId): Activity => ACTIVITIES[id];
