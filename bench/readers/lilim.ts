/**
 * Pickup and delivery with time windows as published by Li and Lim (2001), http://www.sintef.no/pdptw. First line: vehicles, capacity,
 * speed (not used by the authors). Then the depot as task 0 and one task a line: number, x, y, demand, opens, closes, service,
 * its pickup (0 for a pickup), its delivery (0 for a delivery). Distances and times are Euclidean in double precision, speed 1.
 */
import type { RoundProblem } from '#engine/round/index.ts';

/** Published values sum double-precision distances: a millionth of the unit keeps them to the digit, in whole numbers. */
export const LILIM_SCALE = 1_000_000;

export type LilimRead = { ok: true; problem: RoundProblem; tasks: number } | { ok: false; reason: string; line: number };

const FIELDS = 9;

/** Reads an instance; anything odd is refused with its line (from 1). `fixed` makes the number of vehicles come before distance. */
export function readLilim(text: string): LilimRead {
  const lines = text.split(/\r?\n/);
  while (lines.length > 0 && lines.at(-1)!.trim() === '') lines.pop();
  const refuse = (reason: string, line: number): LilimRead => ({ ok: false, reason, line });
  const rows = lines.map((line) => line.trim().split(/\s+/).map(Number));
  const head = rows[0];
  if (!head || head.length !== 3) return refuse('bad-first-line', 1);
  const [vehicleCount, capacity] = head as [number, number, number];
  if (!Number.isInteger(vehicleCount) || vehicleCount < 1 || vehicleCount > 10_000) return refuse('bad-vehicle-count', 1);
  if (!Number.isInteger(capacity) || capacity < 0) return refuse('bad-capacity', 1);
  const tasks = rows.slice(1);
  if (tasks.length < 3) return refuse('too-few-tasks', lines.length + 1);
  for (const [i, row] of tasks.entries()) {
    if (row.length !== FIELDS) return refuse('wrong-number-of-fields', i + 2);
    if (row.some((value) => !Number.isFinite(value))) return refuse('not-a-number', i + 2);
    if (row[0] !== i) return refuse('tasks-out-of-order', i + 2);
    if ([3, 7, 8].some((field) => !Number.isInteger(row[field]))) return refuse('not-whole-numbers', i + 2);
    if (Math.abs(row[1]!) > 1e6 || Math.abs(row[2]!) > 1e6) return refuse('coordinates-too-large', i + 2);
    if (row[4]! < 0 || row[5]! > 1e6 || row[4]! > row[5]!) return refuse('bad-time-window', i + 2);
    if (row[6]! < 0 || row[6]! > 1e6) return refuse('bad-service-time', i + 2);
  }
  for (const [i, row] of tasks.entries()) {
    if (i === 0) continue;
    const [demand, pickup, delivery] = [row[3]!, row[7]!, row[8]!];
    if ((pickup === 0) === (delivery === 0)) return refuse('neither-pickup-nor-delivery', i + 2);
    const mate = tasks[pickup || delivery];
    if (!mate || (pickup || delivery) < 0) return refuse('no-such-task', i + 2);
    if ((delivery ? mate[7] : mate[8]) !== i) return refuse('one-sided-pair', i + 2);
    if (delivery && demand < 0) return refuse('bad-demand', i + 2);
    if (mate[3] !== -demand) return refuse('unbalanced-pair', i + 2);
  }
  return { ok: true, tasks: tasks.length, problem: problemOf(tasks, vehicleCount, capacity) };
}

function problemOf(tasks: number[][], vehicleCount: number, capacity: number): RoundProblem {
  const nodes = tasks.length;
  const cost = new Float64Array(nodes * nodes);
  const time = new Float64Array(nodes * nodes);
  let farthest = 0;
  for (let a = 0; a < nodes; a++) {
    for (let b = 0; b < nodes; b++) {
      const [from, to] = [tasks[a]!, tasks[b]!];
      const distance = Math.sqrt((from[1]! - to[1]!) ** 2 + (from[2]! - to[2]!) ** 2) * LILIM_SCALE;
      farthest = Math.max(farthest, distance);
      cost[a * nodes + b] = Math.round(distance);
      // Rounded up, so that what is on time here is on time in exact arithmetic.
      time[a * nodes + b] = Math.ceil(distance);
    }
  }
  const column = (field: number, round: (value: number) => number) => Float64Array.from(tasks, (row) => round(row[field]! * LILIM_SCALE));
  const pickups = tasks.flatMap((row, i) => (i > 0 && row[8]! > 0 ? [i] : []));
  const all = (value: number) => new Float64Array(vehicleCount).fill(value);
  const opens = column(4, Math.ceil);
  const closes = column(5, Math.floor);
  return {
    nodes, cost, time, opens, closes,
    service: column(6, Math.ceil),
    requests: {
      pickup: Int32Array.from(pickups),
      delivery: Int32Array.from(pickups, (i) => tasks[i]![8]!),
      load: Float64Array.from(pickups, (i) => tasks[i]![3]!),
    },
    vehicles: {
      start: new Int32Array(vehicleCount),
      end: new Int32Array(vehicleCount),
      capacity: all(capacity),
      from: all(opens[0]!),
      until: all(closes[0]!),
      longest: all(closes[0]! - opens[0]!),
      fixed: all(fewestFirst(nodes, farthest)),
    },
  };
}

/** A round number above any plan's distance: the published ranking counts vehicles first. */
const fewestFirst = (nodes: number, farthest: number): number => 10 ** Math.ceil(Math.log10(Math.max(1, 2 * nodes * farthest)));
