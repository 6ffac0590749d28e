import { z } from 'zod';
import { gapOf } from '#engine/common/answer.ts';
import type { RecordKind, Shape } from '#core/directory/index.ts';
import { straightLineTravel, type TravelTimes } from '#core/territory/index.ts';
import { type Board, type BoardContext, type BoardSide, filled } from '../board.ts';

/** What every side of a file says beside the fields of its kind. */
export const Said = z.object({
  id: z.string().min(1).meta({ description: 'Votre propre repère, unique dans le fichier.' }),
  firm: z.string().optional().meta({ description: 'Qui le dit ; jamais rapproché de lui-même. L’identifiant, si rien n’est dit.' }),
  longitude: z.number().min(-180).max(180).optional(),
  latitude: z.number().min(-90).max(90).optional(),
  commune: z.string().optional().meta({ description: 'Code officiel de la commune, à la place des coordonnées.' }),
  employees: z.int().min(0).optional().meta({ description: 'Effectif de l’entreprise.' }),
  certainty: z.enum(['measured', 'stated', 'estimated']).default('stated'),
  statedOn: z.iso.date().default('2000-01-01'),
});
export const MOST_SIDES = 20_000;
const BELOW_TEN = 10;

const listOf = (kind: RecordKind<Shape> | null) => z.array(kind ? Said.and(kind.schema) : z.never()).max(MOST_SIDES);

/** What a file of a board holds: its offers and needs, each with the fields that its form asks. */
export const boardFileSchema = (board: Board) => z.object({ offers: listOf(board.offers).default([]), needs: listOf(board.needs).default([]) });

/** The answer of a board to a file. Values in the unit of the board; `worthCents` in cents a year, null where no price was said. */
export type MatchedBoardFile = {
  board: string; objective: string; unit: Board['unit']; status: string; value: number; bound: number; gap: number; simple: number; seconds: number; tables?: unknown;
  proposals: { title: string; sentence: string; reasons: string[]; value: number; worthCents: number | null; parties: { id: string; role: string; gives: string }[]; figures: Record<string, string>; law: { text: string; source: string }[]; leastChange: string | null; tables?: unknown; week?: unknown; stops?: unknown; events?: unknown }[];
  leftOut: { id: string; why: string[]; nearest: { with: string; km: number | null; why: string[] }[]; leastChange: { text: string; with: string | null; code: string; gain: number } | null }[];
};

/** The official codes of communes that sides of a file say, each with its path: where they are, and those inside their fields. */
export function communesSaid(board: Board | null, file: { offers: readonly object[]; needs: readonly object[] }): { path: (string | number)[]; code: string }[] {
  const found: { path: (string | number)[]; code: string }[] = [];
  for (const list of ['offers', 'needs'] as const) {
    const fields = Object.entries(board?.[list]?.fields ?? {});
    for (const [at, side] of file[list].entries() as ArrayIterator<[number, Record<string, unknown>]>) {
      if (typeof side['commune'] === 'string') found.push({ path: [list, at, 'commune'], code: side['commune'] });
      for (const [name, { control }] of fields) {
        if (control.as !== 'rows') continue;
        const inside = Object.keys(control.fields).filter((sub) => control.fields[sub]!.control.as === 'commune');
        for (const [row, value] of ((side[name] as Record<string, unknown>[] | undefined) ?? []).entries()) for (const sub of inside) if (typeof value[sub] === 'string') found.push({ path: [list, at, name, row, sub], code: value[sub] });
      }
    }
  }
  return found;
}

/** Matches a file as a territory would be, without touching the database. The file must have been read by `boardFileSchema`, its identifiers checked as unique. */
export async function matchBoardFile(board: Board, file: { offers: object[]; needs: object[] }, given: { today: string; communePlace: BoardContext['communePlace']; travel?: TravelTimes; seconds?: number; signal?: AbortSignal }): Promise<MatchedBoardFile> {
  const { today, communePlace } = given;
  const context: BoardContext = { travel: given.travel ?? straightLineTravel(), today, seconds: given.seconds ?? 20, communePlace, communeName: (code) => code, weigh: (value) => value, ...(given.signal ? { signal: given.signal } : {}) };
  const solved = await board.solve(file.offers.map((side) => sideOf(side, communePlace)), file.needs.map((side) => sideOf(side, communePlace)), context);
  const { status, value, bound, simple, seconds } = solved;
  return {
    board: board.id, objective: board.objective, unit: board.unit, status, value, bound, gap: gapOf(value, bound), simple, seconds, ...(solved.tables ? { tables: solved.tables } : {}),
    proposals: solved.proposals.map((one) => {
      const ids = one.parties.map((party) => party.side);
      const say = (text: string) => filled(text, ids);
      return {
        title: say(one.title), sentence: say(one.sentence), reasons: one.reasons.map(say), value: one.value, worthCents: one.worth?.value ?? null,
        parties: one.parties.map(({ side, role, gives }) => ({ id: side, role, gives })), figures: Object.fromEntries(one.figures.map((figure) => [figure.label, figure.value])),
        law: one.law.flatMap((key) => board.law[key] ?? []), leastChange: one.improvement ? filled(one.improvement.text, [one.improvement.with ?? '', ...ids]) : null,
        ...(one.tables ? { tables: one.tables.map((table) => ({ ...table, rows: table.rows.map((row) => row.map(say)) })) } : {}),
        ...(one.week ? { week: one.week.map((slot) => ({ ...slot, party: ids[slot.party] })) } : {}),
        ...(one.stops ? { stops: one.stops.map((stop) => ({ ...stop, party: ids[stop.party], what: say(stop.what) })) } : {}),
        ...(one.events ? { events: one.events.map((event) => ({ ...event, title: say(event.title) })) } : {}),
      };
    }),
    leftOut: solved.leftOut.map((one) => ({
      id: one.side,
      why: one.why ? [one.why] : (one.nearest[0]?.why ?? []).map((text) => filled(text, [one.nearest[0]!.with])),
      nearest: one.nearest.map((near) => ({ ...near, why: near.why.map((text) => filled(text, [near.with])) })),
      leastChange: one.change && { text: filled(one.change.text, [one.change.with ?? '']), with: one.change.with, code: one.change.code, gain: one.change.gain },
    })),
  };
}

function sideOf(side: object, communePlace: BoardContext['communePlace']): BoardSide<never> {
  const said = side as z.output<typeof Said>;
  const place = said.longitude !== undefined && said.latitude !== undefined ? { longitude: said.longitude, latitude: said.latitude } : said.commune ? communePlace(said.commune) : null;
  return { id: said.id, party: said.firm ?? said.id, value: side as never, certainty: said.certainty, statedOn: said.statedOn, place, small: said.employees === undefined || said.employees < BELOW_TEN };
}
