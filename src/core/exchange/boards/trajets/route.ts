import type { Kin, Ways } from './people.ts';

/** The shortest way of a car: pick-ups in order (homes), then set-downs (sites), the driver's own site last. Kilometres one way; `arrives`: minutes after midnight at the driver's site. */
export type Route = { km: number; homes: number[]; sites: number[]; arrives: number; leaves: number };

/** By how much a car misses each limit; all 0 when it can be. Minutes and kilometres. */
export type Missed = { early: number; late: number; detour: number; noCommonDay: boolean };

const orders = (list: readonly number[]): number[][] => (list.length < 2 ? [[...list]] : list.flatMap((one, at) => orders(list.toSpliced(at, 1)).map((rest) => [one, ...rest])));

/**
 * The shortest route on which everybody is at work within their accepted wait before the start, and leaves within it after the end (the same way back), nobody
 * aboard for more than their accepted detour. Null when there is none, or no day is common. Everybody is taken up before anybody is set down.
 */
export function routeOf(driver: Kin, riders: readonly Kin[], ways: Ways): Route | null {
  const all = [driver, ...riders];
  if (daysInCommon(all) === 0) return null;
  const homes = [...new Set(riders.map((one) => one.home))].filter((home) => home !== driver.home);
  const sites = [...new Set(riders.map((one) => one.site))].filter((site) => site !== driver.site);
  const most = driver.alone + driver.detour + 1e-9;
  let best: Route | null = null;
  for (const pickUps of orders(homes)) {
    const path = [driver.home, ...pickUps];
    const along = lengths(path, ways.homes);
    if (along.at(-1)! > most) continue;
    for (const setDowns of orders(sites)) {
      const down = [...setDowns, driver.site];
      const across = lengths(down, ways.sites);
      const leg = ways.toSite(path.at(-1)!, down[0]!);
      const km = along.at(-1)! + leg + across.at(-1)!;
      if (km > most || (best && km >= best.km - 1e-9)) continue;
      const aboard = (one: Kin) => along.at(-1)! - along[path.indexOf(one.home)]! + leg + across[down.indexOf(one.site)]!;
      if (riders.some((one) => aboard(one) > one.alone + one.detour + 1e-9)) continue;
      const clock = clockOf(all, (one) => (across.at(-1)! - across[down.indexOf(one.site)]!) * ways.minutesPerKm);
      if (clock) best = { km, homes: path, sites: down, ...clock };
    }
  }
  return best;
}

function lengths(path: readonly number[], km: (a: number, b: number) => number): number[] {
  let sum = 0;
  return path.map((point, i) => (sum += i === 0 ? 0 : km(path[i - 1]!, point)));
}

/** When the driver's site is reached, and left: the latest arrival and the earliest departure that suit all; null when none does. `before`: minutes between somebody's site and the driver's. */
function clockOf(all: readonly Kin[], before: (one: Kin) => number): { arrives: number; leaves: number } | null {
  let [from, by, out, last] = [-Infinity, Infinity, -Infinity, Infinity];
  for (const one of all) {
    const minutes = before(one);
    from = Math.max(from, one.start - one.wait + minutes);
    by = Math.min(by, one.start + minutes);
    out = Math.max(out, one.end - minutes);
    last = Math.min(last, one.end + one.wait - minutes);
  }
  return from <= by + 1e-9 && out <= last + 1e-9 ? { arrives: by, leaves: out } : null;
}

/** How many weekdays some people have in common. */
export function daysInCommon(all: readonly { days: number }[]): number {
  let bits = all.reduce((common, one) => common & one.days, ~0 & 0xfe);
  let count = 0;
  for (; bits; bits &= bits - 1) count++;
  return count;
}

/** What keeps two people from one car, with the second as passenger of the first. */
export function missedBy(driver: Kin, rider: Kin, ways: Ways): Missed {
  const between = ways.sites(driver.site, rider.site) * ways.minutesPerKm;
  const over = (value: number) => Math.max(0, value);
  const [arrive, leave] = [rider.start + between - driver.start, rider.end - between - driver.end];
  const km = ways.homes(driver.home, rider.home) + rider.alone + ways.sites(rider.site, driver.site);
  const early = Math.max(arrive > 0 ? arrive - rider.wait : -arrive - driver.wait, 0);
  const late = Math.max(leave > 0 ? leave - driver.wait : -leave - rider.wait, 0);
  return { early: over(early), late: over(late), detour: over(km - driver.alone - driver.detour), noCommonDay: daysInCommon([driver, rider]) === 0 };
}
