import { done, type Done, refused, type Refused } from '#core/kernel/index.ts';
import { decode } from '../decode.ts';
import { typed } from '../problem.ts';

/** What is wrong in an accounting export: one sentence with its line, from 1 for the names; null for the file. `read`: whether the line counts all the same. */
export type FecProblem = { line: number | null; sentence: string; read: boolean };

/** Money of one account over the file, in cents. `opening`: brought forward from the year before. */
export type AccountSum = { account: string; label: string; debit: number; credit: number; opening: number; lines: number };
export type Fec = { lines: number; counted: number; year: number | null; from: string | null; to: string | null; accounts: AccountSum[]; problems: FecProblem[]; moreProblems: number; debit: number; credit: number; recoversVat: boolean };

/** The columns of article A47 A-1 of the French tax procedures book, in its order. Amounts are debit and credit, or an amount and its side. */
export const FEC_COLUMNS = ['JournalCode', 'JournalLib', 'EcritureNum', 'EcritureDate', 'CompteNum', 'CompteLib', 'CompAuxNum', 'CompAuxLib', 'PieceRef', 'PieceDate', 'EcritureLib', 'Debit', 'Credit', 'EcritureLet', 'DateLet', 'ValidDate', 'Montantdevise', 'Idevise'] as const;
const NEEDED = ['JournalCode', 'EcritureNum', 'EcritureDate', 'CompteNum', 'CompteLib'];
const SHOWN = 500;

