import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { ACTIVITIES, type Balance, balanceOf, factorsFor, figure, type Gas, GASES, inventorySchema, type Problem, readInventory, ROLES, shippedFactors, SOURCES } from '#core/diagnosis/index.ts';
import { number, plural } from '#lib/format.ts';
import { type Command, type CommandContext, CommandFailure, UsageError } from '../command.ts';

/** `gariotte carbon`: the balance of an inventory file, every figure open down to its arithmetic. */
export const carbon: Command = {
  name: 'carbon',
  summary: 'Calcule le bilan d’émissions d’un inventaire (BEGES v5), ligne par ligne',
  args: '<inventaire.json>',
  options: [
    { name: 'lines', help: 'montre aussi le calcul de chaque ligne' },
    { name: 'imported', help: 'prend d’abord les facteurs que « gariotte import base-carbone » a fait entrer' },
  ],
  database: (words) => words.includes('--imported'),
  run: async (context) => {
    const [file, ...others] = context.args;
    if (file === undefined || others.length > 0) throw new UsageError('il faut un fichier d’inventaire, et un seul. « gariotte carbon schema » en donne la forme.');
    const read = readInventory(await bytesOf(context, file), new Date().getFullYear());
    if (!read.ok) throw new CommandFailure(read.reason === 'not-json' ? `${file} n’est pas du JSON : ${read.detail}` : `${file} n’est pas un inventaire : ${read.detail}`);
    const balance = context.options['imported'] === true ? balanceOf(read.value, await factorsFor(context.deps.db, read.value)) : balanceOf(read.value);
    if (context.json) context.print(JSON.stringify(balance, null, 2));
    else for (const line of asText(balance, context.options['lines'] === true)) context.print(line);
    return 0;
  },
};

/** `gariotte carbon schema`: the published JSON Schema of the inventory file. */
export const carbonSchema: Command = {
  name: 'carbon schema',
  summary: 'Donne le JSON Schema du fichier d’inventaire',
  database: false,
  run: async ({ print }) => (print(JSON.stringify(inventorySchema(), null, 2)), 0),
};

/** `gariotte carbon activities`: the kinds of lines and where each goes. */
export const carbonActivities: Command = {
  name: 'carbon activities',
  summary: 'Liste les activités d’un inventaire et le poste où va chacune',
  database: false,
  run: async ({ json, print }) => {
    const list = Object.entries(ACTIVITIES).map(([id, { label, covers, family, rule, unless }]) => ({ id, label, covers, family, rule: rule.says, sources: rule.source.map((key) => SOURCES[key]), operatedByUnlessSaid: unless }));
    if (json) print(JSON.stringify(list, null, 2));
    else for (const one of list) print(`${one.id.padEnd(18)}${one.label} : ${one.covers}.\n${' '.repeat(18)}${one.rule}. Si rien n’est dit : ${ROLES[one.operatedByUnlessSaid]}.\n${' '.repeat(18)}${one.sources.join(' ; ')}.`);
    return 0;
  },
};

/** `gariotte carbon factors`: the factors shipped whose name or category holds every word. */
export const carbonFactors: Command = {
  name: 'carbon factors',
  summary: 'Cherche parmi les facteurs d’émission fournis, par leurs mots ou leur numéro',
  args: '<mots…>',
  database: false,
  run: async ({ args, json, print }) => {
    if (args.length === 0) throw new UsageError('il faut au moins un mot, par exemple « gazole litre », ou un numéro.');
    const words = args.map(plain);
    const found = [...shippedFactors().values()].filter((one) => words.every((word) => one.number === word || plain(`${one.name} ${one.category} ${one.unit}`).includes(word)));
    if (json) return print(JSON.stringify(found, null, 2)), 0;
    for (const one of found.slice(0, 60)) print(`${one.number!.padStart(6)}  ${figure(one.total)} kgCO2e/${one.unit}  ${one.name}${one.avoided ? ' (émissions évitées)' : ''}${one.doubt ? ` DOUTEUX : ${one.doubt}` : ''}`);
    print(found.length > 60 ? `… et ${number(found.length - 60)} de plus : ajoutez un mot.` : plural(found.length, 'facteur'));
    return 0;
  },
};

