import { done, type Done, refused, type Refused } from '#core/kernel/index.ts';
import { decode } from './decode.ts';
import { partKind } from './factors-file.ts';
import type { Emission, Factor } from './model.ts';
import { semicolonRows } from './semicolons.ts';

/** Columns of ADEME's export without which no factor can be read; it has 67, in any order, and the others are not needed. */
const NEEDED = ['Type Ligne', 'Identifiant de l\'élément', 'Type de l\'élément', 'Statut de l\'élément', 'Nom base français', 'Unité français', 'Type poste', 'Total poste non décomposé', 'CO2f', 'CH4f', 'CH4b', 'N2O', 'Autres GES', 'CO2b'];

const STATUS = new Map<string, Factor['status']>([['Valide générique', 'valid'], ['Valide spécifique', 'valid'], ['Archivé', 'archived']]);

/** What an export holds: factors by number, and one sentence for each row that could not be read, with its place in the file. */
export type BaseCarboneRead = { factors: Factor[]; rows: number; notFactors: number; rejected: { row: number; number: string; sentence: string }[] };

type Row = Record<string, string>;

/** Reads ADEME's official export of Base Carbone: semicolons, Windows-1252 or UTF-8, decimal commas. `source` is what its factors will say of where they come from. */
export function readBaseCarbone(bytes: Uint8Array, source: string): Done<BaseCarboneRead> | Refused<'not-base-carbone', string> {
  const rows = semicolonRows(decode(bytes).text) as Row[];
  const columns = new Set(Object.keys(rows[0] ?? {}));
  const lacking = NEEDED.filter((name) => !columns.has(name));
  if (lacking.length > 0) return refused('not-base-carbone', lacking.join(', '));
  const found = new Map<string, Factor>();
  const read: BaseCarboneRead = { factors: [], rows: rows.length, notFactors: 0, rejected: [] };
  // Elements first: nothing says that parts always come after theirs.
  for (const wanted of ['Elément', 'Poste']) {
    for (const [i, row] of rows.entries()) {
      if (row['Type Ligne']?.trim() !== wanted) continue;
      const number = row["Identifiant de l'élément"]!.trim();
      if (row["Type de l'élément"]?.trim() !== 'Facteur d\'émission' || !STATUS.has(row["Statut de l'élément"]!.trim())) {
        read.notFactors++;
        continue;
      }
      const sentence = wanted === 'Elément' ? addElement(found, number, row, source) : addPart(found, number, row);
      if (sentence) {
        read.rejected.push({ row: i + 2, number, sentence });
        if (wanted === 'Poste') found.delete(number);
      }
    }
  }
  read.factors = [...found.values()];
  return done(read);
}

function addElement(found: Map<string, Factor>, number: string, row: Row, source: string): string | null {
  if (!/^\d+$/.test(number)) return 'Son identifiant n’est pas un nombre.';
  const unit = /^\s*kgCO2e?\s*\/\s*(.+?)\s*$/i.exec(row['Unité français'] ?? '')?.[1];
  if (!unit) return `Son unité est « ${row['Unité français'] ?? ''} » : il faut des kgCO2e par quelque chose.`;
  const emission = emissionOf(row);
  if (typeof emission === 'string') return emission;
  const uncertainty = numberOf(row['Incertitude']);
  const name = words(row, ['Nom base français', 'Nom attribut français', 'Nom frontière français'], ', ');
  found.set(number, {
    number, name, unit, ...emission, parts: [],
    uncertaintyPercent: uncertainty !== null && uncertainty >= 0 ? uncertainty : null,
    status: STATUS.get(row["Statut de l'élément"]!.trim())!,
    validity: row['Période de validité']?.trim() ?? '',
    avoided: /[ée]missions [ée]vit[ée]es/i.test(name),
    place: words(row, ['Localisation géographique', 'Sous-localisation géographique français'], ' '),
    category: row['Code de la catégorie']?.trim() ?? '',
    doubt: '',
    source,
  });
  return null;
}

/** A part that cannot be read takes its whole factor away: its total could not be put in the right posts. */
function addPart(found: Map<string, Factor>, number: string, row: Row): string | null {
  const factor = found.get(number);
  if (!factor) return 'Son élément n’est pas dans le fichier, ou n’a pas pu être lu.';
  const emission = emissionOf(row);
  if (typeof emission === 'string') return `${emission} Tout le facteur ${number} est laissé.`;
  factor.parts.push({ kind: partKind(row['Type poste']!.trim()), name: row['Nom poste français']?.trim() ?? '', ...emission });
  return null;
}

function emissionOf(row: Row): Emission | string {
  const extra = [1, 2, 3, 4, 5].map((i) => `Valeur gaz supplémentaire ${i}`);
  const columns = ['Total poste non décomposé', 'CO2f', 'CH4f', 'CH4b', 'N2O', 'CO2b', 'Autres GES', ...extra];
  const values = columns.map((name) => numberOf(row[name]));
  const wrong = columns.find((name, i) => Number.isNaN(values[i]));
  if (wrong) return `« ${wrong} » vaut « ${row[wrong]} », qui n’est pas un nombre.`;
  const [total, co2f, ch4f, ch4b, n2o, co2b, ...others] = values;
  if (total === null || total === undefined) return 'Son total est vide.';
  const gases = { co2f: co2f ?? 0, ch4f: ch4f ?? 0, ch4b: ch4b ?? 0, n2o: n2o ?? 0, others: others.reduce<number>((sum, value) => sum + (value ?? 0), 0) };
  return { total, gases: Object.values(gases).some((value) => value !== 0) ? gases : null, co2b: co2b ?? 0 };
}

/** A French number, null for nothing, NaN for what is none. */
function numberOf(text: string | undefined): number | null {
  const plain = (text ?? '').replace(/[\s\u00a0\u202f]/g, '');
  if (plain === '') return null;
  return /^[+-]?(\d+([.,]\d*)?|[.,]\d+)(e[+-]?\d+)?$/i.test(plain) ? Number(plain.replace(',', '.')) : Number.NaN;
}

const words = (row: Row, names: string[], between: string) => names.map((name) => (row[name] ?? '').replace(/\s+/g, ' ').trim()).filter(Boolean).join(between);
