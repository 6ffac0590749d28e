import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { matchFile, MatchFile, matieres, runBoard } from '#core/exchange/index.ts';
import { currentTerritory } from '#core/territory/index.ts';
import { euros, number, percent, plural, tonnes } from '#lib/format.ts';
import { type Command, type CommandContext, CommandFailure, UsageError } from '../command.ts';

/** Runs a board over the territory, or over a file without touching the database. */
export const match: Command = {
  name: 'match',
  summary: 'Cherche le meilleur ensemble d’échanges d’une bourse, sur le territoire ou sur un fichier',
  args: 'matieres',
  options: [{ name: 'from', value: '<fichier.json>', help: 'prend les offres et les besoins dans ce fichier, sans toucher à la base' }],
  run: async (context) => {
    const [board, ...rest] = context.args;
    if (board !== matieres.id || rest.length > 0) throw new UsageError(`indiquez la bourse : ${matieres.id}.`);
    const from = context.options['from'];
    return typeof from === 'string' ? matchFrom(context, from) : matchTerritory(context);
  },
};

async function matchTerritory(context: CommandContext) {
  const territory = await currentTerritory(context.deps.db);
  if (!territory) throw new CommandFailure('aucun territoire n’est chargé.');
  const run = await runBoard(context.deps)({ territoryId: territory.id, signal: context.signal, onProgress: context.progress });
  const { summary } = run;
  if (context.json) context.print(JSON.stringify(run));
  else {
    context.print(`${plural(run.proposals, 'proposition')}, ${tonnes(summary.tonnesDiverted)} sur ${tonnes(summary.tonnesOffered)} proposées par an.`);
    context.print(`Valeur ${euros(run.value)}, borne ${euros(run.bound)}, écart ${percent(summary.gap, 2)}, en ${number(summary.seconds, 1)} s.`);
    context.print(`${plural(run.leftOut, 'fiche')} sans solution, chacune avec le moindre changement trouvé.`);
  }
  return 0 as const;
}

async function matchFrom(context: CommandContext, from: string) {
  const text = await readFile(resolve(context.cwd, from), 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new CommandFailure(error.code === 'ENOENT' ? `le fichier ${from} n’existe pas.` : `le fichier ${from} ne se lit pas (${error.code}).`);
  });
  const file = MatchFile.safeParse(parsed(text, from));
  if (!file.success) {
    const issue = file.error.issues[0]!;
    throw new CommandFailure(`${from}, à ${issue.path.join('.') || 'la racine'} : ${issue.message}`);
  }
  const matched = await matchFile(file.data);
  if (context.json) context.print(JSON.stringify(matched));
  else {
    for (const proposal of matched.proposals) context.print(proposal.sentence);
    for (const left of matched.leftOut) context.print(`${left.id} : ${left.leastChange?.text ?? left.why[0] ?? 'sans solution.'}`);
    context.print(`Valeur ${euros(matched.value)}, borne ${euros(matched.bound)}, écart ${percent(matched.gap, 2)}.`);
  }
  return 0 as const;
}

function parsed(text: string, from: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new CommandFailure(`${from} n’est pas du JSON : ${(error as Error).message}`);
  }
}