/** An amount in cents: « 1 234,56 », « 1234.56 », « -3,5 », empty for zero; null when it is none. */
export function centsOf(text: string): number | null {
  const plain = text.replace(/[\s\u00a0\u202f"]/g, '').replace(',', '.');
  if (plain === '') return 0;
  return /^[+-]?\d+(\.\d+)?$|^[+-]?\.\d+$/.test(plain) ? Math.round(Number(plain) * 100) : null;
}

const isDay = (text: string) => /^(19|20)\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$/.test(text);
const OPENING = /^(an|ran|nouv|ouv|ouverture|a ?nouveaux?)$|nouveau|ouverture/i;

/** Reads a FEC (fichier des écritures comptables): tab or pipe, any order of named columns, UTF-8, UTF-16 or Windows-1252, decimal commas. Names of customers and suppliers are not read. */
export function readFec(bytes: Uint8Array, thisYear: number): Done<Fec> | Refused<'not-fec', string> {
  const { text, encoding } = decode(bytes);
  const end = text.indexOf('\n');
  const header = (end < 0 ? text : text.slice(0, end)).replace(/^\ufeff/, '').replace(/\r$/, '');
  const cut = header.includes('\t') ? '\t' : header.includes('|') ? '|' : null;
  if (!cut) return refused('not-fec', header.includes(';') ? 'il est coupé par des points-virgules : la norme veut des tabulations ou des barres « | ».' : 'sa première ligne n’est pas coupée par des tabulations ni par des barres « | ».');
  const names = header.split(cut).map((name) => name.trim().replaceAll('"', '').toLowerCase());
  const at = (name: string) => names.indexOf(name.toLowerCase());
  const amounts = at('Debit') >= 0 && at('Credit') >= 0 ? 'both' : at('Montant') >= 0 && at('Sens') >= 0 ? 'side' : null;
  const missing = [...NEEDED.filter((name) => at(name) < 0), ...(amounts ? [] : ['Debit et Credit (ou Montant et Sens)'])];
  if (missing.length > 0) return refused('not-fec', `il lui manque ${missing.join(', ')} à la première ligne.`);

  const [journal, journalName, day, account, label] = [at('JournalCode'), at('JournalLib'), at('EcritureDate'), at('CompteNum'), at('CompteLib')];
  const [one, two] = amounts === 'both' ? [at('Debit'), at('Credit')] : [at('Montant'), at('Sens')];
  const sums = new Map<string, AccountSum>();
  const years = new Map<number, number>();
  const seen = new Map<string, number>();
  const problems: FecProblem[] = [];
  let [more, lines, counted, debits, credits] = [0, 0, 0, 0, 0];
  let [from, to, recoversVat]: [string | null, string | null, boolean] = [null, null, false];
  const say = (line: number | null, sentence: string, read = false) => void (problems.length < SHOWN ? problems.push({ line, sentence, read }) : more++);
  if (encoding) say(null, `Le fichier n’est pas en UTF-8 : il a été lu en ${encoding}. Vérifiez les accents.`, true);

  let start = end < 0 ? text.length : end + 1;
  for (let number = 2; start < text.length; number++) {
    const stop = text.indexOf('\n', start);
    const row = text.slice(start, stop < 0 ? text.length : stop).replace(/\r$/, '');
    start = stop < 0 ? text.length : stop + 1;
    if (row.trim() === '') continue;
    lines++;
    const cells = row.split(cut);
    if (cells.length !== names.length) { say(number, `Elle a ${cells.length} colonnes, la première ligne en annonce ${names.length} : elle n’est pas comptée.`); continue; }
    const code = cells[account]!.trim();
    if (!/^\d{3}/.test(code)) { say(number, `Le compte « ${typed(code)} » ne commence pas par trois chiffres : elle n’est pas comptée.`); continue; }
    const date = cells[day]!.trim();
    if (!isDay(date)) { say(number, `La date « ${typed(date)} » n’est pas de la forme AAAAMMJJ : elle n’est pas comptée.`); continue; }
    const [first, second] = [centsOf(cells[one]!), amounts === 'both' ? centsOf(cells[two]!) : 0];
    if (first === null || second === null) { say(number, `Le montant « ${typed((first === null ? cells[one]! : cells[two]!).trim())} » n’est pas un nombre : elle n’est pas comptée.`); continue; }
    const side = amounts === 'side' ? cells[two]!.trim().toUpperCase() : null;
    if (side !== null && !/^(D|C|\+1|-1|\+|-)$/.test(side)) { say(number, `Le sens « ${typed(side)} » n’est ni D ni C : elle n’est pas comptée.`); continue; }
    const [debit, credit] = side === null ? [first, second] : /^(D|\+1|\+)$/.test(side) ? [first, 0] : [0, first];
    const year = Number(date.slice(0, 4));
    if (year > thisYear) { say(number, `Elle est datée de ${year}, une année à venir : elle n’est pas comptée.`); continue; }
    if (debit !== 0 && credit !== 0) say(number, 'Elle a un débit et un crédit à la fois : les deux sont comptés.', true);
    const same = seen.get(row);
    if (same !== undefined) say(number, `Elle est en tout point la ligne ${same} : elle est comptée, vérifiez qu’elle n’est pas en double.`, true);
    else seen.set(row, number);
    counted++;
    debits += debit;
    credits += credit;
    years.set(year, (years.get(year) ?? 0) + 1);
    if (from === null || date < from) from = date;
    if (to === null || date > to) to = date;
    if (code.startsWith('4456')) recoversVat = true;
    if (!/^[267]/.test(code)) continue;
    const opening = OPENING.test(cells[journal]!.trim()) || (journalName >= 0 && OPENING.test(cells[journalName]!.trim()));
    const sum = sums.get(code) ?? { account: code, label: cells[label]!.trim().slice(0, 120), debit: 0, credit: 0, opening: 0, lines: 0 };
    sum.debit += debit;
    sum.credit += credit;
    sum.lines++;
    if (opening) sum.opening += debit - credit;
    sums.set(code, sum);
  }
  if (counted === 0) return refused('not-fec', 'aucune écriture ne s’y lit.');
  if (debits !== credits) say(null, `Les débits (${euros(debits)}) et les crédits (${euros(credits)}) diffèrent de ${euros(Math.abs(debits - credits))} : il manque des écritures, ou des lignes ci-dessus n’ont pas été lues.`, true);
  const accounts = [...sums.values()].sort((a, b) => (a.account < b.account ? -1 : 1));
  const charges = accounts.filter((one) => one.account.startsWith('6'));
  if (charges.length > 0 && charges.reduce((sum, one) => sum + one.debit, 0) > 0 && charges.every((one) => one.debit === one.credit)) say(null, 'Les comptes de charges sont tous soldés : le fichier contient les écritures de clôture, que la norme exclut. Demandez-le sans elles.', true);
  if (!recoversVat && charges.length > 0) say(null, 'Aucune TVA déductible n’y figure : si vous ne récupérez pas la TVA, les montants sont toutes taxes comprises et le résultat est un peu trop haut.', true);
  return done({ lines, counted, year: [...years].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null, from, to, accounts, problems, moreProblems: more, debit: debits, credit: credits, recoversVat });
}

const euros = (cents: number) => `${(cents / 100).toFixed(2).replace('.', ',').replace(/\B(?=(\d{3})+,)/g, '\u202f')}\u00a0€`;
