import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { checkFlow, type FlowAnswer, type FlowProblem, solveFlow } from '#engine/flow/index.ts';
import { apart } from '../apart.ts';
import { transportation, transshipment } from '../generators/networks.ts';
import { bytesOf } from '../readers/bytes.ts';
import { readDimacs } from '../readers/dimacs.ts';
import { dimacsOf } from '../readers/dimacs-text.ts';
import type { Row, RowOptions } from './row.ts';

const run = promisify(execFile);
const PUBLISHED: [string, number][] = [['netgen_8_08a', 142274536], ['netgen_8_10a', 369269289], ['netgen_8_13a', 1184953451], ['transport_400x300', 445090]];

/** Minimum-cost flow: published and generated networks beside LEMON's `dimacs-solver` where it is installed, then transportation at scale. */
export async function* rows({ shared, quick }: RowOptions): AsyncGenerator<Row> {
  for (const [name, best] of PUBLISHED) {
    const read = readDimacs(bytesOf(join(shared, 'mcf', `${name}.min.gz`)));
    if (!read.ok) throw new Error(`${name}, line ${read.line}: ${read.reason}`);
    yield await besideLemon('NETGEN, transportation', name, read.problem, best);
  }
  for (const nodes of quick ? [2 ** 14] : [2 ** 14, 2 ** 15, 2 ** 16]) {
    yield await besideLemon('generated in the manner of NETGEN 8', `${nodes} nodes`, transshipment(nodes, 8, 1), null);
  }
  for (const scale of quick ? SCALES.slice(0, 1) : SCALES) {
    const { result, peakMB } = await apart<Scale, Row[]>(import.meta.url, 'atScale', scale);
    yield { ...result[0]!, peakMB, reached: result[0]!.reached && peakMB <= scale.mostMB };
    yield* result.slice(1);
  }
}

type Scale = { side: number; seconds: number; mostMB: number; changes: boolean };
const SCALES: Scale[] = [
  { side: 5_000, seconds: 0.3, mostMB: Infinity, changes: true },
  { side: 200_000, seconds: 15, mostMB: 500, changes: false },
];

async function besideLemon(set: string, instance: string, problem: FlowProblem, best: number | null): Promise<Row> {
  const lemon = await timeLemon(problem);
  const answer = proved(problem);
  const again = Math.min(...[1, 2, 3].map(() => proved(problem).seconds));
  const ratio = lemon ? answer.seconds / lemon.seconds : NaN;
  const large = problem.from.length >= 65_536;
  return {
    ...rowOf(set, instance, answer, lemon?.value ?? best), best, again,
    reference: lemon ? { name: 'LEMON', ...lemon } : undefined,
    asked: large ? 'optimum, at most 2 × LEMON' : 'optimum',
    reached: answer.value === (best ?? lemon?.value ?? answer.value) && !(large && ratio > 2),
  };
}

/** Transportation at scale, and what a change costs: run in a process of its own, whose memory is told. */
export function atScale({ side, seconds, mostMB, changes }: Scale): Row[] {
  const problem = transportation(side, side, 10, 1);
  const name = `${side} × ${side}, 10 arcs a node`;
  const set = 'generated transportation';
  const first = proved(problem);
  const asked = `exact, ${seconds} s${mostMB < Infinity ? `, ${mostMB} MB` : ''}`;
  const rows: Row[] = [{ ...rowOf(set, name, first, null), asked, reached: first.seconds <= seconds }];
  if (!changes) return rows;
  const changed = { ...problem, supply: Float64Array.from(problem.supply) };
  let from = first.chosen.basis;
  let best: FlowAnswer | null = null;
  for (let round = 0; round < 10; round++) {
    for (let index = 0; index < 50; index++) {
      const node = (7919 * (50 * round + index)) % problem.nodes;
      changed.supply[node] = Math.sign(problem.supply[node]!) * (1 + ((index * 13 + round) % 20));
    }
    const again = proved(changed, from);
    from = again.chosen.basis;
    if (!best || again.seconds < best.seconds) best = again;
  }
  return [...rows, { ...rowOf(set, `${name}, after 50 changes (best of 10)`, best!, null), asked: '20 ms', reached: best!.seconds <= 0.02 }];
}

/** Solves, and has the checker confirm value and proof. */
function proved(problem: FlowProblem, from?: Int8Array): FlowAnswer {
  const answer = solveFlow(problem, { from });
  if (!answer.ok) throw new Error(`${answer.reason} at ${answer.where}`);
  const checked = checkFlow(problem, answer.chosen.flow, answer.chosen.potential);
  if (!checked.feasible || checked.value !== answer.value || checked.bound !== answer.value) throw new Error('the checker refuses the answer');
  return answer;
}

const rowOf = (set: string, instance: string, { value, bound, gap, status, seconds }: FlowAnswer, best: number | null) => ({ set, instance, value, best, bound, gap, status, seconds });

/** Time of `NetworkSimplex::run` as dimacs-solver reports it; null when it is not installed. */
async function timeLemon(problem: FlowProblem): Promise<{ seconds: number; value: number } | null> {
  const folder = await mkdtemp(join(tmpdir(), 'flow-'));
  try {
    const path = join(folder, 'problem.min');
    await writeFile(path, dimacsOf(problem));
    const { stdout, stderr } = await run('dimacs-solver', [path], { maxBuffer: 2 ** 28 });
    const said = stdout + stderr;
    const seconds = /Run NetworkSimplex:.*real: ([\d.e-]+)s/.exec(said)?.[1];
    const value = /Min flow cost: (-?\d+)/.exec(said)?.[1];
    return seconds && value ? { seconds: Number(seconds), value: Number(value) } : null;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
