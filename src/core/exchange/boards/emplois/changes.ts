import { DESK_TRADES } from '#core/directory/index.ts';
import { euros, number } from '#lib/format.ts';
import type { BoardChange, BoardContext } from '../../board.ts';
import { gainNear, type Settled } from '../../near.ts';
import { type Adult, type Fit, fitsOf, type Household, type HouseholdValue, type JobValue, minutesInWords, type Post, postKey } from './fits.ts';
import { A_PERSON, type Settling, settlingsOf } from './settlings.ts';

const NBSP = '\u00a0';
const NEAR = 12;
const ALL_SHIFTS: Adult['shifts'] = ['day', 'early', 'evening', 'night', 'weekend'];
type Step<V> = { code: string; text: string; value: V };
export type Found = { change: BoardChange; settling: Settling };

/** Of some figures, the few nearest to one, nearest first. */
const nearestTo = (figure: number, all: readonly number[]) => [...new Set(all)].sort((a, b) => Math.abs(a - figure) - Math.abs(b - figure)).slice(0, 3);

/** What a household could change, the least first: hours and pay are those of the posts met. */
function stepsOfHousehold(value: HouseholdValue, fits: readonly (readonly Fit[])[]): Step<HouseholdValue>[] {
  const steps: Step<HouseholdValue>[] = [];
  const both = value.adults.length > 1;
  const minutes = (by: number) => steps.push({ code: 'minutes', text: minutesText(value, value.maxMinutes + by), value: { ...value, maxMinutes: value.maxMinutes + by } });
  const adult = (code: string, at: number, text: string, change: Partial<Adult>) => steps.push({ code, text: both ? `${text}, pour ${at === 0 ? 'la première personne' : 'la seconde'}` : text, value: { ...value, adults: value.adults.map((one, i) => (i === at ? { ...one, ...change } : one)) } });
  minutes(5);
  minutes(10);
  for (const [at, one] of value.adults.entries()) {
    const posts = fits[at]!.map(({ post }) => post.value);
    for (const hours of nearestTo(one.hoursMin, posts.flatMap(({ hoursAWeek }) => (hoursAWeek < one.hoursMin ? [hoursAWeek] : [])))) adult('hours', at, `Accepter ${number(hours, 1)}${NBSP}h par semaine au lieu de ${number(one.hoursMin, 1)} au moins`, { hoursMin: hours });
    for (const hours of nearestTo(one.hoursMax, posts.flatMap(({ hoursAWeek }) => (hoursAWeek > one.hoursMax ? [hoursAWeek] : [])))) adult('hours', at, `Accepter ${number(hours, 1)}${NBSP}h par semaine au lieu de ${number(one.hoursMax, 1)} au plus`, { hoursMax: hours });
    for (const shift of ALL_SHIFTS) if (!one.shifts.includes(shift)) adult('shifts', at, `Accepter aussi de travailler ${{ day: 'en journée', early: 'tôt le matin', evening: 'le soir', night: 'la nuit', weekend: 'le week-end' }[shift]}`, { shifts: [...one.shifts, shift] });
    for (const pay of nearestTo(one.payCents ?? 0, posts.flatMap(({ payCents }) => (payCents !== undefined && one.payCents !== undefined && payCents < one.payCents ? [payCents] : [])))) adult('pay', at, `Accepter ${euros(pay)} brut par mois au lieu de ${euros(one.payCents!)}`, { payCents: pay });
  }
  for (const by of [15, 20, 30, 45, 60]) minutes(by);
  if (value.lives !== 'anywhere') steps.push({ code: 'home', text: 'Vivre là où sont les emplois', value: { ...value, lives: 'anywhere' } });
  return steps;
}

/** What an employer could change for somebody in particular, the least first. */
function stepsOfPost(value: JobValue, adult: Adult): Step<JobValue>[] {
  const steps: Step<JobValue>[] = [];
  const hours = Math.min(adult.hoursMax, Math.max(adult.hoursMin, value.hoursAWeek));
  const shifts = value.shifts.filter((shift) => adult.shifts.includes(shift));
  const pay = value.payCents !== undefined && adult.payCents !== undefined && value.payCents < adult.payCents ? adult.payCents : undefined;
  if (hours !== value.hoursAWeek) steps.push({ code: 'hours', text: `Passer le poste à ${number(hours, 1)}${NBSP}h par semaine au lieu de ${number(value.hoursAWeek, 1)}`, value: { ...value, hoursAWeek: hours } });
  if (pay !== undefined) steps.push({ code: 'pay', text: `Payer ${euros(pay)} brut par mois au lieu de ${euros(value.payCents!)}`, value: { ...value, payCents: pay } });
  if (shifts.length < value.shifts.length) steps.push({ code: 'shifts', text: 'Changer les horaires du poste', value: { ...value, shifts: shifts.length > 0 ? shifts : adult.shifts } });
  if (!value.remote && DESK_TRADES.includes(value.trade)) steps.push({ code: 'remote', text: 'Permettre de travailler entièrement à distance', value: { ...value, remote: true } });
  return steps;
}

/** The first change of a household that settles more people; null when none of them does. */
export async function changeOfHousehold(home: Household, byKey: Map<string, Post[]>, settled: Settled<Settling>, context: BoardContext): Promise<Found | null> {
  const fits = await fitsOf(home, byKey, context);
  if (fits.some((list) => list.length === 0)) return null;
  for (const step of stepsOfHousehold(home.value, fits)) {
    const changed = { ...home, value: step.value };
    const found = gainNear(await settlingsOf(changed, await fitsOf(changed, byKey, context), NEAR, context), settled);
    if (found) return asFound(step.code === 'minutes' ? { ...step, text: minutesText(home.value, Math.ceil(Math.max(...found.column.minutes))) } : step, found);
  }
  return null;
}

const minutesText = (value: HouseholdValue, minutes: number) => `Accepter ${minutesInWords(minutes)} de trajet au lieu de ${number(value.maxMinutes)}`;

/** The first change of a post that settles more people, among households who came near it. */
export async function changeOfPost(post: Post, near: { home: Household; fit: Fit }[], byKey: Map<string, Post[]>, settled: Settled<Settling>, context: BoardContext): Promise<Found | null> {
  for (const { home, fit } of near.slice(0, 3))
    for (const step of stepsOfPost(post.value, home.value.adults[fit.adult]!)) {
      const changed = { ...post, value: step.value };
      const key = postKey(post);
      const posts = new Map(byKey).set(key, (byKey.get(key) ?? []).map((one) => (one.id === post.id ? changed : one)));
      const settlings = (await settlingsOf(home, await fitsOf(home, posts, context), NEAR, context)).filter((one) => one.takes.includes(post.id));
      const found = gainNear(settlings, settled);
      if (found) return asFound(step, found);
    }
  return null;
}

const asFound = (step: Step<unknown>, { gain, column }: { gain: number; column: Settling }): Found => {
  const people = Math.round(gain / A_PERSON);
  return { change: { code: step.code, text: `${step.text}${NBSP}: ${people < 2 ? 'une personne de plus trouve' : `${number(people)} personnes de plus trouvent`} un emploi.`, with: null, gain: gain / A_PERSON }, settling: column };
};