async function bytesOf(context: CommandContext, file: string): Promise<Uint8Array> {
  return readFile(resolve(context.cwd, file)).catch((error: NodeJS.ErrnoException) => {
    throw new CommandFailure(error.code === 'ENOENT' ? `le fichier ${file} n’existe pas.` : `le fichier ${file} ne se lit pas (${error.code}).`);
  });
}

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
/** Tonnes to the hundredth, always two decimals so that columns line up. */
const tonnes = (kg: number) => (kg / 1000).toFixed(2).replace('.', ',').replace(/\B(?=(\d{3})+,)/g, '\u202f').replace('-', '−');
const column = (kg: number) => tonnes(kg).padStart(12);
const about = (gsd2: number | null) => (gsd2 === null ? '' : `  × ou ÷ ${number(gsd2, 2)}`);

function asText(balance: Balance, withLines: boolean): string[] {
  const { total, lines } = balance;
  const range = total.low === null || total.high === null ? '' : ` (entre ${number(total.low / 1000, 1)} et ${number(total.high / 1000, 1)} à 95 %)`;
  return [
    `${[balance.organisation, balance.year].filter(Boolean).join(', ') || 'Inventaire'} : ${number(total.kg / 1000, 2)} tCO₂e${range}`,
    `${plural(lines.counted, 'ligne comptée', 'lignes comptées')} sur ${number(lines.read)}${lines.apart > 0 ? `, ${number(lines.apart)} à part` : ''}${lines.left > 0 ? `, ${plural(lines.left, 'laissée')}${lines.gaps > 0 ? ` (dont ${number(lines.gaps)} sans facteur connu)` : ''} : le total est incomplet` : ''}.`,
    '',
    'Par poste, en tCO₂e',
    ...balance.posts.filter((post) => post.lines > 0).map((post) => `${post.post}${column(post.kg)}  ${post.label}${about(post.gsd2)}`),
    `=  ${column(total.kg)}  total`,
    '',
    `Par scope : ${(['1', '2', '3'] as const).map((scope) => `scope ${scope} ${tonnes(balance.scopes[scope].kg)}${about(balance.scopes[scope].gsd2)}`).join(' ; ')}`,
    `Par gaz : ${(Object.keys(GASES) as Gas[]).filter((gas) => balance.gases[gas] !== 0).map((gas) => `${GASES[gas]} ${tonnes(balance.gases[gas])}`).join(', ')}`,
    ...(balance.gases.undetailed === 0 ? [] : ['Des facteurs ne donnent que leur total : ceux fournis ici sont dans ce cas. L’export officiel de l’ADEME (« gariotte import base-carbone ») détaille les gaz.']),
    `CO₂ biogénique, hors du total : ${tonnes(balance.co2b)} t`,
    ...(balance.avoidedKg === 0 ? [] : [`Émissions évitées, hors du total : ${tonnes(balance.avoidedKg)} tCO₂e`]),
    `Vue Bilan Carbone : ${balance.bilanCarbone.families.filter(({ kg }) => kg !== 0).map(({ family, kg }) => `${family} ${tonnes(kg)}`).join(', ')} ; en tout ${tonnes(balance.bilanCarbone.kg)} tCO₂e, facteurs entiers.`,
    ...(balance.perEmployee === null ? [] : [`Par salarié : ${number(balance.perEmployee / 1000, 2)} tCO₂e`]),
    ...(balance.perKeuro === null ? [] : [`Par millier d’euros de chiffre d’affaires : ${number(balance.perKeuro, 1)} kgCO₂e`]),
    ...(withLines ? ['', 'Ligne par ligne', ...balance.details.map((one) => `${String(one.line).padStart(5)}  ${one.label ?? ACTIVITIES[one.activity].label}\n       ${one.arithmetic}${about(one.gsd2)}\n       ${one.factor.number ? `${one.factor.number}, ` : ''}${one.factor.name} (${one.factor.source})`)] : []),
    ...problemsShown(balance.problems),
  ];
}

function problemsShown(problems: Problem[]): string[] {
  if (problems.length === 0) return [];
  const shown = problems.slice(0, 200).map((one) => `${one.line === null ? 'fichier' : `ligne ${one.line}`}${one.id ? ` (${one.id})` : ''} : ${one.sentence}`);
  return ['', 'À regarder', ...shown, ...(problems.length > 200 ? [`… et ${number(problems.length - 200)} de plus, toutes avec --json.`] : [])];
}
