import type { GapProblem } from './problem.ts';

/** Room left at each agent by an assignment; jobs not yet given (-1) take none. */
export function roomLeft({ jobs, weight, capacity }: GapProblem, agentOf: Int32Array): Float64Array {
  const room = Float64Array.from(capacity);
  for (let job = 0; job < jobs; job++) if (agentOf[job]! >= 0) room[agentOf[job]!]! -= weight[agentOf[job]! * jobs + job]!;
  return room;
}

export function costOf({ jobs, cost }: GapProblem, agentOf: Int32Array): number {
  let value = 0;
  for (let job = 0; job < jobs; job++) value += cost[agentOf[job]! * jobs + job]!;
  return value;
}

/**
 * Gives first the job that would lose most by not getting its best agent (regret; Martello and Toth 1981), by a cost that counts capacity at
 * its price, blurred by `noise`. Null when some job fits nowhere any more.
 */
export function construct(problem: GapProblem, extra: Float64Array, noise: number, random: () => number): Int32Array | null {
  const { agents, jobs, weight } = problem;
  const agentOf = new Int32Array(jobs).fill(-1);
  const room = roomLeft(problem, agentOf);
  const wish = extra.map((value) => value + noise * random());
  const waiting = Array.from({ length: jobs }, (_, job) => job);
  while (waiting.length > 0) {
    let most = -Infinity;
    let pick = -1;
    let to = -1;
    for (let index = 0; index < waiting.length; index++) {
      const job = waiting[index]!;
      let first = Infinity;
      let second = Infinity;
      let best = -1;
      for (let agent = 0; agent < agents; agent++) {
        if (weight[agent * jobs + job]! > room[agent]!) continue;
        const value = wish[agent * jobs + job]!;
        if (value < first) {
          second = first;
          first = value;
          best = agent;
        } else if (value < second) second = value;
      }
      if (best < 0) return null;
      if (second - first > most) {
        most = second - first;
        pick = index;
        to = best;
      }
    }
    const job = waiting[pick]!;
    waiting[pick] = waiting.at(-1)!;
    waiting.pop();
    agentOf[job] = to;
    room[to]! -= weight[to * jobs + job]!;
  }
  return agentOf;
}

/** Moves one job, or exchanges two, as long as that is cheaper and fits. Changes `agentOf` in place. */
export function descend(problem: GapProblem, agentOf: Int32Array) {
  const { agents, jobs, cost, weight } = problem;
  const room = roomLeft(problem, agentOf);
  const move = (job: number, to: number) => {
    room[agentOf[job]!]! += weight[agentOf[job]! * jobs + job]!;
    room[to]! -= weight[to * jobs + job]!;
    agentOf[job] = to;
  };
  const swaps = (one: number, two: number) => {
    const a = agentOf[one]!;
    const b = agentOf[two]!;
    if (cost[b * jobs + one]! + cost[a * jobs + two]! >= cost[a * jobs + one]! + cost[b * jobs + two]!) return false;
    return weight[a * jobs + two]! - weight[a * jobs + one]! <= room[a]! && weight[b * jobs + one]! - weight[b * jobs + two]! <= room[b]!;
  };
  for (let better = true; better; ) {
    better = false;
    for (let job = 0; job < jobs; job++) {
      for (let agent = 0; agent < agents; agent++) {
        if (cost[agent * jobs + job]! >= cost[agentOf[job]! * jobs + job]! || weight[agent * jobs + job]! > room[agent]!) continue;
        move(job, agent);
        better = true;
      }
      for (let other = 0; other < job; other++) {
        const [a, b] = [agentOf[job]!, agentOf[other]!];
        if (a === b || !swaps(job, other)) continue;
        move(job, b);
        move(other, a);
        better = true;
      }
    }
  }
}
