import { type AdviserToRoute, lacksOf, type RequestToRoute } from '#core/support/index.ts';

/**
 * The least that the busiest adviser can have, whoever shares: found by trying limits, each by augmenting paths over groups of requests
 * that the same people may take. Written apart from the product's own sharing, to judge it.
 */
export function leastMost(requests: RequestToRoute[], advisers: AdviserToRoute[]): number {
  const groups = new Map<string, { may: number[]; count: number }>();
  for (const request of requests) {
    const may = advisers.flatMap((one, a) => (one.awayUntil === null && !one.dormant && one.coverages.some((cover) => lacksOf(cover, request).length === 0) ? [a] : []));
    if (may.length === 0) continue;
    const group = groups.get(may.join()) ?? { may, count: 0 };
    group.count++;
    groups.set(may.join(), group);
  }
  const all = [...groups.values()];
  const total = all.reduce((sum, group) => sum + group.count, 0);
  let [low, high] = [1, total];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (fitsUnder(middle, all, advisers.length)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Whether everybody can be served when nobody takes more than a limit: Dinic-like pushes, group by group. */
function fitsUnder(limit: number, groups: { may: number[]; count: number }[], people: number): boolean {
  const room = new Int32Array(people).fill(limit);
  const given: Map<number, number>[] = Array.from({ length: people }, () => new Map());
  return groups.every((group, g) => {
    let left = group.count;
    while (left > 0) {
      const sent = push(g, left, groups, room, given);
      if (sent === 0) return false;
      left -= sent;
    }
    return true;
  });
}

function push(from: number, most: number, groups: { may: number[] }[], room: Int32Array, given: Map<number, number>[]): number {
  const reachedBy = new Map<number, number>();
  const groupFrom = new Map<number, number>([[from, -1]]);
  const queue = [from];
  for (const group of queue)
    for (const a of groups[group]!.may) {
      if (reachedBy.has(a)) continue;
      reachedBy.set(a, group);
      if (room[a]! > 0) return send(a, most, reachedBy, groupFrom, room, given);
      for (const [other, count] of given[a]!) if (count > 0 && !groupFrom.has(other)) {
        groupFrom.set(other, a);
        queue.push(other);
      }
    }
  return 0;
}

function send(end: number, most: number, reachedBy: Map<number, number>, groupFrom: Map<number, number>, room: Int32Array, given: Map<number, number>[]): number {
  const steps: { group: number; to: number; from: number }[] = [];
  for (let to = end; to !== -1; ) {
    const group = reachedBy.get(to)!;
    const from = groupFrom.get(group)!;
    steps.push({ group, to, from });
    to = from;
  }
  const amount = Math.min(most, room[end]!, ...steps.filter((step) => step.from !== -1).map((step) => given[step.from]!.get(step.group)!));
  room[end]! -= amount;
  for (const { group, to, from } of steps) {
    given[to]!.set(group, (given[to]!.get(group) ?? 0) + amount);
    if (from !== -1) given[from]!.set(group, given[from]!.get(group)! - amount);
  }
  return amount;
}
