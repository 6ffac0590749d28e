import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { z } from 'zod';
import { type Board, boardFileSchema, communesSaid, fileProblems, jsonProblem, MatchFile, unreadInFile } from '#core/exchange/index.ts';
import { wasteOf } from '#core/directory/index.ts';
import { communePositions, officialCommune } from '#core/territory/index.ts';
import { plural } from '#lib/format.ts';
import { type CommandContext, CommandFailure } from '../command.ts';

/** What went wrong is said for so many places; the rest is counted. */
const MOST_SAID = 8;
/** Where the French mainland and Corsica are: two numbers that only fit there the other way round were swapped. */
const MAINLAND = { longitude: [-6, 10], latitude: [41, 52] } as const;

export type MatchFileRead<F> = { file: F; /** What was read otherwise than one may think, one sentence each. */ warnings: string[]; communePlace: (code: string) => { longitude: number; latitude: number } | null };
type Sides = { offers: object[]; needs: object[] };

/** Reads the file of a board, or of the by-products (`board` null). Whatever is wrong is a sentence at its place. */
export async function readMatchFile<F extends Sides>(context: CommandContext, board: Board | null, from: string): Promise<MatchFileRead<F>> {
  const text = await readFile(resolve(context.cwd, from), 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new CommandFailure(error.code === 'ENOENT' ? `le fichier ${from} n’existe pas.` : error.code === 'EISDIR' ? `${from} est un dossier.` : `le fichier ${from} ne se lit pas (${error.code}).`);
  });
  const content = parsed(text.replace(/^\ufeff/, ''), from);
  const schema = board ? boardFileSchema(board) : MatchFile;
  if (typeof content !== 'object' || content === null || Array.isArray(content) || !('offers' in content || 'needs' in content)) {
    throw new CommandFailure(`${from}\u00a0: un fichier est un objet qui tient ${board && !board.offers ? 'needs' : 'offers et needs'}\u00a0; « --schema » en imprime la forme.`);
  }
  const read = schema.safeParse(content);
  if (!read.success) refuse(from, fileProblems(read.error.issues, content, board && { offers: board.offers, needs: board.needs }));
  const file = read.data as unknown as F;
  const positions = communePositions();
  const placeOf = (code: string) => positions.get(code) ?? positions.get(officialCommune(code)?.code ?? '') ?? null;
  refuse(from, [...placeProblems(board, file, placeOf), ...twice([...file.offers, ...file.needs] as { id: string }[])]);
  const warnings = [...unreadInFile(content, knownIn(schema)), ...swapped(file)];
  for (const warning of warnings) context.warn(`${from}\u00a0: ${warning}`);
  return { file, warnings, communePlace: placeOf };
}

function parsed(text: string, from: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new CommandFailure(`${from} ${jsonProblem(text, error as Error)}`);
  }
}

function refuse(from: string, problems: string[]) {
  if (problems.length === 0) return;
  const rest = problems.length - MOST_SAID;
  throw new CommandFailure(`${from}\n${problems.slice(0, MOST_SAID).map((problem) => `  ${problem}`).join('\n')}${rest > 0 ? `\n  et ${plural(rest, 'autre')}.` : ''}`);
}

function placeProblems(board: Board | null, file: Sides, placeOf: (code: string) => unknown): string[] {
  const unknown = communesSaid(board, file).filter(({ code }) => placeOf(code) === null).map(({ path: [list, at, ...within], code }) => {
    const where = `${list}[${at}]${within.map((part) => (typeof part === 'number' ? `[${part}]` : `.${part}`)).join('')}`;
    const known = officialCommune(code);
    if (!known) return `${where}\u00a0: aucune commune n’a le code «\u00a0${code}\u00a0». Il faut le code officiel (INSEE), en cinq caractères\u00a0: "46042" pour Cahors.`;
    return `${where}\u00a0: ${known.name} (${code}) est hors du territoire livré avec Gariotte, qui n’en connaît pas le lieu${within.length > 1 ? '.' : '\u00a0; dites longitude et latitude à la place de commune.'}`;
  });
  const half = (['offers', 'needs'] as const).flatMap((list) => (file[list] as { longitude?: number; latitude?: number; commune?: string }[]).flatMap(({ longitude, latitude, commune }, at) => {
    if ((longitude === undefined) !== (latitude === undefined)) return [`${list}[${at}]\u00a0: longitude et latitude vont ensemble.`];
    return board === null && longitude === undefined && commune === undefined ? [`${list}[${at}]\u00a0: il faut où c’est, longitude et latitude, ou commune.`] : [];
  }));
  const codes = board === null ? (['offers', 'needs'] as const).flatMap((list) => (file[list] as { wasteCode?: string; wasteCodes?: string[] }[]).flatMap(({ wasteCode, wasteCodes }, at) => [...(wasteCode ? [{ path: 'wasteCode', code: wasteCode }] : []), ...(wasteCodes ?? []).map((code, i) => ({ path: `wasteCodes[${i}]`, code }))].flatMap(({ path, code }) => (wasteOf(code) ? [] : [`${list}[${at}].${path}\u00a0: ${code} n’est pas un code de la liste européenne des déchets.`])))) : [];
  return [...unknown, ...half, ...codes];
}

function twice(sides: { id: string }[]): string[] {
  const times = new Map<string, number>();
  for (const { id } of sides) times.set(id, (times.get(id) ?? 0) + 1);
  return [...times].filter(([, count]) => count > 1).map(([id, count]) => `l’identifiant «\u00a0${id}\u00a0» sert ${count === 2 ? 'deux' : count} fois\u00a0: chaque offre et chaque besoin a le sien.`);
}

function swapped(file: Sides): string[] {
  const within = (value: number, [least, most]: readonly [number, number]) => value >= least && value <= most;
  return (['offers', 'needs'] as const).flatMap((list) => (file[list] as { longitude?: number; latitude?: number }[]).flatMap(({ longitude, latitude }, at) =>
    longitude !== undefined && latitude !== undefined && within(latitude, MAINLAND.longitude) && within(longitude, MAINLAND.latitude) ? [`${list}[${at}]\u00a0: longitude ${longitude} et latitude ${latitude} semblent échangées.`] : []));
}

/** The words that a file may use, from its schema. */
function knownIn(schema: z.ZodType): { root: string[]; offers: string[]; needs: string[] } {
  type Json = { properties?: Record<string, Json>; items?: Json; allOf?: Json[] };
  const wordsOf = (json: Json | undefined): string[] => (json ? [...Object.keys(json.properties ?? {}), ...(json.allOf ?? []).flatMap(wordsOf)] : []);
  const whole = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Json;
  // `name` and `note` are commonly kept beside: nobody misspells them.
  const listed = (list: string) => [...wordsOf(whole.properties?.[list]?.items), 'name', 'note'];
  return { root: [...wordsOf(whole), '$schema', 'note'], offers: listed('offers'), needs: listed('needs') };
}
