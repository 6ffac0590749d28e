import { boardOf, type BoardContext, type BoardSide, filled } from '#core/exchange/index.ts';
import { eurosAbout } from '#lib/format.ts';
import type { Answers, NumberAnswer } from '../model.ts';
import { byCar, type Shared, type Staff, staffOf } from './model.ts';

const MOST_SHIFTS = 8;
const MOST_ROWS = 100;
const SEATS = 3;

/** Trips to work as the record holds them (fact « commutes »): shifts, and how many come from where. Null when nobody comes by car. */
export function commutesOf(answers: Answers): object | null {
  const staff = staffOf(answers).filter(byCar);
  const key = ({ start, end, days }: Staff) => `${start} ${end} ${days}`;
  const shifts = [...new Set(staff.filter((one) => one.start !== one.end).map(key))].slice(0, MOST_SHIFTS);
  const rows = staff.filter((one) => shifts.includes(key(one))).slice(0, MOST_ROWS);
  if (rows.length === 0) return null;
  const allowance = (answers['allowance'] as NumberAnswer | undefined)?.value;
  return {
    shifts: shifts.map((shift) => {
      const [start, end, days] = shift.split(' ');
      return { days: Array.from({ length: Number(days) }, (_, i) => i + 1), start: start!, end: end! };
    }),
    staff: rows.map((one) => ({ commune: one.home, people: one.people, shift: shifts.indexOf(key(one)) + 1, drives: true, seats: SEATS })),
    ...(allowance ? { incentiveCents: Math.round(allowance * 100) } : {}),
  };
}

export type Site = { id: string; party: string; answers: Answers; place: { longitude: number; latitude: number } | null; statedOn: string };

/** Who could ride with whom, found by the board of shared rides among this site and its neighbours that agreed. Names of employers are left out. */
export async function sharedRides(own: Site, neighbours: Site[], context: BoardContext): Promise<Shared | null> {
  const board = boardOf('trajets');
  if (!board) return null;
  const sides = [own, ...neighbours].flatMap((site): BoardSide<never>[] => {
    const value = commutesOf(site.answers);
    const read = value && board.needs.schema.safeParse(value);
    return read?.success ? [{ id: site.id, party: site.party, value: read.data as never, certainty: 'stated', statedOn: site.statedOn, place: site.place, small: true }] : [];
  });
  if (!sides.some((side) => side.id === own.id)) return null;
  const solved = await board.solve([], sides, context);
  const mine = solved.proposals.filter((one) => one.parties.some((party) => party.side === own.id));
  const named = (text: string, parties: { side: string }[]) => filled(text, parties.map(({ side }, i) => (side === own.id ? 'votre entreprise' : `un employeur voisin${parties.length > 2 ? ` (${i + 1})` : ''}`)));
  const left = solved.leftOut.find((one) => one.side === own.id);
  return {
    rows: mine.map((one) => ({ title: named(one.title, one.parties), sentence: named(one.sentence, one.parties), reasons: one.reasons.map((reason) => named(reason, one.parties)) })),
    people: mine.reduce((sum, one) => sum + one.parties.filter((party) => party.side === own.id).reduce((all, party) => all + Number(/^\d+/.exec(party.gives)?.[0] ?? 0), 0), 0),
    kmSaved: 0, euros: mine.reduce((sum, one) => sum + one.value, 0) / 100, employers: sides.length - 1,
    why: mine.length > 0 ? null : (left?.why ?? (left?.change ? filled(left.change.text, ['un employeur voisin']) : null)),
    notes: [`Économie de frais de voiture sur l’année${mine.length > 0 ? `\u00a0: ${eurosAbout(mine.reduce((sum, one) => sum + one.value, 0))} pour tous ceux qui partagent` : ''}.`, ...board.assumptions],
  };
}
