import type { z } from 'zod';
import type { Field, RecordKind } from '#core/directory/index.ts';
import { number, plural } from '#lib/format.ts';

type Path = readonly PropertyKey[];
type Issue = z.core.$ZodIssue;

/** « needs[3].squareMetres », as one writes it in most languages. */
const pathInWords = (path: Path): string => path.map((part, i) => (typeof part === 'number' ? `[${part}]` : `${i > 0 ? '.' : ''}${String(part)}`)).join('') || 'le fichier';
const valueAt = (content: unknown, path: Path): unknown => path.reduce<unknown>((within, part) => (typeof within === 'object' && within !== null ? (within as Record<PropertyKey, unknown>)[part] : undefined), content);
const plain = (value: number) => String(value);

/** What a field takes, for who writes a file: its limits, its codes, how it is written. */
export function expectedInFile(field: Field): string {
  const { control } = field;
  switch (control.as) {
    case 'number':
      return `un nombre de ${plain(control.min)} à ${plain(control.max)} (${control.unit}), écrit sans guillemets et avec un point${'\u00a0'}: 12.5`;
    case 'euros':
      return `un nombre entier de centimes, de ${plain(control.min)} à ${plain(control.max)}${control.unit ? ` (${control.unit})` : ''}${'\u00a0'}: 1250 pour 12,50 €`;
    case 'choice':
      return `un de ${Object.keys(control.options).map((code) => `"${code}"`).join(', ')}`;
    case 'choices':
      return `une liste non vide, parmi ${Object.keys(control.options).map((code) => `"${code}"`).join(', ')}`;
    case 'months':
      return 'une liste non vide de mois, de 1 à 12 : [5, 6, 7]';
    case 'days':
      return 'une liste non vide de jours, de 1 (lundi) à 7 : [1, 2]';
    case 'date':
      return 'une date écrite "2027-03-01"';
    case 'commune':
      return 'le code officiel d’une commune, en cinq caractères : "46042"';
    case 'yes':
      return 'true ou false';
    case 'rows':
      return `une liste de 1 à ${control.most} lignes { ${Object.entries(control.fields).map(([name, inner]) => `${name}${inner.optional ? '?' : ''}`).join(', ')} }`;
    default:
      return field.problem.replace(/^./, (letter) => letter.toLowerCase()).replace(/\.$/, '');
  }
}

const SAID: Record<string, string> = {
  id: 'un repère à vous, entre guillemets, unique dans le fichier',
  firm: 'un texte',
  longitude: 'un nombre de -180 à 180, par exemple 1.44',
  latitude: 'un nombre de -90 à 90, par exemple 44.45',
  commune: 'le code officiel d’une commune, en cinq caractères : "46042"',
  employees: 'un nombre entier de 0 ou plus',
  certainty: 'un de "measured", "stated", "estimated"',
  statedOn: 'une date écrite "2027-03-01"',
  wasteCode: 'les six chiffres d’un code déchet : "030105"',
  wasteCodes: 'une liste de codes déchet, six chiffres chacun : ["030105"]',
  months: 'une liste non vide de mois, de 1 à 12 : [5, 6, 7]',
};

const TYPES: Record<string, string> = { string: 'un texte entre guillemets', number: 'un nombre', int: 'un nombre entier', boolean: 'true ou false', array: 'une liste entre crochets', object: 'un objet entre accolades', record: 'un objet entre accolades' };

/** What the checker alone can say of what it expected, where no field of a board is concerned. */
function expectedOf(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return TYPES[issue.expected] ?? 'autre chose';
    case 'invalid_value':
      return `un de ${issue.values.map((value) => JSON.stringify(value)).join(', ')}`;
    case 'too_small':
      return `${issue.inclusive === false ? 'plus que' : 'au moins'} ${plain(Number(issue.minimum))}${issue.origin === 'array' ? ' éléments' : issue.origin === 'string' ? ' caractères' : ''}`;
    case 'too_big':
      return `au plus ${plain(Number(issue.maximum))}${issue.origin === 'array' ? ' éléments' : issue.origin === 'string' ? ' caractères' : ''}`;
    case 'invalid_format':
      return issue.format === 'date' ? 'une date écrite "2027-03-01"' : `un texte de la forme ${'pattern' in issue && typeof issue.pattern === 'string' ? issue.pattern : issue.format}`;
    default:
      return 'autre chose';
  }
}

/** The field of a kind that a path inside a side leads to; of a list inside it, the field of its lines. */
function fieldAt(kind: RecordKind | null, [name, at, sub]: Path): Field | null {
  const field = kind?.fields[String(name)];
  if (!field) return null;
  if (at === undefined || field.control.as !== 'rows') return field;
  return sub === undefined ? field : (field.control.fields[String(sub)] ?? null);
}

const shownValue = (value: unknown): string => {
  const text = JSON.stringify(value) ?? 'rien';
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
};

