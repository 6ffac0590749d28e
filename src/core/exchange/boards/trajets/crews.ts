import type { BoardContext } from '../../board.ts';
import { chooseColumns, type Chosen, type Column, greedily } from '../../columns.ts';
import { figures } from './figures.ts';
import type { Kin, Territory } from './people.ts';
import { daysInCommon, type Route, routeOf } from './route.ts';

/** People in one car, the driver first; the same kin may be there several times. `kmSaved`: a year, both ways, against everybody alone; `cents`: what those kilometres cost. */
export type Crew = Column & { kin: Kin[]; route: Route; days: number; kmSaved: number; cents: number };

/**
 * How many companions are looked at for one person: the best of them, by what the two alone would save. The bound is over the cars listed; up to a dozen people
 * every possible car is, those too of which no two would fit without the third.
 */
const companionsFor = (people: number): number => (people <= 24 ? people : people <= 300 ? 14 : people <= 2000 ? 9 : people <= 5000 ? 7 : 6);
const MOST_A_DRIVER = 3000;
const EVERY_CAR = 12;

export type Crews = { crews: Crew[]; found: Chosen<Crew>; simple: number };

/** The cars that together save most, nobody in two. `only`: ranks of kin to look at; all unless told. */
export async function findCrews(territory: Territory, context: Pick<BoardContext, 'seconds' | 'signal' | 'weigh'>, only?: readonly number[]): Promise<Crews> {
  const crews = listCrews(territory, context.weigh, only);
  const found = await chooseColumns(crews, context);
  return { crews, found, simple: greedily(crews) };
}

/** Every car worth choosing among: each set of people once, with the driver who saves most. */
export function listCrews({ sites, kin, ways, apart }: Territory, weigh: BoardContext['weigh'], only?: readonly number[]): Crew[] {
  const looked = only ? only.map((at) => kin[at]!) : kin;
  const people = looked.reduce((sum, one) => sum + one.people, 0);
  const most = companionsFor(people);
  const every = people <= EVERY_CAR;
  const best = new Map<string, Crew>();
  for (const driver of looked) {
    if (!driver.drives) continue;
    const companions = looked
      .flatMap((rider) => (rider === driver && driver.people === 1) || apart(driver.site, rider.site) !== null ? [] : every && !savedByTwo(driver, rider, ways)[0] ? [{ rider, saving: 0 }] : savedByTwo(driver, rider, ways))
      .sort((a, b) => b.saving - a.saving || a.rider.at - b.rider.at)
      .slice(0, most);
    const routes = new Map<string, Crew | null>();
    const crewOf = (riders: readonly Kin[]): Crew | null => {
      const key = riders.map((one) => one.at).sort((a, b) => a - b).join();
      if (!routes.has(key)) routes.set(key, riders.some((one, i) => riders.some((other, j) => j < i && apart(one.site, other.site) !== null)) ? null : crewWith([driver, ...riders], ways));
      return routes.get(key)!;
    };
    for (let own = 0; own < driver.people; own++) {
      const near = nearest(driver, own, companions.map((one) => one.rider), most, every);
      let listed = 0;
      const extend = (people: number[], riders: Kin[], next: number) => {
        for (let i = next; i < near.length && listed < MOST_A_DRIVER; i++) {
          const crew = crewOf([...riders, near[i]!.kin]);
          listed++;
          if (!crew && !every) continue;
          const aboard = [...people, near[i]!.person];
          if (crew) keep(best, crew, aboard, weigh, sites);
          if (riders.length + 1 < driver.seats) extend(aboard, crew?.kin.slice(1) ?? [...riders, near[i]!.kin], i + 1);
        }
      };
      extend([driver.first + own], [], 0);
    }
  }
  return [...best.values()];
}

/** What two people save in one car, the second as passenger, in kilometres a week one way; nothing when they cannot. */
function savedByTwo(driver: Kin, rider: Kin, { homes, sites, minutesPerKm }: Territory['ways']): { rider: Kin; saving: number }[] {
  // Cheap refusals first: most pairs of a territory end here.
  if ((driver.days & rider.days) === 0 || rider.start - driver.start > rider.wait || driver.start - rider.start > driver.wait + (driver.alone + driver.detour) * minutesPerKm) return [];
  const between = sites(driver.site, rider.site);
  const detour = homes(driver.home, rider.home) + rider.alone + between - driver.alone;
  if (detour > driver.detour + 1e-9) return [];
  const [arrive, leave] = [rider.start + between * minutesPerKm - driver.start, rider.end - between * minutesPerKm - driver.end];
  const fits = arrive <= rider.wait + 1e-9 && -arrive <= driver.wait + 1e-9 && leave <= driver.wait + 1e-9 && -leave <= rider.wait + 1e-9;
  return fits ? [{ rider, saving: (rider.alone - detour) * daysInCommon([driver, rider]) }] : [];
}

/**
 * The best companions of one person. People of one kin are alike: each driver looks first at other ones of them, so that cars can be filled side by side.
 * `all`: every one of them is looked at, where there are few people.
 */
function nearest(driver: Kin, own: number, companions: Kin[], most: number, all: boolean): { kin: Kin; person: number }[] {
  const found: { kin: Kin; person: number }[] = [];
  for (const rider of companions) {
    const same = rider === driver;
    const count = Math.min(all ? rider.people : driver.seats, rider.people - (same ? 1 : 0), most - found.length);
    const from = same ? own + 1 : driver.first + own;
    for (let k = 0; k < count; k++) found.push({ kin: rider, person: rider.first + ((from + k) % rider.people) });
    if (found.length >= most) break;
  }
  return found;
}

function crewWith(kin: Kin[], ways: Territory['ways']): Crew | null {
  const route = routeOf(kin[0]!, kin.slice(1), ways);
  if (!route) return null;
  const days = daysInCommon(kin);
  const kmSaved = 2 * days * figures.weeksPerYear.value * (kin.reduce((sum, one) => sum + one.alone, 0) - route.km);
  return { kin, route, days, kmSaved, cents: Math.round(kmSaved * figures.centsPerKm.value), value: 0, takes: [] };
}

function keep(best: Map<string, Crew>, crew: Crew, people: number[], weigh: BoardContext['weigh'], sites: Territory['sites']): void {
  if (crew.cents <= 0) return;
  const takes = people.toSorted((a, b) => a - b).map(String);
  const key = takes.join();
  const known = best.get(key);
  if (known && known.cents >= crew.cents) return;
  best.set(key, { ...crew, takes, value: Math.round(weigh(crew.cents, [...new Set(crew.kin.map((one) => one.site))].map((at) => sites[at]!))) });
}
