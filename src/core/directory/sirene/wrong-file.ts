import { basename } from 'node:path';

/** What can be wrong with a file before anything is imported from it. */
export type Fault =
  | { is: 'absent' | 'a-folder' | 'empty' | 'without-rows' | 'web-page' | 'not-text' | 'cut-short' | 'damaged' | 'archive-without-table' | 'archive-with-several-tables' }
  | { is: 'separator'; found: string; expected: string }
  | { is: 'missing-columns'; expected: string; columns: string[] }
  | { is: 'another-file'; found: string; expected: string }
  | { is: 'unreadable-rows'; count: number; line: number | null; why: string };

/** Thrown while a file is opened or read, and answered as a refusal by the import. */
export class WrongFile extends Error {
  readonly file: string;
  readonly fault: Fault;
  constructor(file: string, fault: Fault) {
    super(`${file}: ${fault.is}`);
    this.file = file;
    this.fault = fault;
  }
}

const SEPARATORS: Record<string, string> = { ',': 'des virgules', ';': 'des points-virgules', '\t': 'des tabulations', '|': 'des barres verticales' };
const quoted = (names: string[]) => names.map((name) => `« ${name} »`).join(', ');

/** The fault in one French sentence that names the file. */
export function faultSentence(file: string, fault: Fault): string {
  const name = basename(file);
  switch (fault.is) {
    case 'absent': return `Le fichier ${file} n’existe pas.`;
    case 'a-folder': return `${file} est un dossier : il faut un fichier de l’INSEE.`;
    case 'empty': return `${name} est vide.`;
    case 'without-rows': return `${name} n’a que sa ligne de titres : aucune ligne à lire.`;
    case 'web-page': return `${name} est une page web et non un fichier de l’INSEE : le téléchargement a sans doute échoué.`;
    case 'not-text': return `${name} n’est ni un CSV en UTF-8, ni un gzip, ni un zip, ni un Parquet.`;
    case 'cut-short': return `${name} est tronqué : il s’arrête avant sa fin, téléchargez-le de nouveau.`;
    case 'damaged': return `${name} est abîmé et ne peut pas être décompressé, téléchargez-le de nouveau.`;
    case 'archive-without-table': return `L’archive ${name} ne contient aucun fichier .csv.`;
    case 'archive-with-several-tables': return `L’archive ${name} contient plusieurs fichiers .csv : donnez celui qu’il faut.`;
    case 'separator': return `Les colonnes de ${name} sont séparées par ${SEPARATORS[fault.found]} au lieu ${SEPARATORS[fault.expected]!.replace(/^des/, 'de')}, comme l’INSEE les publie.`;
    case 'missing-columns': return `Il manque à ${name} ${fault.columns.length > 1 ? 'les colonnes' : 'la colonne'} ${quoted(fault.columns)} du fichier ${fault.expected} de l’INSEE.`;
    case 'another-file': return `${name} est ${/^un /.test(fault.found) ? fault.found : `le fichier ${fault.found}`}, alors qu’il faut ici ${fault.expected}.`;
    case 'unreadable-rows': return `Plus de ${fault.count.toLocaleString('fr-FR')} lignes de ${name} sont illisibles (${fault.line === null ? '' : `la première est la ligne ${fault.line.toLocaleString('fr-FR')} : `}${fault.why}).`;
  }
}
