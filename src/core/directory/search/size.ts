/** INSEE's bands of employees (tranche d'effectifs), in order, with the words shown and the coarse class one filters by. */
const BANDS = [
  ['00', 'aucun salarié', '0'],
  ['01', '1 ou 2 salariés', '1'],
  ['02', '3 à 5 salariés', '1'],
  ['03', '6 à 9 salariés', '1'],
  ['11', '10 à 19 salariés', '10'],
  ['12', '20 à 49 salariés', '10'],
  ['21', '50 à 99 salariés', '50'],
  ['22', '100 à 199 salariés', '50'],
  ['31', '200 à 249 salariés', '50'],
  ['32', '250 à 499 salariés', '250'],
  ['41', '500 à 999 salariés', '250'],
  ['42', '1\u202f000 à 1\u202f999 salariés', '250'],
  ['51', '2\u202f000 à 4\u202f999 salariés', '250'],
  ['52', '5\u202f000 à 9\u202f999 salariés', '250'],
  ['53', '10\u202f000 salariés ou plus', '250'],
] as const;

export type SizeClass = (typeof BANDS)[number][2];

/** The sizes one filters by, in order, with the words shown. */
export const SIZE_CLASSES: { code: SizeClass; label: string }[] = [
  { code: '0', label: 'Aucun salarié' },
  { code: '1', label: '1 à 9 salariés' },
  { code: '10', label: '10 à 49 salariés' },
  { code: '50', label: '50 à 249 salariés' },
  { code: '250', label: '250 salariés ou plus' },
];

const byCode = new Map<string, { order: number; label: string; class: SizeClass }>(BANDS.map(([code, label, of], order) => [code, { order, label, class: of }]));

/** A band in words, « 3 à 5 salariés »; null when the register does not say. */
export const sizeLabel = (band: string | null): string | null => (band === null ? null : (byCode.get(band)?.label ?? null));
/** The coarse class of a band; null when the register does not say. */
export const sizeClass = (band: string | null): SizeClass | null => (band === null ? null : (byCode.get(band)?.class ?? null));
/** Place of a band among the bands, from 0; 0 too when the register does not say. */
export const sizeOrder = (band: string | null): number => (band === null ? 0 : (byCode.get(band)?.order ?? 0));