/** What is wrong in a file, one sentence each at its place: the path, whose it is, what was expected and what was found. `kinds`: what each list holds. */
export function fileProblems(issues: readonly Issue[], content: unknown, kinds: { offers: RecordKind | null; needs: RecordKind | null } | null): string[] {
  // Where a value does not read, what it says with others is not told again.
  const told = new Set<string>();
  return issues.flatMap((issue) => {
    const key = JSON.stringify(issue.path);
    if (told.has(key)) return [];
    told.add(key);
    const [list, at, ...within] = issue.path;
    const own = typeof at === 'number' ? valueAt(content, [list!, at, 'id']) : undefined;
    const where = `${pathInWords(issue.path)}${typeof own === 'string' && own !== '' && within.length > 0 ? ` («\u00a0${own}\u00a0»)` : ''}`;
    if (issue.code === 'custom') return [`${where}\u00a0: ${issue.message}`];
    if (kinds && list === 'offers' && kinds.offers === null && typeof at === 'number') return [`${where}\u00a0: cette bourse n’a pas d’offres, tout se dit dans needs.`];
    const field = kinds ? fieldAt(list === 'offers' ? kinds.offers : list === 'needs' ? kinds.needs : null, within) : null;
    const expected = field ? expectedInFile(field) : SAID[String(within[0])] ? SAID[String(within[0])]! : expectedOf(issue);
    const found = valueAt(content, issue.path);
    return [found === undefined ? `${where} manque\u00a0: il faut ${expected}.` : `${where}\u00a0: il faut ${expected}\u00a0; trouvé ${shownValue(found)}.`];
  });
}

/** What a file says that nobody reads: words misspelt are the usual cause. One sentence each. */
export function unreadInFile(content: unknown, known: { root: readonly string[]; offers: readonly string[]; needs: readonly string[] }): string[] {
  if (typeof content !== 'object' || content === null) return [];
  const unread: string[] = Object.keys(content).filter((key) => !known.root.includes(key)).map((key) => `${key} n’est pas lu\u00a0: un fichier tient offers et needs.`);
  const counts = new Map<string, { first: string; times: number }>();
  for (const list of ['offers', 'needs'] as const) {
    const sides = (content as Record<string, unknown>)[list];
    if (!Array.isArray(sides)) continue;
    for (const [at, side] of sides.entries()) {
      if (typeof side !== 'object' || side === null) continue;
      for (const key of Object.keys(side)) {
        if (known[list].includes(key)) continue;
        const near = nearestWord(key, known[list]);
        const told = counts.get(`${list}.${key}`);
        if (told) told.times++;
        else counts.set(`${list}.${key}`, { first: `${list}[${at}].${key} n’est pas lu${near ? `\u00a0; vouliez-vous dire ${near}\u00a0?` : '.'}`, times: 1 });
      }
    }
  }
  for (const { first, times } of counts.values()) unread.push(times > 1 ? `${first} (${plural(times, 'fois', 'fois')})` : first);
  return unread;
}

/** The word that is one or two letters away, or written in another case. */
function nearestWord(word: string, known: readonly string[]): string | null {
  const [best] = known.map((one) => ({ one, away: lettersBetween(word.toLowerCase(), one.toLowerCase()) })).sort((a, b) => a.away - b.away);
  return best && best.away <= 2 ? best.one : null;
}

/** Letters to change, add, take away or swap with the next to go from a word to another. */
function lettersBetween(a: string, b: string): number {
  const rows = Array.from({ length: a.length + 1 }, (_, i) => Array.from({ length: b.length + 1 }, (_, j) => (i === 0 ? j : j === 0 ? i : 0)));
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      rows[i]![j] = Math.min(rows[i - 1]![j]! + 1, rows[i]![j - 1]! + 1, rows[i - 1]![j - 1]! + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) rows[i]![j] = Math.min(rows[i]![j]!, rows[i - 2]![j - 2]! + 1);
    }
  }
  return rows[a.length]![b.length]!;
}

/** Why a text is not JSON, with the line and the column, and what most often makes it so. */
export function jsonProblem(text: string, error: Error): string {
  if (text.trim() === '') return 'est vide.';
  const at = Number(/position (\d+)/.exec(error.message)?.[1] ?? (/end of JSON/.test(error.message) ? text.length : NaN));
  if (Number.isNaN(at)) return 'n’est pas du JSON.';
  const before = text.slice(0, at);
  const line = before.split('\n').length;
  const column = at - before.lastIndexOf('\n');
  const hint = /\d,\s*$/.test(before) && /^\s*\d/.test(text.slice(at)) ? ' Une décimale s’écrit avec un point\u00a0: 12.5.' : at >= text.trimEnd().length ? ' Il finit trop tôt\u00a0: une accolade ou un crochet n’est pas fermé.' : '';
  return `n’est pas du JSON\u00a0: ligne ${number(line)}, colonne ${number(column)}, près de ${JSON.stringify(text.slice(Math.max(0, at - 12), at + 8))}.${hint}`;
}
