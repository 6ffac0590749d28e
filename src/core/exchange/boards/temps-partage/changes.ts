import { daysInWords, DESK_TRADES } from '#core/directory/index.ts';
import { km as inKm, months as monthsInWords, number } from '#lib/format.ts';
import type { BoardChange, BoardContext } from '../../board.ts';
import { gainNear, type Settled } from '../../near.ts';
import { FIGURES } from './figures.ts';
import { type Job, jobsAround, jobsOf, neighbours, suiting } from './jobs.ts';
import { halvesOf, monthsIn, type NeedValue, type Part, partOf, type Person, personOf, type WorkerValue } from './parts.ts';
import type { Roads } from './roads.ts';
import { hoursInWords, personApart } from './standing.ts';

const NBSP = '\u00a0';
type Step<V> = { code: string; text: string; value: V };

const WEEKDAYS = [1, 2, 3, 4, 5];
// The nearest that are put together with the change: fewer when many sides are left out.
const NEAR = { most: 10, least: 6, manyLeft: 100 };
export const nearFor = (left: number): number => (left > NEAR.manyLeft ? NEAR.least : NEAR.most);
const LAST_MONTH = 12;

/** What a firm could change, the least first: open a day, half a day more or less, another form, more months, at a distance. */
function stepsOfNeed(value: NeedValue): Step<NeedValue>[] {
  const steps: Step<NeedValue>[] = [];
  for (const day of WEEKDAYS) if (!value.days.includes(day)) steps.push({ code: 'days', text: `Rendre possible aussi le ${daysInWords([day])}`, value: { ...value, days: [...value.days, day] } });
  const [halves, hoursAHalf] = [halvesOf(value), (value.hoursAWeek ?? value.daysAWeek! * value.hoursADay) / halvesOf(value)];
  for (const by of [1, -1, 2, -2]) {
    const now = halves + by;
    if (now < 1 || now / 2 > new Set(value.days).size) continue;
    steps.push({ code: by > 0 ? 'more' : 'less', text: takeText(now, halves), value: { ...value, daysAWeek: now / 2, hoursAWeek: now * hoursAHalf } });
  }
  if (value.forms.length < 3) steps.push({ code: 'form', text: 'Accepter une autre forme de contrat', value: { ...value, forms: ['group', 'part-time', 'loan'] } });
  if (value.months.length < LAST_MONTH) steps.push({ code: 'months', text: 'Employer toute l’année', value: { ...value, months: Array.from({ length: LAST_MONTH }, (_, i) => i + 1) } });
  if (!value.remote && DESK_TRADES.includes(value.skill)) steps.push({ code: 'remote', text: 'Accepter que le travail se fasse à distance', value: { ...value, remote: true } });
  // More than its days hold today asks a day more as well: the last thing to ask for.
  if ((halves + 1) / 2 > new Set(value.days).size && halves < 2 * WEEKDAYS.length) steps.push({ code: ANY_DAY, text: `${takeText(halves + 1, halves)}, un autre jour compris`, value: { ...value, days: [...new Set([...value.days, ...WEEKDAYS])], daysAWeek: (halves + 1) / 2, hoursAWeek: (halves + 1) * hoursAHalf } });
  return steps;
}
/** Half a day more, on a day that was not possible. */
export const ANY_DAY = 'more-any-day';
const takeText = (now: number, halves: number) => `Prendre ${number(now / 2, 1)}${NBSP}${now < 4 ? 'jour' : 'jours'} par semaine au lieu de ${number(halves / 2, 1)}`;

const roadText = ({ maxKm }: WorkerValue, km: number) => `Accepter ${inKm(km)} de route au lieu de ${inKm(maxKm)}`;
const lowText = ({ shareMin }: WorkerValue, share: number) => `Accepter ${number(share)}${NBSP}% d’un temps plein au lieu de ${number(shareMin)} au moins`;
const highText = ({ shareMax }: WorkerValue, share: number) => `Accepter jusqu’à ${number(share)}${NBSP}% d’un temps plein au lieu de ${number(shareMax)}`;

