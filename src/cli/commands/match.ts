import { z } from 'zod';
import { type Board, boardFileSchema, boardOf, BOARDS, matchBoardFile, matchFile, MatchFile, matieres, runBoard, searchBoard } from '#core/exchange/index.ts';
import { systemClock } from '#core/kernel/index.ts';
import { currentTerritory } from '#core/territory/index.ts';
import { euros, number, percent, plural, tonnes } from '#lib/format.ts';
import { type Command, type CommandContext, CommandFailure, UsageError } from '../command.ts';
import { readMatchFile } from './read-match-file.ts';

const NAMES = [matieres.id, ...BOARDS.map((board) => board.id)];

/** Runs a board over the territory, or over a file without touching the database. */
export const match: Command = {
  name: 'match',
  summary: 'Cherche le meilleur ensemble d’échanges d’une bourse, sur le territoire ou sur un fichier',
  args: NAMES.join('|'),
  options: [
    { name: 'from', value: '<fichier.json>', help: 'prend les offres et les besoins dans ce fichier, sans toucher à la base' },
    { name: 'schema', help: 'imprime le schéma JSON du fichier' },
    { name: 'small', value: '<part>', help: 'part voulue d’entreprises de moins de dix salariés, de 0 à 1, sur le territoire' },
  ],
  database: (words) => !words.some((word) => word.startsWith('--from') || word === '--schema'),
  run: async (context) => {
    const [name, ...rest] = context.args;
    const board = boardOf(name ?? '');
    if (rest.length > 0 || (!board && name !== matieres.id)) throw new UsageError(`indiquez la bourse : ${NAMES.join(', ')}.`);
    const from = context.options['from'];
    if (context.options['schema']) context.print(JSON.stringify(z.toJSONSchema(board ? boardFileSchema(board) : MatchFile, { io: 'input' }), null, 2));
    else if (typeof from === 'string') await (board ? matchBoardFrom(context, board, from) : matchFrom(context, from));
    else await (board ? matchBoardTerritory(context, board) : matchTerritory(context));
    return 0 as const;
  },
};

async function territoryOf({ deps }: CommandContext): Promise<string> {
  const territory = await currentTerritory(deps.db);
  if (!territory) throw new CommandFailure('aucun territoire n’est chargé.');
  return territory.id;
}

/** The share of the smallest firms that was asked for, from 0 to 1; null when none was. */
function smallAsked({ options }: CommandContext): number | null {
  const small = options['small'] === undefined ? null : Number(String(options['small']).replace(',', '.'));
  if (small !== null && !(small >= 0 && small <= 1)) throw new UsageError('« --small » est une part de 0 à 1, par exemple 0,5.');
  return small;
}

async function matchTerritory(context: CommandContext) {
  const run = await runBoard(context.deps)({ territoryId: await territoryOf(context), smallShare: smallAsked(context), signal: context.signal, onProgress: context.progress });
  const { summary } = run;
  if (context.json) return context.print(JSON.stringify(run));
  context.print(`${plural(run.proposals, 'proposition')}, ${tonnes(summary.tonnesDiverted)} sur ${tonnes(summary.tonnesOffered)} proposées par an.`);
  context.print(`Valeur ${euros(run.value)}, borne ${euros(run.bound)}, écart ${percent(summary.gap, 2)}, en ${number(summary.seconds, 1)} s.`);
  if (summary.floor) context.print(floorLine(summary.small, summary.floor, euros(summary.floor.price)));
  context.print(`${plural(run.leftOut, 'fiche')} sans solution, chacune avec le moindre changement trouvé.`);
}

async function matchBoardTerritory(context: CommandContext, board: Board) {
  const small = smallAsked(context);
  context.progress(0, null, 'Recherche du meilleur ensemble');
  const run = await searchBoard(context.deps)({ territoryId: await territoryOf(context), board, smallShare: small, signal: context.signal });
  const { summary } = run;
  if (context.json) return context.print(JSON.stringify(run));
  context.print(`${plural(summary.proposals, 'proposition')}, ${plural(summary.leftOut, 'fiche')} sans solution, sur ${number(summary.offers + summary.needs)}.`);
  context.print(valueLine(board, run.value, run.bound, summary.gap, summary.seconds));
  if (summary.floor) context.print(floorLine(summary.small, summary.floor, measured(board, summary.floor.price)));
}

const floorLine = (small: { share: number | null } | undefined, floor: { asked: number }, price: string) => `Part des entreprises de moins de dix salariés : ${percent(small?.share ?? 0)}, ${percent(floor.asked)} demandés ; ce que cela coûte : ${price}.`;

const measured = (board: Board, value: number) => (board.unit === 'cents' ? euros(value) : `${number(value, 1)} ${{ hours: 'heures', hectares: 'hectares', count: board.counted ?? '' }[board.unit]}`.trim());
const valueLine = (board: Board, value: number, bound: number, gap: number, seconds: number) => `Valeur ${measured(board, value)}, borne ${measured(board, bound)}, écart ${percent(gap, 2)}, en ${number(seconds, 1)} s.`;

async function matchFrom(context: CommandContext, from: string) {
  const { file, warnings, communePlace } = await readMatchFile<MatchFile>(context, null, from);
  const matched = await matchFile(file, { communePlace });
  if (context.json) return context.print(JSON.stringify({ ...matched, warnings }));
  told(context, matched);
  context.print(`Valeur ${euros(matched.value)}, borne ${euros(matched.bound)}, écart ${percent(matched.gap, 2)}.`);
}

async function matchBoardFrom(context: CommandContext, board: Board, from: string) {
  const { file, warnings, communePlace } = await readMatchFile(context, board, from);
  const matched = await matchBoardFile(board, file, { today: systemClock.today(), communePlace, signal: context.signal });
  if (context.json) return context.print(JSON.stringify({ ...matched, warnings }));
  told(context, matched);
  context.print(valueLine(board, matched.value, matched.bound, matched.gap, matched.seconds));
}

type Told = { proposals: { title: string; sentence: string; leastChange: string | null }[]; leftOut: { id: string; why: string[]; leastChange: { text: string } | null }[] };

/** Proposals and what is left, each in one paragraph. */
function told(context: CommandContext, { proposals, leftOut }: Told) {
  if (proposals.length + leftOut.length === 0) context.print('Rien à chercher : le fichier ne tient ni offre ni besoin.');
  for (const proposal of proposals) {
    context.print(`${proposal.title} : ${proposal.sentence}`);
    if (proposal.leastChange) context.print(`  Ce qui ferait mieux : ${proposal.leastChange}`);
  }
  for (const left of leftOut) context.print(`${left.id}, sans solution : ${[...left.why, ...(left.leastChange ? [`Le moindre changement : ${left.leastChange.text}`] : [])].join(' ') || 'aucune raison trouvée.'}`);
}
