/** Trades as they are asked on the telephone: wide enough for two firms to speak of the same one. Stored → shown. Catalogue of this project, nearest to the great families of ROME 4.0. */
export const TRADES = {
  accounting: 'Comptabilité, paie', secretary: 'Secrétariat, accueil', management: 'Gestion, direction', hr: 'Ressources humaines', sales: 'Vente, commerce', marketing: 'Communication, marketing', web: 'Site web, réseaux sociaux', it: 'Informatique, développement', quality: 'Qualité, sécurité, environnement', purchasing: 'Achats, logistique',
  warehouse: 'Magasin, préparation de commandes', driving: 'Conduite, livraison', production: 'Conduite de machines, production', machining: 'Usinage, mécanique de précision', welding: 'Soudure, chaudronnerie', maintenance: 'Maintenance, électromécanique', electricity: 'Électricité', plumbing: 'Plomberie, chauffage', masonry: 'Maçonnerie, gros œuvre', carpentry: 'Charpente, couverture', joinery: 'Menuiserie, bois', painting: 'Peinture, finitions', 'site-help': 'Aide de chantier', mechanics: 'Mécanique auto et agricole', design: 'Bureau d’études, dessin',
  cooking: 'Cuisine', service: 'Service en salle, bar', rooms: 'Hébergement, chambres', bakery: 'Boulangerie, pâtisserie', butchery: 'Boucherie, charcuterie', 'food-making': 'Transformation alimentaire', 'market-gardening': 'Maraîchage', livestock: 'Élevage, traite', vines: 'Vigne, cave', farming: 'Travaux agricoles', forestry: 'Forêt, bûcheronnage', 'green-spaces': 'Espaces verts',
  cleaning: 'Ménage, propreté', 'home-help': 'Aide à domicile', nursing: 'Soins infirmiers', 'care-assistant': 'Aide-soignant', medical: 'Autres métiers de santé', childcare: 'Petite enfance', teaching: 'Enseignement, formation', 'social-work': 'Travail social', leisure: 'Animation, sport', culture: 'Culture, spectacle', tourism: 'Tourisme, guide', hairdressing: 'Coiffure, esthétique', craft: 'Artisanat d’art', textile: 'Couture, textile', architecture: 'Architecture, urbanisme', law: 'Droit, immobilier, banque', caretaking: 'Gardiennage, entretien de bâtiments',
  other: 'Un autre métier (à préciser)',
} as const;
export type Trade = keyof typeof TRADES;

/** Trades whose work can mostly be done from elsewhere; nobody is advised to nurse or bake at a distance. Choice of this project. */
export const DESK_TRADES: readonly Trade[] = ['accounting', 'secretary', 'management', 'hr', 'sales', 'marketing', 'web', 'it', 'quality', 'purchasing', 'design', 'teaching', 'architecture', 'law'];

const plain = (words: string) => words.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll(/[^a-z0-9]+/g, ' ').trim();

/** What makes two trades the same one: the code, or for another trade its own words, whatever their case and accents. */
export const tradeKey = (trade: Trade, words: string | undefined): string => (trade === 'other' ? `other ${plain(words ?? '')}` : trade);

/** A trade in words: « comptabilité, paie », or its own words. */
export const tradeInWords = (trade: Trade, words: string | undefined): string => (trade === 'other' ? (words ?? 'autre métier') : TRADES[trade].toLowerCase());