/** What somebody could change, the least first: a little more road, a day, a few hours more or less, more months. */
function stepsOfWorker(value: WorkerValue): Step<WorkerValue>[] {
  const steps: Step<WorkerValue>[] = [];
  for (const by of [5, 10]) steps.push({ code: 'too-far', text: roadText(value, value.maxKm + by), value: { ...value, maxKm: value.maxKm + by } });
  for (const day of WEEKDAYS) if (!value.days.includes(day)) steps.push({ code: 'days', text: `Travailler aussi le ${daysInWords([day])}`, value: { ...value, days: [...value.days, day] } });
  for (const by of [10, 20, 30]) {
    if (value.shareMin - by >= 10) steps.push({ code: 'hours-low', text: lowText(value, value.shareMin - by), value: { ...value, shareMin: value.shareMin - by } });
    if (value.shareMax + by <= 100) steps.push({ code: 'hours-high', text: highText(value, value.shareMax + by), value: { ...value, shareMax: value.shareMax + by } });
  }
  if (!value.remote) steps.push({ code: 'remote', text: 'Accepter de travailler à distance', value: { ...value, remote: true } });
  for (const by of [20, 30]) steps.push({ code: 'too-far', text: roadText(value, value.maxKm + by), value: { ...value, maxKm: value.maxKm + by } });
  if (value.months.length < LAST_MONTH) steps.push({ code: 'months', text: `Travailler toute l’année au lieu de ${monthsInWords(value.months)}`, value: { ...value, months: Array.from({ length: LAST_MONTH }, (_, i) => i + 1) } });
  else steps.push({ code: 'season', text: 'Accepter un emploi de saison, d’avril à septembre', value: { ...value, months: [4, 5, 6, 7, 8, 9] } });
  return steps;
}

export type Found = { change: BoardChange; job: Job };

/** The first change of a need that brings hours once chosen anew around it, of days the one that brings most; null when none of them does. */
export function changeOfNeed(part: Part, roads: Roads, settled: Settled<Job>, weigh: BoardContext['weigh'], near: number): Found | null {
  let best: Found | null = null;
  for (const step of stepsOfNeed(part.side.value)) {
    if (best && step.code !== 'days') break;
    const changed = partOf({ ...part.side, value: step.value });
    const persons = roads.personsFor(part).slice(0, near);
    const jobs = [
      ...jobsAround(changed, neighbours(changed, roads).slice(0, near), roads, weigh),
      ...persons.flatMap(({ it: person, km, apart }) => (personApart(person, changed, km, apart).length === 0 ? jobsOf(person, [...suiting(person, roads).filter((one) => one.it.side.id !== part.side.id).slice(0, near), { it: changed, km, apart }], changed, roads, weigh) : [])),
    ];
    const found = gainNear(jobs, settled);
    if (!found) continue;
    if (!best || found.gain > best.change.gain) best = { change: { code: step.code, text: said(step.text, found.gain), with: null, gain: found.gain }, job: found.column };
    if (step.code !== 'days') break;
  }
  return best;
}

/** The first change of what somebody looks for that brings hours. */
export function changeOfWorker(person: Person, roads: Roads, settled: Settled<Job>, weigh: BoardContext['weigh'], near: number): Found | null {
  for (const step of stepsOfWorker(person.side.value)) {
    const changed = personOf({ ...person.side, value: step.value });
    const found = gainNear(jobsOf(changed, suiting(changed, roads).slice(0, near), null, roads, weigh), settled);
    if (found) return { change: { code: step.code, text: said(asHeld(step, person, found.column, roads), found.gain), with: null, gain: found.gain }, job: found.column };
  }
  return null;
}

/** A longer road, more or fewer hours, said as the job found asks them. */
function asHeld(step: Step<WorkerValue>, person: Person, { parts }: Job, roads: Roads): string {
  const { side: { value }, months } = person;
  const hours = monthsIn(months).map((month) => parts.reduce((sum, part) => sum + (monthsIn(part.months).includes(month) ? part.hours : 0), 0));
  const share = (of: number) => (of / FIGURES.fullTime.hoursAWeek) * 100;
  if (step.code === 'hours-low') return lowText(value, Math.floor(share(Math.min(...hours)) + 1e-6));
  if (step.code === 'hours-high') return highText(value, Math.ceil(share(Math.max(...hours)) - 1e-6));
  if (step.code === 'too-far') return roadText(value, Math.ceil(Math.max(...roads.ofPerson(person).flatMap(({ it, km }) => (parts.includes(it) ? [km ?? 0] : [])))));
  return step.text;
}

const said = (text: string, gain: number) => `${text}${NBSP}: ${hoursInWords(gain)} de travail de plus par an.`;
