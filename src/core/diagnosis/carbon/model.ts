/** Where a rule or a list comes from, as shown beside it. */
export const SOURCES = {
  beges: 'Méthode pour la réalisation des bilans d’émissions de gaz à effet de serre, version 5, juillet 2022 (Code de l’environnement, art. L229-25 et R229-46 et suivants ; décret n° 2022-982 du 1er juillet 2022)',
  abc: 'Association pour la transition Bas Carbone, logiciel libre bilan-carbone, règles d’export BEGES (version 949af9c de juillet 2026) : une mise en œuvre, non le texte',
  agriculture: 'Hypothèse : le rattachement de l’élevage et des sols agricoles reste à confirmer dans le guide de l’ADEME',
} as const;

export type Source = keyof typeof SOURCES;

/** The 22 posts of BEGES v5, in their 6 categories. */
export const POSTS = {
  '1.1': 'Émissions directes des sources fixes de combustion',
  '1.2': 'Émissions directes des sources mobiles de combustion',
  '1.3': 'Émissions directes des procédés hors énergie',
  '1.4': 'Émissions directes fugitives',
  '1.5': 'Émissions issues de la biomasse (sols et forêts)',
  '2.1': 'Émissions indirectes liées à la consommation d’électricité',
  '2.2': 'Émissions indirectes liées à la consommation de vapeur, chaleur ou froid',
  '3.1': 'Transport de marchandises amont',
  '3.2': 'Transport de marchandises aval',
  '3.3': 'Déplacements domicile-travail',
  '3.4': 'Transports des visiteurs et des clients',
  '3.5': 'Déplacements professionnels',
  '4.1': 'Achats de biens (dont amont de l’énergie et pertes des réseaux)',
  '4.2': 'Immobilisations de biens',
  '4.3': 'Gestion des déchets',
  '4.4': 'Actifs en leasing amont',
  '4.5': 'Achats de services',
  '5.1': 'Utilisation des produits vendus',
  '5.2': 'Actifs en leasing aval',
  '5.3': 'Fin de vie des produits vendus',
  '5.4': 'Investissements',
  '6.1': 'Autres émissions indirectes',
} as const;

export type PostId = keyof typeof POSTS;
export const postIds = Object.keys(POSTS) as PostId[];

export const CATEGORIES: Record<string, string> = {
  '1': 'Émissions directes',
  '2': 'Émissions indirectes associées à l’énergie',
  '3': 'Émissions indirectes associées au transport',
  '4': 'Émissions indirectes associées aux produits achetés',
  '5': 'Émissions indirectes associées aux produits vendus',
  '6': 'Autres émissions indirectes',
};

/** The GHG Protocol's scope of a post: category 1 is scope 1, category 2 is scope 2, every other one scope 3. */
export const scopeOf = (post: PostId): 1 | 2 | 3 => (post[0] === '1' ? 1 : post[0] === '2' ? 2 : 3);

/** Gases in kgCO2e (AR6, 100 years). `undetailed`: what the factor gives as one total, without saying which gas. Biogenic CO2 is kept apart. */
export const GASES = { co2f: 'CO₂ fossile', ch4f: 'CH₄ fossile', ch4b: 'CH₄ biogénique', n2o: 'N₂O', others: 'autres gaz', undetailed: 'gaz non détaillés par le facteur' } as const;
export type Gas = keyof typeof GASES;
export type Gases = Record<Gas, number>;
export const noGas = (): Gases => ({ co2f: 0, ch4f: 0, ch4b: 0, n2o: 0, others: 0, undetailed: 0 });

/** Parts of a factor, as Base Carbone names them; `whole` is a factor that is not cut in parts. */
export const PART_KINDS = {
  combustion: 'Combustion',
  'plant-combustion': 'Combustion à la centrale',
  upstream: 'Amont',
  losses: 'Transport et distribution',
  manufacture: 'Fabrication',
  fugitive: 'Emissions fugitives',
  inputs: 'Intrants',
  energy: 'Energie',
  transport: 'Transport',
  collection: 'Collecte',
  treatment: 'Traitement',
  incineration: 'Incinération',
  depreciation: 'Amortissement',
  'fuel-whole': 'Carburant (amont/combustion)',
  other: 'Autre',
  whole: 'facteur entier',
} as const;
export type PartKind = keyof typeof PART_KINDS;
/** Other names that Base Carbone has for them. */
export const PART_ALSO: Record<string, PartKind> = { Fuites: 'fugitive', Pertes: 'losses' };

/** What one unit of an activity emits, in kgCO2e; biogenic CO2 in kgCO2, outside the total. `gases` null when only the total is given. */
export type Emission = { total: number; gases: Omit<Gases, 'undetailed'> | null; co2b: number };
export type Part = Emission & { kind: PartKind; name: string };

export type Factor = Emission & {
  /** Its number in Base Carbone; null for a factor that the inventory gives in full. */
  number: string | null;
  name: string;
  unit: string;
  /** Empty when the factor is not cut. */
  parts: Part[];
  /** Half width of the 95 % interval, in %; null when the source says nothing. */
  uncertaintyPercent: number | null;
  /** `unsaid` when the source does not tell whether it is still in force. */
  status: 'valid' | 'archived' | 'unsaid';
  /** As the source writes it: a date or a year. */
  validity: string;
  /** Emissions avoided by recycling or energy recovery: never in a balance. */
  avoided: boolean;
  place: string;
  category: string;
  /** Why the value is suspicious; empty when it is not. */
  doubt: string;
  /** Publisher and edition. */
  source: string;
};
