import type { z } from 'zod';
import { FlowIn, FlowOut, type RecordKind, type Shape } from '#core/directory/index.ts';
import { straightLineTravel } from '#core/territory/index.ts';
import type { Board } from '../board.ts';
import { assumptions } from '../boards/assumptions.ts';
import { BOARDS } from '../boards/list.ts';
import { matieres } from '../boards/matieres.ts';
import { MATIERES_LAW } from '../boards/matieres-law.ts';

type Field = Shape[string];

const HEAD = `# The boards
Written by \`gariotte boards\`; a test holds it to the code. Each board is one file in \`src/core/exchange/boards/\`; what its offers and needs hold is described once in \`src/core/directory/kinds/\`, for the pages, the files and the tables alike.

\`\`\`
gariotte match locaux --from list.json            # what a search of the list proposes, in words
gariotte match locaux --from list.json --json     # all of it: value, bound, gap, why, least change
gariotte match locaux --schema                    # the JSON Schema of the file
gariotte match locaux                             # the same over the territory, kept and shown
\`\`\`

A file holds \`offers\` and \`needs\`; a board without offers has \`needs\` only. Each side has an \`id\`, and where it is: \`longitude\` and \`latitude\`, or \`commune\` (its official code, of the territory shipped with the product; a side without a place is read, and left out where a road counts); \`firm\` where one firm says several things, which are never matched with each other; \`employees\`, \`certainty\` (\`measured\`, \`stated\`, \`estimated\`), \`statedOn\`; then the fields below (* must be said; what is taken where nothing is said stands at the end). Amounts are in whole cents, other numbers are written with a point, dates as \`2027-03-01\`. What is wrong is told in one sentence at its place, \`needs[3].squareMetres\`; words that nobody reads are told too. [examples/](examples/) holds a small file for each board, with an answer that can be checked by hand.

The answer in JSON: \`value\` and \`bound\` (what no set could exceed) in the unit of the board, \`gap\` between them, \`simple\` (what taking the best pair first reaches); \`proposals\` with \`parties\`, \`reasons\`, \`figures\`, \`law\` and \`leastChange\` (what would make it better); \`leftOut\` with \`why\`, whom it came \`nearest\` to and \`leastChange\` (null when no single change is enough); \`warnings\`. Proposals of value 0 are other possibilities, beside the best set.
`;

/** docs/boards.md: every board, what it maximises, the fields of its offers and needs, what the law says; written from the boards themselves. */
export const printBoards = (): string => `${HEAD}Roads: ${straightLineTravel().basis}\n\n${printMatieres()}\n${BOARDS.map(printBoard).join('\n')}`;

const section = (title: string, lines: readonly string[]) => (lines.length > 0 ? [title, ...lines.map((line) => `- ${line}`), ''] : []);
const lawOf = (law: Board['law']) => section('### Law', Object.values(law).map((rule) => `${rule.text} (${rule.source})`));

const printBoard = (board: Board): string =>
  [
    `## ${board.id}`, board.promise, '', `Maximised: ${board.objective} (${board.unit}).`, '',
    ...(board.offers ? [`### Offers: ${board.offers.label} (\`${board.offers.kind}\`)`, fieldsOf(board.offers), ''] : []),
    `### Needs: ${board.needs.label} (\`${board.needs.kind}\`)`, fieldsOf(board.needs), '',
    ...lawOf(board.law),
    ...section('### Assumptions', board.assumptions),
  ].join('\n');

const fieldsOf = (kind: RecordKind): string =>
  ['| field | asked as | what |', '|---|---|---|', ...Object.entries(kind.fields).map(([name, field]) => `| \`${name}\`${field.optional ? '' : ' *'} | ${asked(field)} | ${[field.label, field.hint].filter(Boolean).join(/[?!]$/.test(field.label) ? ' ' : '. ').replaceAll('|', '/')}${unsaid(field)} |`)].join('\n');

