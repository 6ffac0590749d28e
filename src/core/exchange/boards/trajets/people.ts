import type { BoardContext } from '../../board.ts';
import type { Place } from '../../model.ts';
import type { Site } from './figures.ts';

/** People who come from one commune to one site at the same hours, and may drive or not: nothing tells them apart. Minutes after midnight; `days`: one bit a weekday. */
export type Kin = {
  at: number;
  site: number;
  home: number;
  commune: string;
  shift: number;
  people: number;
  drives: boolean;
  seats: number;
  days: number;
  start: number;
  end: number;
  wait: number;
  detour: number;
  alone: number;
  /** Rank of the first of them among all people. */
  first: number;
};

/** Roads between homes (communes) and sites, in kilometres, and minutes a kilometre. */
export type Ways = { homes: (a: number, b: number) => number; toSite: (home: number, site: number) => number; sites: (a: number, b: number) => number; minutesPerKm: number };

/** `apart`: why two sites are not to be brought together for now; null when they may be. */
export type Territory = { sites: Site[]; kin: Kin[]; people: number; ways: Ways; apart: (site: number, other: number) => string | null; unplaced: Map<string, string> };

/** Lays out everybody who comes to work. `unplaced`: sites that have no place, or whose staff have none, with the words for it. Two rows that say the same are one. */
export async function layOut(all: readonly Site[], context: Pick<BoardContext, 'travel' | 'communePlace' | 'apart'>): Promise<Territory> {
  const sites = all.filter((site) => site.place !== null).sort((a, b) => (a.id < b.id ? -1 : 1));
  const unplaced = new Map(all.filter((site) => site.place === null).map((site) => [site.id, 'Le lieu du site est inconnu.']));
  const codes = [...new Set(sites.flatMap((site) => site.value.staff.map((row) => row.commune)))].sort();
  const known = codes.flatMap((code) => {
    const place = context.communePlace(code);
    return place ? [{ code, place }] : [];
  });
  const homeOf = new Map(known.map(({ code }, at) => [code, at]));
  const ways = await waysBetween(known.map((one) => one.place), sites.map((site) => site.place!), context.travel);

  const kin: Kin[] = [];
  let people = 0;
  for (const [site, { id, value }] of sites.entries()) {
    const rows = new Map<string, Kin>();
    for (const row of value.staff) {
      const home = homeOf.get(row.commune);
      if (home === undefined) continue;
      const key = [home, row.shift, row.drives, row.seats].join();
      const { days, start, end } = value.shifts[row.shift - 1]!;
      const same = rows.get(key);
      if (same) same.people += row.people;
      else {
        const [from, until] = [minutesOf(start), minutesOf(end)];
        rows.set(key, {
          at: 0, site, home, commune: row.commune, shift: row.shift, people: row.people, drives: row.drives && row.seats > 0, seats: row.seats, days: days.reduce((bits, day) => bits | (1 << day), 0),
          start: from, end: until > from ? until : until + 1440, wait: value.waitMinutes, detour: value.maxDetourKm, alone: ways.toSite(home, site), first: 0,
        });
      }
    }
    if (rows.size === 0) unplaced.set(id, 'Aucune des communes dites n’a de position connue.');
    for (const one of rows.values()) {
      kin.push({ ...one, at: kin.length, first: people });
      people += one.people;
    }
  }
  return { sites, kin, people, ways, apart: (a, b) => (a === b ? null : (context.apart?.(sites[a]!.party, sites[b]!.party) ?? null)), unplaced };
}

const minutesOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

async function waysBetween(homes: Place[], sites: Place[], travel: BoardContext['travel']): Promise<Ways> {
  const [between, toSites, among] = await Promise.all([travel.table(homes, homes), travel.table(homes, sites), travel.table(sites, sites)]);
  return {
    homes: (a, b) => between[a * homes.length + b]!,
    toSite: (home, site) => toSites[home * sites.length + site]!,
    sites: (a, b) => among[a * sites.length + b]!,
    minutesPerKm: await paceOf([...homes, ...sites], travel),
  };
}

/** Minutes a kilometre on the longest of some journeys: the table of roads holds lengths only. */
async function paceOf(places: Place[], travel: BoardContext['travel']): Promise<number> {
  const journeys = await Promise.all(places.slice(1, 9).map((place) => travel.between(places[0]!, place)));
  const longest = journeys.toSorted((a, b) => b.km - a.km)[0];
  return longest && longest.km > 0 ? longest.minutes / longest.km : 0;
}
