import { join } from 'node:path';
import { disposeLp, solveLp } from '#engine/lp/index.ts';
import { checkPack, complement, packOfConflicts, solvePack, type PackModel } from '#engine/pack/index.ts';
import { apart } from '../apart.ts';
import { generatePack, type PackSize } from '../generators/pack.ts';
import { solveFile } from '../kinds/pack.ts';
import { textOf } from '../readers/bytes.ts';
import { readGrf } from '../readers/grf.ts';
import type { Row, RowOptions } from './row.ts';

/** Proved values, from the notes of the shared set. */
const PROVED = { in401: 77417482, in402: 76273336, in403: 74843958, in404: 78761690, in405: 75915900 };
const GENERATED: { size: PackSize; seconds: number; within: number; besideHighs: boolean }[] = [
  { size: { columns: 5000, workers: 300, needs: 900 }, seconds: 30, within: 0.001, besideHighs: true },
  { size: { columns: 20_000, workers: 2000, needs: 6000 }, seconds: 30, within: 0.01, besideHighs: true },
  { size: { columns: 200_000, workers: 20_000, needs: 60_000 }, seconds: 120, within: 0.02, besideHighs: false },
  { size: { columns: 200_000, workers: 2000, needs: 6000 }, seconds: 120, within: 0.02, besideHighs: false },
];
const WORKERS = 2;

/** Winner determination, then generated packings; HiGHS alone is given the same model and the same time where it has a chance. */
export async function* rows({ shared, seconds, seed, quick }: RowOptions): AsyncGenerator<Row> {
  for (const [instance, best] of Object.entries(PROVED)) {
    const path = join(shared, 'setpacking', `${instance}.grf.gz`);
    const given = seconds ?? 30;
    const { value, bound, gap, status, seconds: took } = await solveFile(path, { seconds: given, seed, workers: WORKERS });
    const read = readGrf(textOf(path));
    const reference = read.ok && !quick ? await highsAlone(packOfConflicts(read.weights, complement(read.joined)), given) : undefined;
    yield { set: 'winner determination', instance, value, best, bound, gap, status, seconds: took, reference, asked: 'proved value in 30 s', reached: value === best };
  }
  for (const { besideHighs, ...generated } of GENERATED.slice(0, quick ? 2 : undefined)) {
    const { result, peakMB } = await apart<Generated, Row>(import.meta.url, 'solveGenerated', { ...generated, given: seconds ?? generated.seconds, seed });
    const reference = besideHighs && !quick ? await highsAlone(generatePack({ ...generated.size, seed }), seconds ?? generated.seconds) : undefined;
    yield { ...result, peakMB, reference };
  }
  await disposeLp();
}

type Generated = { size: PackSize; seconds: number; within: number; given: number; seed: number | undefined };

/** A generated packing, solved in a process of its own, whose memory is told. */
export async function solveGenerated({ size, seconds, within, given, seed }: Generated): Promise<Row> {
  const model = generatePack({ ...size, seed });
  const answer = await solvePack(model, { seconds: given, seed, workers: WORKERS });
  await disposeLp();
  if (!answer.ok) throw new Error(`${answer.reason} at ${answer.where}`);
  const checked = checkPack(model, answer.chosen);
  if (!checked.feasible || checked.value !== answer.value) throw new Error(`the checker refuses the answer: ${checked.faults[0]}`);
  const instance = `${size.columns} columns, ${size.workers} workers, ${size.needs} needs`;
  const { value, bound, gap, status, seconds: took } = answer;
  return { set: 'generated packing', instance, value, best: null, bound, gap, status, seconds: took, asked: `gap ${100 * within} % in ${seconds} s`, reached: gap <= within };
}

async function highsAlone(model: PackModel, seconds: number): Promise<Row['reference']> {
  const [columns, rowCount] = [model.values.length, model.rowCount];
  const answer = await solveLp(
    {
      maximise: true,
      columns: { cost: model.values, lower: new Float64Array(columns), upper: new Float64Array(columns).fill(1), integer: new Uint8Array(columns).fill(1) },
      rows: { lower: new Float64Array(rowCount).fill(-Infinity), upper: new Float64Array(rowCount).fill(1) },
      matrix: { by: 'column', starts: model.starts, indices: model.rows, values: new Float64Array(model.rows.length).fill(1) },
    },
    { seconds },
  );
  if (!answer.ok) throw new Error(`${answer.reason} at ${answer.where}`);
  return { name: 'HiGHS', seconds: answer.seconds, value: Math.round(answer.value) };
}
