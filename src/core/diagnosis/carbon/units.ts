/** A unit: what it measures, and how many of that dimension's base unit it holds. Two units convert into each other only within one dimension. */
export type Unit = { dimension: string; scale: number };

const BASES: Record<string, [dimension: string, scale: number]> = {
  mg: ['mass', 1e-6], g: ['mass', 1e-3], gramme: ['mass', 1e-3], kg: ['mass', 1], kilo: ['mass', 1], kilogramme: ['mass', 1], q: ['mass', 100], quintal: ['mass', 100], t: ['mass', 1e3], tonne: ['mass', 1e3], kt: ['mass', 1e6],
  ml: ['volume', 1e-6], cl: ['volume', 1e-5], l: ['volume', 1e-3], litre: ['volume', 1e-3], hl: ['volume', 0.1], hectolitre: ['volume', 0.1], m3: ['volume', 1],
  wh: ['energy', 1e-3], kwh: ['energy', 1], kilowattheure: ['energy', 1], mwh: ['energy', 1e3], gwh: ['energy', 1e6], mj: ['energy', 1 / 3.6], gj: ['energy', 1e3 / 3.6], tj: ['energy', 1e6 / 3.6], tep: ['energy', 11_630],
  m: ['length', 1], metre: ['length', 1], km: ['length', 1e3], kilometre: ['length', 1e3], m2: ['area', 1], ha: ['area', 1e4], hectare: ['area', 1e4],
  unite: ['count', 1], u: ['count', 1], piece: ['count', 1], h: ['time', 1], heure: ['time', 1], nuit: ['night', 1], nuitee: ['night', 1],
};

/** What a kilometre is multiplied by: a load, a person, or the vehicle itself, which is a kilometre and no more. */
const CARRIED: Record<string, [dimension: string, scale: number]> = {
  passager: ['travel', 1], voyageur: ['travel', 1], personne: ['travel', 1], pax: ['travel', 1], p: ['travel', 1],
  vehicule: ['length', 1e3], voiture: ['length', 1e3], veh: ['length', 1e3], v: ['length', 1e3],
};

/** What follows a unit without changing what is measured. */
const SILENT = /^(dechet|biodechet|produite?|fluide|biognc|depensee?|poid net)$/u;
/** Spellings of one thing, on words without capitals nor accents. A calorific value (PCI, PCS) must be said on both sides: they differ by a tenth for gas. */
const SPELLINGS: [RegExp, string][] = [
  [/[()\s]+/g, ' '], [/^ | $/g, ''],
  [/\bm\^([23])/g, 'm$1'], [/\b(de )?matieres? seches?\b/g, 'de ms'],
  [/\bmetres? carres?\b/g, 'm2'], [/\bmetres? cubes?\b/g, 'm3'], [/^(nm3|m3 n)$/g, 'nm3'],
  [/\b(k?)w\.h\b/g, '$1wh'], [/kilowatt[ -]heures?/g, 'kilowattheure'],
  [/(wh|j|tep)[ _]*(pc[is])$/g, '$1 $2'],
  [/ ?(\/|par )an(nee)?$/g, ''],
  [/\b(de |d')?azote\b/g, 'n'],
  [/^([tpv])km$/g, '$1.km'],
];

const cache = new Map<string, Unit>();

/**
 * Reads a unit as Base Carbone or a person writes it: « kWh », « tonnes », « tonne de N », « kWh PCI », « keuro (2023) HT », « passagers-km ». Never fails: a unit that is
 * not in the tables is a dimension of its own, which only the same words measure. A qualifier (« de N », « de poids vif », « PCI ») makes another dimension; money keeps
 * the year of its prices and whether tax is in.
 */
export function unitOf(text: string): Unit {
  const known = cache.get(text);
  if (known) return known;
  const unit = read(text);
  if (cache.size < 10_000) cache.set(text, unit);
  return unit;
}

function read(text: string): Unit {
  // Capitals tell a megagram from a milligram, and nothing else: « ML » could be either of two, and stays unread.
  if (/^M[gL]$/.test(text.trim())) return text.trim() === 'Mg' ? { dimension: 'mass', scale: 1e3 } : { dimension: '« ML »', scale: 1 };
  const bare = text.normalize('NFKD').replace(/\p{M}/gu, '').replaceAll('’', "'").toLowerCase().trim();
  const plain = SPELLINGS.reduce((words, [from, to]) => words.replace(from, to), bare).trim();
  return moneyOf(plain) ?? carriedOf(plain) ?? plainUnit(plain);
}

/** « k€ », « euros (2023) HT », « M€ HT 2022 ». A year of prices is without tax unless told. */
function moneyOf(plain: string): Unit | null {
  const found = /^(k|m|milliers? d'|millions? d')? ?(?:€|eur(?:os?)?)(?![a-z]) ?(.*)$/.exec(plain.replace(/(€|eur|euros?)(h\.?t\.?|ttc)\b/, '$1 $2'));
  if (!found) return null;
  const [, prefix = '', rest = ''] = found;
  const scale = prefix === '' ? 1 : prefix[0] === 'k' || prefix.startsWith('millier') ? 1e3 : 1e6;
  const year = /\b(19|20)\d\d\b/.exec(rest)?.[0] ?? '';
  const tax = /\bttc\b/.test(rest) ? 'ttc' : /\bh\.?t\b/.test(rest) || year !== '' ? 'ht' : '';
  const other = rest.replace(/\b((19|20)\d\d|ttc|h\.?t\.?|depensee?s?)\b/g, '').trim();
  return { dimension: ['money', tax, year, other].filter(Boolean).join(' '), scale };
}

/** « t.km », « tonnes-km », « km.passager », « km (par passager) », « véhicule.km ». */
function carriedOf(plain: string): Unit | null {
  const words = plain.split(/ x |[\s.·⋅*×-]+/u).map(singular).filter((word) => word !== 'par' && word !== '');
  const [far, what] = [words.find((word) => word === 'km' || word === 'kilometre'), words.find((word) => word !== 'km' && word !== 'kilometre')];
  if (words.length !== 2 || !far || !what) return null;
  const base = BASES[what];
  const unit = base?.[0] === 'mass' ? (['freight', base[1] / 1e3] as const) : base?.[0] === 'volume' ? (['volume.length', base[1]] as const) : CARRIED[what];
  return unit ? { dimension: unit[0], scale: unit[1] } : null;
}

function plainUnit(plain: string): Unit {
  const words = plain.split(' ').map(singular);
  const whole = BASES[words.join(' ')];
  if (whole) return { dimension: whole[0], scale: whole[1] };
  const head = words.length > 1 ? BASES[words[0]!] : undefined;
  if (!head) return { dimension: `« ${words.join(' ')} »`, scale: 1 };
  const qualifier = words.slice(1).join(' ').replace(/^(de |d')/, '');
  return { dimension: SILENT.test(qualifier) ? head[0] : `${head[0]} ${qualifier}`, scale: head[1] };
}

const singular = (word: string): string => (word.length > 3 ? word.replace(/s$/, '') : word);

/** How many `to` there are in one `from`; null when the two do not measure the same thing. Exactly 1 between two spellings of one unit. */
export function conversion(from: string, to: string): number | null {
  if (from === to) return 1;
  const [a, b] = [unitOf(from), unitOf(to)];
  if (a.dimension !== b.dimension) return null;
  return a.scale === b.scale ? 1 : a.scale / b.scale;
}
