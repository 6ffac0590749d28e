const NBSP = '\u00a0';
const NARROW = '\u202f';

const formatters = new Map<number, Intl.NumberFormat>();
function formatter(digits: number): Intl.NumberFormat {
  let one = formatters.get(digits);
  if (!one) formatters.set(digits, (one = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: digits })));
  return one;
}

/** 1234.5 → « 1 234,5 », spaces that do not break. */
export const number = (value: number, digits = 0): string => formatter(digits).format(value).replaceAll(' ', NARROW).replace('-', '−');

/** A number as precise as three significant figures allow: 1 234 → « 1 230 », 0.456 → « 0,456 ». */
export function rounded(value: number): string {
  if (value === 0) return '0';
  const step = 10 ** (Math.floor(Math.log10(Math.abs(value))) - 2);
  const digits = Math.max(0, -Math.floor(Math.log10(Math.abs(value))) + 2);
  return number(Math.round(value / step) * step, Math.min(digits, 3));
}

/** The beginning of a text, at most so long; never half an emoji, which no address can hold. */
export const beginning = (text: string, most: number): string => text.slice(0, most).replace(/[\uD800-\uDBFF]$/, '');

const withUnit = (text: string, unit: string) => `${text}${NBSP}${unit}`;

/** Cents → « 18 400 € »; cents are shown below ten euros only. */
export const euros = (cents: number): string => {
  const small = Math.abs(cents) < 1_000 && cents % 100 !== 0;
  return withUnit(small ? (cents / 100).toFixed(2).replace('.', ',').replace('-', '−') : number(cents / 100), '€');
};
/** An estimate in cents → « 16 500 € »: three figures at most. */
export const eurosAbout = (cents: number): string => withUnit(rounded(cents / 100), '€');
/** Tonnes, with one decimal below ten. */
export const tonnes = (value: number): string => withUnit(number(value, Math.abs(value) < 10 ? 1 : 0), 't');
/** Kilometres, whole. */
export const km = (value: number): string => withUnit(number(value, value < 2 ? 1 : 0), 'km');
/** Kilograms of CO2e, as tonnes from one tonne up. */
export const co2 = (kg: number): string => (Math.abs(kg) >= 1_000 ? withUnit(rounded(kg / 1_000), 'tCO₂e') : withUnit(rounded(kg), 'kgCO₂e'));
/** An interval of CO2e in one unit: « entre 186 et 297 tCO₂e ». */
export function co2Between(low: number, high: number): string {
  const large = Math.max(Math.abs(low), Math.abs(high)) >= 1_000;
  const one = (kg: number) => rounded(large ? kg / 1_000 : kg);
  return withUnit(`entre ${one(low)} et ${one(high)}`, large ? 'tCO₂e' : 'kgCO₂e');
}
/** Text written by hand, with what must stay together held: « 60 000 € », « 20 % », « art. L541-2 », and the sign after its word. */
export const unbroken = (text: string): string => text.replaceAll(/(\d) (?=\d{3}\b|[%€]|km\b|kg\b|t\b|h\b)/g, `$1${NBSP}`).replaceAll(/(art\.|n°) /g, `$1${NBSP}`).replaceAll(/ ([:;?!»])/g, `${NBSP}$1`).replaceAll('« ', `«${NBSP}`);

/** 0.124 → « 12 % ». */
export const percent = (share: number, digits = 0): string => withUnit(number(share * 100, digits), '%');

const longDate = new Intl.DateTimeFormat('fr-FR', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });

/** `2026-11-22` → « 22 novembre 2026 ». */
export const date = (iso: string): string => longDate.format(new Date(`${iso}T00:00:00Z`)).replace(/^1 /, '1er ').replaceAll(' ', NBSP);

const MONTHS = ['janvier', 'février', 'mars', 'avril', 'mai', 'juin', 'juillet', 'août', 'septembre', 'octobre', 'novembre', 'décembre'];

/** Months of the year as people say them: all → « toute l’année », runs joined (over the new year too): « de novembre à mars », « mai et septembre ». */
export function months(list: number[]): string {
  const set = new Set(list);
  if (set.size >= 12) return 'toute l’année';
  const starts = [...set].sort((a, b) => a - b).filter((month) => !set.has(month === 1 ? 12 : month - 1));
  const runs = starts.map((start) => {
    let end = start;
    while (set.has((end % 12) + 1)) end = (end % 12) + 1;
    const [from, to] = [MONTHS[start - 1]!, MONTHS[end - 1]!];
    if (start === end) return from;
    return `${/^[aeiouhéâ]/i.test(from) ? 'd’' : 'de '}${from} à ${to}`;
  });
  return listed(runs);
}

