import { euros } from '#lib/format.ts';
import { cents, choice, choices, number, optional, usually } from './fields.ts';
import { recordKind } from './kind.ts';

/** What local branches of large groups buy, and what is made here. */
const FAMILIES = {
  machining: 'Usinage, mécanique de précision', 'sheet-metal': 'Tôlerie, chaudronnerie, soudure', 'surface-treatment': 'Traitement de surface, peinture', tooling: 'Outillages, moules', plastics: 'Plasturgie, composites', electronics: 'Électronique, câblage', 'wood-packaging': 'Caisses, palettes, emballages en bois', cardboard: 'Carton, imprimerie', textile: 'Textile, vêtements de travail', 'food-ingredients': 'Matières premières alimentaires',
  maintenance: 'Maintenance industrielle', building: 'Bâtiment, travaux', electrical: 'Travaux électriques, énergie', cleaning: 'Nettoyage', 'green-spaces': 'Espaces verts', transport: 'Transport, entreposage', catering: 'Restauration, traiteur', security: 'Gardiennage, sécurité', 'it-services': 'Informatique', engineering: 'Études, ingénierie', other: 'Autre',
} as const;
const CERTIFICATES = { 'iso-9001': 'ISO 9001 (qualité)', 'iso-14001': 'ISO 14001 (environnement)', 'iso-45001': 'ISO 45001 (santé, sécurité)', 'en-9100': 'EN 9100 (aéronautique)', nadcap: 'Nadcap', 'iatf-16949': 'IATF 16949 (automobile)', 'iso-13485': 'ISO 13485 (médical)', mase: 'MASE', 'ifs-brc': 'IFS ou BRC (alimentaire)', pefc: 'PEFC ou FSC (bois)', 'nimp-15': 'NIMP 15 (emballage bois)', qualification: 'Qualification du bâtiment (Qualibat, Qualifelec)' } as const;
export type Certificate = keyof typeof CERTIFICATES;

const LARGEST = 1_000_000_000_00;
const named = (family: keyof typeof FAMILIES) => FAMILIES[family].charAt(0).toLowerCase() + FAMILIES[family].slice(1);

/** What a firm makes or does for others, and what it could still take on in a year. */
export const madeHere = recordKind('made-here', {
  side: 'offers',
  label: 'Savoir-faire disponible',
  ask: 'Ce que vous savez faire pour d’autres, et ce que vous pouvez encore prendre',
  fields: {
    families: choices({ label: 'Que faites-vous ?', options: FAMILIES }),
    capacityCents: cents({ label: 'Capacité encore libre', unit: 'par an, en chiffre d’affaires', min: 1, max: LARGEST }),
    certificates: optional(choices({ label: 'Certificats', options: CERTIFICATES })),
    minLotCents: optional(cents({ label: 'Plus petite commande acceptée', unit: 'par an et par client', max: LARGEST })),
  },
  check: (value) => (value.minLotCents !== undefined && value.minLotCents > value.capacityCents ? { field: 'minLotCents', problem: 'La plus petite commande dépasse la capacité libre.' } : null),
  says: (value) => `${value.families.map(named).join(', ')}${value.families.length > 0 ? ', ' : ''}${euros(value.capacityCents)} par an encore libres`,
});

/** What a firm, often the local branch of a group, buys in a year in one family, and what of it may be bought here. */
export const purchases = recordKind('purchases', {
  side: 'needs',
  label: 'Achats qui peuvent se faire ici',
  ask: 'Ce que vous achetez dans l’année, famille par famille',
  fields: {
    family: choice({ label: 'Quelle famille d’achats ?', options: FAMILIES }),
    centsPerYear: cents({ label: 'Achats de cette famille', unit: 'par an', min: 1, max: LARGEST }),
    mayBeLocalPercent: usually(number({ label: 'Part qui peut s’acheter ici', unit: '%', max: 100, hint: 'Le reste est tenu par un contrat de groupe. Compte aussi ce qui est déjà acheté ici.' }), 100),
    localTodayPercent: usually(number({ label: 'Part déjà achetée ici', unit: '%', max: 100 }), 0),
    certificates: optional(choices({ label: 'Certificats exigés', options: CERTIFICATES })),
    lotCents: optional(cents({ label: 'Plus petit lot confié à une entreprise', unit: 'par an', max: LARGEST })),
    maxKm: usually(number({ label: 'À combien de route au plus ?', unit: 'km', min: 1, max: 300 }), 60),
  },
  check: (value) =>
    value.localTodayPercent > value.mayBeLocalPercent ? { field: 'localTodayPercent', problem: 'La part déjà achetée ici dépasse celle qui peut l’être.' }
    : value.lotCents !== undefined && value.lotCents > value.centsPerYear ? { field: 'lotCents', problem: 'Le plus petit lot dépasse les achats de l’année.' } : null,
  says: (value) => `${named(value.family)}, ${euros(value.centsPerYear)} par an`,
});

export const certificateName = (certificate: Certificate): string => CERTIFICATES[certificate].replace(/ \(.*$/, '');
export const familyName = named;
