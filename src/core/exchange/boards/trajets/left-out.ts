import { km as inKm, number, plural } from '#lib/format.ts';
import type { BoardChange, BoardContext, BoardLeftOut } from '../../board.ts';
import { type Crew, findCrews } from './crews.ts';
import { NBSP } from './figures.ts';
import type { Kin, Territory } from './people.ts';
import { type Missed, missedBy } from './route.ts';

type Near = { driver: Kin; rider: Kin; missed: Missed; apart: string | null; other: number; obstacles: number; effort: number };
type Lift = { code: string; text: string; other: number; change: (kin: Kin) => Kin };

const NEAREST = 3;
const TRIES = 3;
/** Nobody is asked to wait longer than this to share a car: beyond, hours are another shift. */
const MOST_WAIT_MINUTES = 60;
/** People looked at around a site when the search is made again with a change. */
const AROUND = 40;

/** Pairs of people of a site and of another, the nearest to sharing a car first: one pair a site. */
function nearOf(site: number, { kin, ways, apart }: Territory): Near[] {
  const best = new Map<number, Near>();
  const own = kin.filter((one) => one.site === site);
  for (const other of kin) {
    if (other.site === site) continue;
    const kept = apart(site, other.site);
    for (const mine of own) {
      for (const [driver, rider] of [[mine, other], [other, mine]] as const) {
        const missed = missedBy(driver, rider, ways);
        const minutes = Math.max(missed.early, missed.late);
        const obstacles = [kept !== null, missed.noCommonDay, minutes > 0, missed.detour > 0, !driver.drives].filter(Boolean).length;
        const effort = minutes / 30 + missed.detour / 10 + (driver.drives ? 0 : 1) + (missed.noCommonDay ? 5 : 0) + (kept === null ? 0 : 5);
        const known = best.get(other.site);
        if (!known || obstacles < known.obstacles || (obstacles === known.obstacles && effort < known.effort)) best.set(other.site, { driver, rider, missed, apart: kept, other: other.site, obstacles, effort });
      }
    }
  }
  return [...best.values()].sort((a, b) => a.obstacles - b.obstacles || a.effort - b.effort || ways.sites(site, a.other) - ways.sites(site, b.other) || a.other - b.other);
}

function whyOf({ missed, driver, rider, apart, obstacles }: Near): string[] {
  const minutes = Math.ceil(Math.max(missed.early, missed.late));
  return [
    ...(apart === null ? [] : [apart]),
    ...(missed.noCommonDay ? ['Aucun jour de travail en commun avec {0}.'] : []),
    ...(minutes > 0 ? [`Les horaires de {0} demanderaient ${plural(minutes, 'minute')} d’attente de plus.`] : []),
    ...(missed.detour > 0 ? [`Le détour par {0} passerait de ${inKm(missed.detour)} ce qui est accepté.`] : []),
    ...(driver.drives ? [] : ['Personne n’y conduit avec une place libre, ni chez {0} sur le même chemin.']),
    ...(obstacles > 0 ? [] : [rider.alone < 0.5 ? 'Les gens habitent la commune même où ils travaillent : rien à épargner.' : 'Conviendrait avec {0}, mais d’autres équipages épargnent plus, ou le détour coûterait plus qu’il n’épargne.']),
  ];
}

/** One change alone that would let the two share a car; null when more than one stands between them, or nobody may lift it. */
function liftOf(site: number, { driver, rider, missed, apart, other, obstacles }: Near): Lift | null {
  if (obstacles !== 1 || missed.noCommonDay || apart !== null) return null;
  const minutes = Math.ceil(Math.max(missed.early, missed.late) / 5) * 5;
  if (minutes > MOST_WAIT_MINUTES) return null;
  if (minutes > 0) {
    const both = [driver.site, rider.site];
    return { code: 'wait', other, text: `Accepter ${number(minutes)}${NBSP}minutes d’attente de plus, des deux côtés`, change: (one) => (both.includes(one.site) ? { ...one, wait: one.wait + minutes } : one) };
  }
  const more = Math.ceil(missed.detour);
  if (more > 0) return { code: 'detour', other, text: driver.site === site ? `Accepter ${inKm(driver.detour + more)} de détour au lieu de ${inKm(driver.detour)}` : `Que l’autre site accepte ${inKm(driver.detour + more)} de détour au lieu de ${inKm(driver.detour)}`, change: (one) => (one.site === driver.site ? { ...one, detour: one.detour + more } : one) };
  return { code: 'driver', other, text: driver.site === site ? 'Qu’une personne au moins conduise, avec trois places' : 'Que l’autre site trouve une personne qui conduise, avec trois places', change: (one) => (one.at === driver.at ? { ...one, drives: true, seats: Math.max(3, one.seats) } : one) };
}

