import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { z } from 'zod';
import { type Board, boardFileSchema, boardOf, BOARDS, matchBoardFile, matchFile, MatchFile, matieres, runBoard, searchBoard } from '#core/exchange/index.ts';
import { systemClock } from '#core/kernel/index.ts';
import { communePositions, currentTerritory } from '#core/territory/index.ts';
import { euros, number, percent, plural, tonnes } from '#lib/format.ts';
import { type Command, type CommandContext, CommandFailure, UsageError } from '../command.ts';

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

async function matchTerritory(context: CommandContext) {
  const run = await runBoard(context.deps)({ territoryId: await territoryOf(context), signal: context.signal, onProgress: context.progress });
  const { summary } = run;
  if (context.json) return context.print(JSON.stringify(run));
  context.print(`${plural(run.proposals, 'proposition')}, ${tonnes(summary.tonnesDiverted)} sur ${tonnes(summary.tonnesOffered)} proposées par an.`);
  context.print(`Valeur ${euros(run.value)}, borne ${euros(run.bound)}, écart ${percent(summary.gap, 2)}, en ${number(summary.seconds, 1)} s.`);
  context.print(`${plural(run.leftOut, 'fiche')} sans solution, chacune avec le moindre changement trouvé.`);
}

async function matchBoardTerritory(context: CommandContext, board: Board) {
  const small = context.options['small'] === undefined ? null : Number(String(context.options['small']).replace(',', '.'));
  if (small !== null && !(small >= 0 && small <= 1)) throw new UsageError('« --small » est une part de 0 à 1, par exemple 0,5.');
  context.progress(0, null, 'Recherche du meilleur ensemble');
  const run = await searchBoard(context.deps)({ territoryId: await territoryOf(context), board, smallShare: small, signal: context.signal });
  const { summary } = run;
  if (context.json) return context.print(JSON.stringify(run));
  context.print(`${plural(summary.proposals, 'proposition')}, ${plural(summary.leftOut, 'fiche')} sans solution, sur ${number(summary.offers + summary.needs)}.`);
  context.print(valueLine(board, run.value, run.bound, summary.gap, summary.seconds));
  if (summary.floor) context.print(`Part des entreprises de moins de dix salariés : ${percent(summary.small.share ?? 0)}, ${percent(summary.floor.asked)} demandés ; ce que cela coûte : ${measured(board, summary.floor.price)}.`);
}

const measured = (board: Board, value: number) => (board.unit === 'cents' ? euros(value) : `${number(value, 1)} ${{ hours: 'heures', hectares: 'hectares', count: '' }[board.unit]}`.trim());
const valueLine = (board: Board, value: number, bound: number, gap: number, seconds: number) => `Valeur ${measured(board, value)}, borne ${measured(board, bound)}, écart ${percent(gap, 2)}, en ${number(seconds, 1)} s.`;

async function matchFrom(context: CommandContext, from: string) {
  const file = checked(MatchFile, await contentOf(context, from), from);
  distinct([...file.offers, ...file.needs], from);
  const matched = await matchFile(file);
  if (context.json) return context.print(JSON.stringify(matched));
  for (const proposal of matched.proposals) context.print(proposal.sentence);
  for (const left of matched.leftOut) context.print(`${left.id} : ${left.leastChange?.text ?? left.why[0] ?? 'sans solution.'}`);
  context.print(`Valeur ${euros(matched.value)}, borne ${euros(matched.bound)}, écart ${percent(matched.gap, 2)}.`);
}

async function matchBoardFrom(context: CommandContext, board: Board, from: string) {
  const file = checked(boardFileSchema(board), await contentOf(context, from), from) as { offers: { id: string }[]; needs: { id: string }[] };
  distinct([...file.offers, ...file.needs], from);
  const positions = communePositions();
  const matched = await matchBoardFile(board, file, { today: systemClock.today(), communePlace: (code) => positions.get(code) ?? null, signal: context.signal });
  if (context.json) return context.print(JSON.stringify(matched));
  for (const proposal of matched.proposals) context.print(`${proposal.title} : ${proposal.sentence}`);
  for (const left of matched.leftOut) context.print(`${left.id} : ${left.leastChange?.text ?? left.why[0] ?? 'sans solution.'}`);
  context.print(valueLine(board, matched.value, matched.bound, matched.gap, matched.seconds));
}

async function contentOf(context: CommandContext, from: string): Promise<unknown> {
  const text = await readFile(resolve(context.cwd, from), 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new CommandFailure(error.code === 'ENOENT' ? `le fichier ${from} n’existe pas.` : `le fichier ${from} ne se lit pas (${error.code}).`);
  });
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new CommandFailure(`${from} n’est pas du JSON : ${(error as Error).message}`);
  }
}

function checked<S extends z.ZodType>(schema: S, content: unknown, from: string): z.output<S> {
  const file = schema.safeParse(content);
  if (file.success) return file.data;
  const issue = file.error.issues[0]!;
  throw new CommandFailure(`${from}, à ${issue.path.join('.') || 'la racine'} : ${issue.message}`);
}

function distinct(sides: { id: string }[], from: string) {
  const seen = new Set<string>();
  for (const { id } of sides) {
    if (seen.has(id)) throw new CommandFailure(`${from} : l’identifiant « ${id} » sert deux fois.`);
    seen.add(id);
  }
}
