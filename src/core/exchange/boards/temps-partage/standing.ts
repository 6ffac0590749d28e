import { km as inKm, months as monthsInWords, number } from '#lib/format.ts';
import type { PairObstacle } from '../../pairs.ts';
import { FIGURES } from './figures.ts';
import { type Form, monthsIn, type Part, type Person } from './parts.ts';
import { fitWeeks, type Week, weekInWords } from './week.ts';

const NBSP = '\u00a0';
const NEARLY = 1e-6;
const EVERY_DAY: Week = (1 << 14) - 1;
const ALL_FORMS: readonly Form[] = ['group', 'part-time', 'loan'];
export const hoursInWords = (hours: number): string => `${number(hours, 1)}${NBSP}h`;

/** The fewest and the most hours a week in some months. */
function hoursBetween(parts: readonly Part[], months: number): { least: number; most: number } {
  let [least, most] = [Infinity, 0];
  for (let bits = months; bits !== 0; bits &= bits - 1) {
    const month = bits & -bits;
    let hours = 0;
    for (const part of parts) if (part.months & month) hours += part.hours;
    least = Math.min(least, hours);
    most = Math.max(most, hours);
  }
  return { least, most };
}
const monthsOf = (parts: readonly Part[]) => parts.reduce((bits, part) => bits | part.months, 0);

export const mostHours = (person: Person | null) => person?.max ?? FIGURES.fullTime.hoursAWeek;

/** Whether parts stay within the hours and the days of a week, in every month; what is added to them can only make it worse. */
export const holdsTogether = (parts: readonly Part[], person: Person | null): boolean =>
  hoursBetween(parts, monthsOf(parts)).most <= mostHours(person) + NEARLY && fitWeeks(parts, person?.allowed ?? EVERY_DAY) !== null;

/** The week of each part. */
export const weekOf = (parts: readonly Part[], person: Person | null): Week[] => fitWeeks(parts, person?.allowed ?? EVERY_DAY) ?? parts.map(() => 0);

/** The forms under which some needs can be one job: those all of them accept, less those that public members bar. */
export function formsOf(parts: readonly Part[]): Form[] {
  const year = parts.reduce((sum, part) => sum + part.year, 0);
  const publicYear = parts.reduce((sum, part) => sum + (part.side.value.publicBody ? part.year : 0), 0);
  return ALL_FORMS.filter((form) => parts.every((part) => part.side.value.forms.includes(form)) && (publicYear === 0 || form === 'part-time' || (form === 'group' && publicYear <= year * FIGURES.publicShare.most + NEARLY)));
}

const floorOf = (person: Person | null) => person?.min ?? FIGURES.partTimeFloor.hoursAWeek;
const monthsWanted = (parts: readonly Part[], person: Person | null) => person?.months ?? monthsOf(parts);

/** Whether some parts that hold together are a job: `lacking` says what they lack. */
export const isWhole = (parts: readonly Part[], person: Person | null): boolean => hoursBetween(parts, monthsWanted(parts, person)).least >= floorOf(person) - NEARLY && formsOf(parts).length > 0;

/** What keeps some parts that hold together from being a job: too few hours in a month, no form in common, the law on public members. */
export function lacking(parts: readonly Part[], person: Person | null): PairObstacle | null {
  const wanted = monthsWanted(parts, person);
  const floor = floorOf(person);
  const { least } = hoursBetween(parts, wanted);
  if (least < floor - NEARLY) {
    const short = monthsIn(wanted).filter((month) => hoursBetween(parts, 1 << (month - 1)).least < floor - NEARLY);
    const when = short.length < 12 ? ` ${monthsInWords([...short])}` : '';
    return { code: 'hours-low', size: 1 - least / floor, text: `${hoursInWords(least)} par semaine${when}${NBSP}: il en faut ${number(floor, 1)}${person ? ', selon ce qui est voulu' : ' pour un emploi'}.`, change: null };
  }
  if (formsOf(parts).length > 0) return null;
  const shared = ALL_FORMS.filter((form) => parts.every((part) => part.side.value.forms.includes(form)));
  return shared.length === 0
    ? { code: 'form', size: 0.5, text: 'Aucune forme de contrat n’est acceptée par tous.', change: null }
    : { code: 'public-share', size: 1, text: 'La loi ne le permet pas sous la forme voulue : les membres publics prendraient plus de la moitié du temps du salarié, ou un prêt n’est pas possible.', change: null };
}

const keptApart = (why: string | null): PairObstacle[] => (why === null ? [] : [{ code: 'apart', size: 2, text: why, change: null }]);

/** What stands between two needs for one job whose person is still to be found. */
export function partsApart(a: Part, b: Part, km: number | null, apart: string | null): PairObstacle[] {
  const found = keptApart(apart);
  const far = FIGURES.betweenKm.value;
  if (km === null) found.push({ code: 'no-place', size: 1, text: 'Lieu inconnu.', change: null });
  else if (km > far) found.push({ code: 'too-far', size: km / far - 1, text: `À ${inKm(km)}, pour ${inKm(far)} au plus entre deux entreprises.`, change: null });
  if ((a.months & b.months) !== 0 && a.hours + b.hours > mostHours(null) + NEARLY) found.push({ code: 'hours-high', size: (a.hours + b.hours) / mostHours(null) - 1, text: `${hoursInWords(a.hours + b.hours)} par semaine à deux, ${number(mostHours(null))} au plus.`, change: null });
  else if (!fitWeeks([a, b], EVERY_DAY)) found.push({ code: 'days', size: 0.2, text: 'Vos jours se chevauchent : {0} n’en a pas d’autres.', change: null });
  if (formsOf([a, b]).length === 0 && !a.side.value.forms.some((form) => b.side.value.forms.includes(form))) found.push({ code: 'form', size: 0.5, text: 'Aucune forme de contrat n’est acceptée des deux côtés.', change: null });
  return found;
}

/** What stands between somebody and a need. */
export function personApart(person: Person, part: Part, km: number | null, apart: string | null): PairObstacle[] {
  const found = keptApart(apart);
  const { value } = person.side;
  if (part.side.value.remote) {
    if (!value.remote) found.push({ code: 'remote', size: 0.5, text: 'À distance seulement, ce qui n’est pas voulu.', change: null });
  } else if (km === null) found.push({ code: 'no-place', size: 1, text: 'Lieu inconnu.', change: null });
  else if (km > value.maxKm) found.push({ code: 'too-far', size: km / value.maxKm - 1, text: `${inKm(km)} de route, pour ${inKm(value.maxKm)} acceptés.`, change: null });
  const outside = part.months & ~person.months;
  if (outside !== 0) found.push({ code: 'months', size: monthsIn(outside).length / 12, text: `Travail ${(monthsInWords([...monthsIn(part.months)]))}, cherché ${monthsInWords([...monthsIn(person.months)])}.`, change: null });
  if (part.hours > person.max + NEARLY) found.push({ code: 'hours-high', size: part.hours / person.max - 1, text: `${hoursInWords(part.hours)} par semaine, ${hoursInWords(person.max)} voulues au plus.`, change: null });
  if (!fitWeeks([part], person.allowed)) found.push({ code: 'days', size: 0.2, text: `Les jours ne s’accordent pas : ${weekInWords(person.allowed)} d’un côté, ${weekInWords(part.weeks.reduce((all, week) => all | week, 0))} de l’autre.`, change: null });
  return found;
}