/** Solving again around one site takes at most a second, and this part of a search's time. */
const SHARE_OF_TIME = 8;

/**
 * What one change around a site would bring, in cents a year, by searching again with it: among the people nearest to it and the whole cars they are in now; all
 * other cars stay as they are. What is told can be had; more might be.
 */
async function gainOf(lift: Lift, site: number, near: Near[], territory: Territory, chosen: readonly Crew[], context: BoardContext): Promise<number> {
  const { kin } = territory;
  const rank = new Map([site, lift.other, ...near.map((one) => one.other)].map((at, i) => [at, i] as const).toReversed());
  const order = kin.filter((one) => rank.has(one.site)).sort((a, b) => rank.get(a.site)! - rank.get(b.site)! || a.at - b.at);
  const within = new Set<string>();
  for (const one of order) for (let p = 0; p < one.people && (within.size < AROUND || rank.get(one.site)! < 2); p++) within.add(String(one.first + p));
  let now = 0;
  for (const crew of chosen) {
    const inside = crew.takes.filter((person) => within.has(person)).length;
    if (inside === crew.takes.length) now += crew.value;
    else if (inside > 0) for (const person of crew.takes) within.delete(person);
  }
  let first = 0;
  const around = kin.flatMap((one) => {
    const people = Array.from({ length: one.people }, (_, p) => String(one.first + p)).filter((person) => within.has(person)).length;
    if (people === 0) return [];
    const placed = { ...lift.change(one), people, first };
    first += people;
    return [placed];
  });
  const { found } = await findCrews({ ...territory, kin: around, people: first }, { ...context, seconds: Math.min(1, context.seconds / SHARE_OF_TIME) });
  return found.value - now;
}

/** The least change that would bring a site something, found by searching again. */
export async function changeFor(site: number, territory: Territory, chosen: readonly Crew[], context: BoardContext, words: string): Promise<{ near: Near[]; change: BoardChange | null }> {
  const near = nearOf(site, territory);
  const lifts = near.flatMap((one) => liftOf(site, one) ?? []).slice(0, TRIES);
  for (const lift of lifts) {
    const gain = await gainOf(lift, site, near.slice(0, 12), territory, chosen, context);
    if (gain > 0) return { near, change: { code: lift.code, text: `${lift.text}${NBSP}: ${number(gain / 100)}${NBSP}€ ${words}`, with: territory.sites[lift.other]!.id, gain } };
  }
  return { near, change: null };
}

/** What is said of a site of which nobody found a car. `solveAgain`: whether to look for the least change. */
export async function leftOutOf(site: number, territory: Territory, chosen: readonly Crew[], context: BoardContext, solveAgain: boolean): Promise<BoardLeftOut> {
  const { near, change } = solveAgain ? await changeFor(site, territory, chosen, context, 'de frais de voiture en moins par an.') : { near: nearOf(site, territory), change: null };
  return {
    side: territory.sites[site]!.id,
    candidates: near.length,
    nearest: near.slice(0, NEAREST).map((one) => ({ with: territory.sites[one.other]!.id, km: territory.ways.sites(site, one.other), why: whyOf(one) })),
    why: near.length === 0 ? 'Aucun autre site n’a dit ses trajets, et les siens ne se partagent pas entre eux.' : null,
    change,
  };
}
