import { daysInWords } from '#core/directory/index.ts';
import { months as monthsInWords, number, plural } from '#lib/format.ts';
import type { TextTable } from '../../board.ts';
import { figures, type Lent, NBSP, type Wish } from './things.ts';

type Used = { value: { months: number[]; weekdays?: number[] | undefined; daysPerMonth?: number | undefined } };

/** Two who want the same day, or more days asked than there are. `parties`: ranks among those looked at. */
export type Clash = { months: number[]; weekday: number | null; parties: number[]; over: number };

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];
const USUAL_DAYS = [1, 2, 3, 4, 5, 6];

/** Whether one thing can serve them all: no weekday wanted by two in the same month, and days enough for those who need some number of them. All clashes, the same over several months said once. */
export function clashesOf(users: readonly Used[], owner?: Lent): Clash[] {
  const found = new Map<string, Clash>();
  const add = (month: number, clash: Omit<Clash, 'months'>) => {
    const key = JSON.stringify([clash.weekday, clash.parties, clash.over]);
    const known = found.get(key);
    if (known) known.months.push(month);
    else found.set(key, { ...clash, months: [month] });
  };
  for (let month = 1; month <= 12; month++) {
    const here = users.flatMap((user, at) => (user.value.months.includes(month) ? [{ value: user.value, at }] : []));
    if (here.length === 0) continue;
    const open = owner && !owner.value.months.includes(month) ? [] : (owner?.value.weekdays ?? EVERY_DAY);
    const taken = new Set<number>();
    for (const weekday of EVERY_DAY) {
      const want = here.filter(({ value }) => value.weekdays?.includes(weekday));
      if (want.length > 0) taken.add(weekday);
      if (want.length > 1 || (want.length === 1 && !open.includes(weekday))) add(month, { weekday, parties: want.map((one) => one.at), over: 0 });
    }
    const some = here.filter(({ value }) => value.daysPerMonth !== undefined);
    const asked = some.reduce((sum, { value }) => sum + value.daysPerMonth!, 0);
    const weekly = figures.timesPerMonth.value;
    const room = (owner?.value.weekdays ?? USUAL_DAYS).filter((weekday) => open.includes(weekday) && !taken.has(weekday)).length * weekly;
    const lentDays = owner?.value.daysPerMonth === undefined ? Infinity : open.length > 0 ? owner.value.daysPerMonth - taken.size * weekly : 0;
    const over = asked - Math.min(room, lentDays);
    if (over > 1e-9 && some.length > 0) add(month, { weekday: null, parties: some.map((one) => one.at), over });
    else if (lentDays < 0) add(month, { weekday: null, parties: here.map((one) => one.at), over: -lentDays });
  }
  return [...found.values()];
}

/** A clash in words; `{n}`: the other party's place in the proposal, or `{0}` for the only other. */
export function clashInWords(clash: Clash, say: (at: number) => string): string {
  const when = clash.months.length === 12 ? '' : ` (${monthsInWords(clash.months)})`;
  const who = clash.parties.map(say);
  if (clash.weekday !== null) return `Le ${daysInWords([clash.weekday])} est voulu par ${who.length > 1 ? `${who.slice(0, -1).join(', ')} et ${who.at(-1)}` : `${who[0]}, quand le matériel n’est pas libre`}${when}.`;
  return `Il manque ${number(clash.over, 1)}${NBSP}${clash.over < 2 ? 'jour' : 'jours'} par mois pour tous${when}.`;
}

/** Who uses it when, month after month; months alike on one row. */
export function calendarOf(wishes: readonly Wish[], first: number): TextTable | null {
  if (wishes.every(({ value }) => value.weekdays === undefined && value.daysPerMonth === undefined)) return null;
  const rows = new Map<string, number[]>();
  for (let month = 1; month <= 12; month++) {
    const uses = wishes.flatMap(({ value }, i) => {
      if (!value.months.includes(month)) return [];
      const when = value.weekdays ? daysInWords(value.weekdays) : value.daysPerMonth !== undefined ? `${plural(value.daysPerMonth, 'jour')} à poser` : 'sans jour fixé';
      return [`{${first + i}}${NBSP}: ${when}`];
    });
    const said = uses.join(' ; ') || 'personne';
    rows.set(said, [...(rows.get(said) ?? []), month]);
  }
  return { caption: 'Calendrier d’usage', head: ['Mois', 'Qui s’en sert'], rows: [...rows].map(([said, list]) => [monthsInWords(list), said]) };
}