/** The first of a long list, the rest counted, so that a title stays one: « A, B et 3 autres »; up to three are all named. */
export const listedShort = (items: readonly string[]): string => (items.length <= 3 ? listed([...items]) : `${items.slice(0, 2).join(', ')} et ${items.length - 2}${NBSP}autres`);

/** « a », « a et b », « a, b et c ». */
export const listed = (parts: string[]): string => (parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} et ${parts.at(-1)}`);

/** `12345678901234` → « 123 456 789 01234 ». */
export const siret = (code: string): string => `${code.slice(0, 3)}${NBSP}${code.slice(3, 6)}${NBSP}${code.slice(6, 9)}${NBSP}${code.slice(9)}`;
/** `030105` → « 03 01 05 ». */
export const wasteCode = (code: string): string => code.replace(/(..)(?=.)/g, `$1${NBSP}`);

/** « 1 firme » or « 3 firmes »: the plural begins at two in French. */
export const plural = (count: number, one: string, many = `${one}s`): string => `${number(count)}${NBSP}${Math.abs(count) < 2 ? one : many}`;

/** A quantity and its unit, said in the plural: « 3 projets », « 1 projet », « 1 trajet de voiture en moins par semaine », « 1 h ». */
export const quantity = (value: number, unit: string, digits = 0): string => withUnit(number(value, digits), Math.abs(value) < 2 ? unit.replace(/^(\p{L}{2,})s(?!\p{L})/u, '$1') : unit);

const shortDay = new Intl.DateTimeFormat('fr-FR', { day: 'numeric', month: 'short', timeZone: 'UTC' });
const longDay = new Intl.DateTimeFormat('fr-FR', { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' });
const parisMoment = new Intl.DateTimeFormat('fr-FR', { day: 'numeric', month: 'long', hour: 'numeric', minute: '2-digit', timeZone: 'Europe/Paris' });

/** `2026-11-23` → « lundi 23 novembre ». */
export const weekdayDate = (iso: string): string => longDay.format(new Date(`${iso}T00:00:00Z`)).replace(/ 1 /, ' 1er ');

/** An instant as clocks in France show it: « 23 novembre à 10 h 00 ». */
export const moment = (at: Date): string => parisMoment.format(at).replace(/ 1 /, ' 1er ').replace(/(\d+):(\d\d)/, '$1 h $2').replaceAll(' ', NBSP);

/** A day seen from another: « aujourd’hui », « demain », « hier », « il y a 3 jours », else « 26 nov. ». */
export function nearDay(iso: string, today: string): string {
  const days = Math.round((Date.parse(iso) - Date.parse(today)) / 86_400_000);
  if (days === 0) return 'aujourd’hui';
  if (days === 1) return 'demain';
  if (days === -1) return 'hier';
  if (days < 0 && days >= -60) return `il y a ${-days}${NBSP}jours`;
  return shortDay.format(new Date(`${iso}T00:00:00Z`)).replaceAll(' ', NBSP);
}

/** A telephone number by pairs, as it is said: « 05 65 00 00 01 »; left as it was typed when it is no French one. */
export function phone(typed: string): string {
  const digits = typed.replace(/[\s.\-()]/g, '').replace(/^(\+33|0033)0?/, '0');
  return /^0\d{9}$/.test(digits) ? digits.replace(/(..)(?=.)/g, `$1${NBSP}`) : typed;
}

/** What a telephone dials for a number as typed. */
export const dialled = (typed: string): string => typed.replace(/[^\d+]/g, '');

/** The same in a sentence: « aujourd’hui », « demain », « le 26 nov. ». */
export const onDay = (iso: string, today: string): string => (/^\d/.test(nearDay(iso, today)) ? `le ${nearDay(iso, today)}` : nearDay(iso, today));

/** A number as the French type it: `1 234,5`. Null for nothing, NaN for what is no number. */
export function frenchNumber(text: string): number | null {
  const close = text.replace(/[\s\u00a0\u202f]/g, '').replace(',', '.');
  if (close === '') return null;
  return /^-?\d+(\.\d+)?$/.test(close) ? Number(close) : Number.NaN;
}
