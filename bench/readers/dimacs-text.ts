import type { FlowProblem } from '#engine/flow/index.ts';

/** A problem whose supplies are all exact, written in DIMACS `.min` format. */
export function dimacsOf({ nodes, from, to, cost, lower, upper, supply }: FlowProblem): string {
  const lines = [`p min ${nodes} ${from.length}`];
  for (let node = 0; node < nodes; node++) if (supply[node] !== 0) lines.push(`n ${node + 1} ${supply[node]}`);
  for (let arc = 0; arc < from.length; arc++) lines.push(`a ${from[arc]! + 1} ${to[arc]! + 1} ${lower?.[arc] ?? 0} ${upper[arc] === Infinity ? -1 : upper[arc]} ${cost[arc]}`);
  return `${lines.join('\n')}\n`;
}