/** What is taken where nothing is said. */
function unsaid({ schema, control }: Field): string {
  const { defaultValue } = (schema as unknown as { def: { defaultValue?: unknown } }).def;
  if (defaultValue === undefined) return '';
  const every = Array.isArray(defaultValue) && defaultValue.length === (control.as === 'months' ? 12 : control.as === 'choices' ? Object.keys(control.options).length : 7);
  return ` Unsaid: ${every ? 'all' : `\`${JSON.stringify(defaultValue)}\``}.`;
}

function asked({ control }: Field): string {
  switch (control.as) {
    case 'number':
      return `number, ${control.unit}`;
    case 'euros':
      return `whole cents, ${control.unit}`;
    case 'choice':
    case 'choices':
      return `${control.as === 'choice' ? 'one of' : 'some of'} ${Object.keys(control.options).map((key) => `\`${key}\``).join(' ')}`;
    case 'rows':
      return `list of { ${Object.entries(control.fields).map(([name, field]) => `${name}${field.optional ? '' : ' *'}: ${asked(field)}${unsaid(field)}`).join('; ')} }`;
    default:
      return { months: 'months 1–12', days: 'days 1 (Monday) – 7', commune: 'commune code', yes: 'true or false', date: 'date', text: 'text', 'long-text': 'long-text' }[control.as];
  }
}

type Json = { type?: string; enum?: string[]; default?: unknown; description?: string; items?: Json; pattern?: string; properties?: Record<string, Json>; required?: string[] };

const MEANT: Record<string, string> = {
  material: 'Quelle matière ?', wasteCode: 'Code de la liste européenne des déchets, six chiffres. Une matière n’est comparée qu’à qui prend ce code.', wasteCodes: 'Les codes qu’elle prend, six chiffres chacun.', tonnesPerYear: 'Tonnes par an', minTonnesPerYear: 'Tonnes par an au moins, de toutes les offres ensemble',
  state: 'État', states: 'États acceptés', moisturePercent: 'Eau dans la masse, en %', maxMoisturePercent: 'Eau dans la masse, en % au plus', months: 'Mois', since: 'Depuis quand', maxKm: 'À combien de kilomètres de route au plus',
  disposalCentsPerTonne: 'Ce que s’en défaire coûte aujourd’hui, en centimes la tonne ; négatif si elle se vend', purchaseCentsPerTonne: 'Ce que coûte ce qu’elle remplacerait, en centimes la tonne ; négatif si on est payé pour la prendre', use: 'Pour quoi faire', condition: 'Conditions', byproduct: 'Les cinq conditions d’un sous-produit : { "certain-use": { "met": "yes" } }, de même direct-use, integral-part, meets-requirements, no-harm',
};

function printMatieres(): string {
  const { transport, relation, round, divertedTonne } = assumptions();
  const fields = (schema: z.ZodType) => {
    const { properties = {}, required = [] } = schema.toJSONSchema({ io: 'input' }) as Json;
    return ['| field | asked as | what |', '|---|---|---|', ...Object.entries(properties).map(([name, json]) => `| \`${name}\`${required.includes(name) ? ' *' : ''} | ${typeOf(json)} | ${MEANT[name]}${/[.?]$/.test(MEANT[name]!) ? '' : '.'}${json.default === undefined ? '' : ` Unsaid: ${name === 'months' ? 'all' : `\`${JSON.stringify(json.default)}\``}.`} |`)].join('\n');
  };
  const counted = {
    'centimes par tonne et par kilomètre': transport.centsPerTonneKm, 'centimes par tonne': transport.loadingCentsPerTonne, 'centimes par an et par lien': relation.centsPerYear, 'centimes de plus par tonne': divertedTonne.centsPerTonne,
    tonnes: round.truckTonnes, 'centimes par kilomètre': round.centsPerKm, 'centimes par arrêt': round.centsPerStop, 'par an': round.leastPerYear,
  };
  return [
    `## ${matieres.id}`, 'Ce qui sort d’un atelier sert à un autre.', '',
    'Maximised: les euros des échanges par an (ce que s’en défaire ne coûte plus, et ce que la matière remplace), moins charger et rouler, plus un poids par tonne qui trouve un usage, moins le temps que prend chaque lien ; puis, de ce qui reste, les tournées de ramassage qui paient (cents).', '',
    'A place is required on both sides. `proposals` hold `flows` (offer, need, tonnes) beside their parties, and `round` where one truck fetches from several.', '',
    '### Offers: Ce qui sort (`flow-out`)', fields(FlowOut), '', '### Needs: Ce qui manque (`flow-in`)', fields(FlowIn), '',
    ...lawOf(MATIERES_LAW),
    ...section('### Assumptions', Object.entries(counted).map(([unit, { value, note }]) => `${String(value).replace('.', ',')} ${unit} : ${note}`)),
  ].join('\n');
}

const typeOf = (json: Json): string =>
  json.enum ? `one of ${json.enum.map((one) => `\`${one}\``).join(' ')}` : json.type === 'array' ? (json.items?.enum ? `some of ${json.items.enum.map((one) => `\`${one}\``).join(' ')}` : `list of ${json.items?.type === 'integer' ? 'whole numbers' : 'texts'}`) : json.type === 'string' ? 'text' : json.type === 'integer' ? 'whole cents' : (json.type ?? 'object');
