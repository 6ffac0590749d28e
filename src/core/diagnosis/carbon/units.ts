/** A unit: what it measures, and how many of that dimension's base unit it holds. Two units convert into each other only within one dimension. */
export type Unit = { dimension: string; scale: number };

const BASES: Record<string, [dimension: string, scale: number]> = {
  mg: ['mass', 1e-6], g: ['mass', 1e-3], kg: ['mass', 1], q: ['mass', 100], quintal: ['mass', 100], t: ['mass', 1e3], tonne: ['mass', 1e3], tonnes: ['mass', 1e3],
  ml: ['volume', 1e-6], cl: ['volume', 1e-5], l: ['volume', 1e-3], litre: ['volume', 1e-3], litres: ['volume', 1e-3], hl: ['volume', 0.1], m3: ['volume', 1],
  wh: ['energy', 1e-3], kwh: ['energy', 1], mwh: ['energy', 1e3], gwh: ['energy', 1e6], mj: ['energy', 1 / 3.6], gj: ['energy', 1e3 / 3.6], tj: ['energy', 1e6 / 3.6], tep: ['energy', 11_630],
  m: ['length', 1], km: ['length', 1e3], m2: ['area', 1], ha: ['area', 1e4],
  euro: ['money', 1], euros: ['money', 1], '€': ['money', 1], eur: ['money', 1], keuro: ['money', 1e3], keuros: ['money', 1e3], 'k€': ['money', 1e3],
  't.km': ['freight', 1], 'tonne.km': ['freight', 1], 'kg.km': ['freight', 1e-3], 'm3.km': ['volume.length', 1], 'passager.km': ['travel', 1], 'voyageur.km': ['travel', 1], 'personne.km': ['travel', 1],
};

/** What follows a unit without changing what is measured. */
const SILENT = /^(de déchets|produites?|de fluide|bioGNC|dépensée?s?)$/iu;
/** A calorific value, lower (PCI) or higher (PCS), must be said on both sides: they differ by about a tenth for gas. */
const aliases: [RegExp, string][] = [
  [/²/g, '2'],
  [/³/g, '3'],
  [/^(kwh|gj|tep|mwh|mj)\s*\(?(pc[is])\)?$/i, '$1 $2'],
  [/^(k?euros?|k?€)\s*\(?(\d{4})\)?\s*(ht)?$/i, '$1 ht $2'],
];

const cache = new Map<string, Unit>();

/**
 * Reads a unit as Base Carbone or a person writes it: « kWh », « t », « tonne de N », « kWh PCI », « keuro (2023) HT ». Never fails: a unit that is not in the table is
 * a dimension of its own, which only the same words measure. A qualifier (« de N », « de poids vif », « PCI ») makes another dimension; money keeps the year of its prices.
 */
export function unitOf(text: string): Unit {
  const known = cache.get(text);
  if (known) return known;
  const unit = read(text);
  if (cache.size < 10_000) cache.set(text, unit);
  return unit;
}

function read(text: string): Unit {
  const plain = aliases.reduce((words, [from, to]) => words.replace(from, to), text.trim().replace(/\s+/g, ' ').replaceAll('’', "'"));
  const whole = BASES[plain.toLowerCase()];
  if (whole) return { dimension: whole[0], scale: whole[1] };
  const cut = plain.indexOf(' ');
  const head = cut > 0 ? BASES[plain.slice(0, cut).toLowerCase()] : undefined;
  if (!head) return { dimension: `« ${plain.toLowerCase()} »`, scale: 1 };
  const qualifier = plain.slice(cut + 1).trim();
  return { dimension: SILENT.test(qualifier) ? head[0] : `${head[0]} ${qualifier.toLowerCase()}`, scale: head[1] };
}

/** How many `to` there are in one `from`; null when the two do not measure the same thing. Exactly 1 between two spellings of one unit. */
export function conversion(from: string, to: string): number | null {
  if (from === to) return 1;
  const [a, b] = [unitOf(from), unitOf(to)];
  if (a.dimension !== b.dimension) return null;
  return a.scale === b.scale ? 1 : a.scale / b.scale;
}
