import type { BoardContext } from '../../board.ts';
import { MOST_RANK, type RankedColumn } from '../../ranked.ts';
import { FIGURES } from './figures.ts';
import type { Part, Person } from './parts.ts';
import type { Near, Roads } from './roads.ts';
import { holdsTogether, isWhole, partsApart, personApart } from './standing.ts';

/** A whole job: the firms whose needs it adds up, and who would take it, or nobody known yet. `value`: paid hours a year. */
export type Job = RankedColumn & { parts: Part[]; person: Person | null };

/** How many needs a job adds up, at least and at most. */
export const FIRMS = { least: 2, most: 4 };
// What is looked at in all, so that three thousand sides take seconds: sets tried, and jobs kept for the search. Few sides are looked at whole.
const BUDGET = { tries: 400_000, kept: 30_000, leastKept: 6, mostNear: 26 };

/** How far each person and each need looks: the nearest `near` that suit, and the best `kept` jobs found from there. */
export type Reach = { near: number; kept: number };

export function reachFor(starts: number): Reach {
  let near = 6;
  const sets = (n: number) => (n * (n - 1)) / 2 + (n * (n - 1) * (n - 2)) / 6 + (n * (n - 1) * (n - 2) * (n - 3)) / 24;
  while (near < BUDGET.mostNear && starts * sets(near + 1) <= BUDGET.tries) near++;
  return { near, kept: Math.max(BUDGET.leastKept, Math.floor(BUDGET.kept / Math.max(1, starts))) };
}

/** All jobs for somebody from some needs that suit; with `must`, those that hold it. */
export function jobsOf(person: Person, near: readonly Near<Part>[], must: Part | null, roads: Roads, weigh: BoardContext['weigh']): Job[] {
  const made = (chosen: Part[]) => jobFrom(chosen, person, chosen.reduce((sum, part) => sum + (near.find((one) => one.it === part)?.km ?? 0), 0), weigh);
  return addUp(near.filter((one) => one.it !== must), must, person, made, (chosen, next) => chosen.every((one) => roads.mayMeet(one, next)));
}

/** All jobs, for somebody still to be found, that hold a need and some of its neighbours. */
export function jobsAround(anchor: Part, near: readonly Near<Part>[], roads: Roads, weigh: BoardContext['weigh']): Job[] {
  const kmTo = (a: Part, b: Part) => roads.between(a, b) ?? Infinity;
  const close = (chosen: Part[], next: Part) => chosen.every((one) => one === anchor || (kmTo(one, next) <= FIGURES.betweenKm.value && roads.mayMeet(one, next)));
  return addUp(near, anchor, null, (chosen) => jobFrom(chosen, null, Math.max(...chosen.flatMap((a, i) => chosen.slice(i + 1).map((b) => kmTo(a, b)))), weigh), close);
}

function addUp(near: readonly Near<Part>[], must: Part | null, person: Person | null, made: (chosen: Part[]) => Job, fits: (chosen: Part[], next: Part) => boolean): Job[] {
  const jobs: Job[] = [];
  const extend = (chosen: Part[], next: number) => {
    if (chosen.length >= FIRMS.least && isWhole(chosen, person)) jobs.push(made(chosen));
    if (chosen.length === FIRMS.most) return;
    for (let i = next; i < near.length; i++) {
      const part = near[i]!.it;
      if (chosen.some((one) => one.side.party === part.side.party) || !fits(chosen, part)) continue;
      const more = [...chosen, part];
      if (holdsTogether(more, person)) extend(more, i + 1);
    }
  };
  extend(must ? [must] : [], 0);
  return jobs;
}

// Among jobs of as many hours: one whose person is known, then fewer firms, then less road.
const PREFERS = { known: 500, fewer: 100, road: 300 };

function jobFrom(chosen: Part[], person: Person | null, km: number, weigh: BoardContext['weigh']): Job {
  const parts = chosen.toSorted((a, b) => b.hours - a.hours || (a.side.id < b.side.id ? -1 : 1));
  const sides = parts.map((part) => part.side);
  const rank = (person ? PREFERS.known : 0) + PREFERS.fewer * (FIRMS.most - parts.length) + Math.max(0, PREFERS.road - Math.round(km));
  return { parts, person, value: Math.round(weigh(parts.reduce((sum, part) => sum + part.year, 0), sides)), rank: Math.min(MOST_RANK, rank), takes: [...(person ? [person.side.id] : []), ...sides.map((side) => side.id)] };
}

/**
 * The jobs to choose among: around each person and each need, from the nearest that suit. With few sides these are all there are;
 * with many, what lies beyond the nearest of each, or below its best jobs, is left out, and the bound is over the jobs kept.
 */
export function allJobs(parts: readonly Part[], persons: readonly Person[], roads: Roads, weigh: BoardContext['weigh']): Job[] {
  const reach = reachFor(parts.length + persons.length);
  const jobs = new Map<string, Job>();
  const keep = (found: Job[]) => {
    for (const job of found.sort((a, b) => b.value - a.value || b.rank - a.rank || (a.takes.join() < b.takes.join() ? -1 : 1)).slice(0, reach.kept)) jobs.set([job.person?.side.id ?? '', ...job.takes.toSorted()].join('\n'), job);
  };
  for (const person of persons) keep(jobsOf(person, suiting(person, roads).slice(0, reach.near), null, roads, weigh));
  for (const part of parts) keep(jobsAround(part, neighbours(part, roads).slice(0, reach.near), roads, weigh));
  return [...jobs.values()];
}

// Roads and hours first, which cost nothing to look at: most are set aside by them.
const withinRoad = (km: number | null, remote: boolean, most: number) => remote || (km !== null && km <= most);

/** The needs that suit somebody, nearest first. */
export const suiting = (person: Person, roads: Roads): Near<Part>[] =>
  roads.ofPerson(person).filter(({ it, km, apart }) => withinRoad(km, it.side.value.remote, person.side.value.maxKm) && (it.months & ~person.months) === 0 && personApart(person, it, km, apart).length === 0);

/** The needs that could be added to one, nearest first. */
export const neighbours = (part: Part, roads: Roads): Near<Part>[] =>
  roads.ofPart(part).filter(({ it, km, apart }) => withinRoad(km, false, FIGURES.betweenKm.value) && ((it.months & part.months) === 0 || it.hours + part.hours <= FIGURES.fullTime.hoursAWeek + 1e-6) && partsApart(part, it, km, apart).length === 0);
