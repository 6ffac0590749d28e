import type { BadInput } from '../common/answer.ts';
import type { LpModel, WarmStart } from './model.ts';

/** HiGHS reads costs and coefficients from here on as infinite. */
const LARGEST = 1e15;
/** HiGHS reads bounds from here on as infinite. */
const NO_BOUND = 1e20;

const bad = (reason: BadInput['reason'], where: string): BadInput => ({ ok: false, reason, where });

/** What is wrong with a model, and where; undefined when it may be solved. */
export function badModel(model: LpModel, start?: WarmStart): BadInput | undefined {
  const { columns, rows } = model;
  const columnCount = columns.cost.length;
  const rowCount = rows.lower.length;
  if (columnCount === 0) return bad('empty', 'columns');
  const wrongLength = [
    ['columns.lower', columns.lower.length, columnCount],
    ['columns.upper', columns.upper.length, columnCount],
    ['columns.integer', columns.integer?.length ?? columnCount, columnCount],
    ['rows.upper', rows.upper.length, rowCount],
    ['start.x', start?.x?.length ?? columnCount, columnCount],
    ['start.basis.columns', start?.basis?.columns.length ?? columnCount, columnCount],
    ['start.basis.rows', start?.basis?.rows.length ?? rowCount, rowCount],
  ].find(([, length, expected]) => length !== expected);
  if (wrongLength) return bad('bad-length', `${wrongLength[0]}: ${wrongLength[1]} instead of ${wrongLength[2]}`);
  const kind = columns.integer?.findIndex((one) => one > 1) ?? -1;
  if (kind >= 0) return bad('bad-index', `columns.integer[${kind}]`);
  if (!Number.isFinite(model.offset ?? 0)) return bad('not-a-number', 'offset');
  return (
    badNumbers('columns.cost', columns.cost) ??
    badBounds('columns', columns.lower, columns.upper) ??
    badBounds('rows', rows.lower, rows.upper) ??
    badMatrix(model)
  );
}

function badNumbers(name: string, values: Float64Array): BadInput | undefined {
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(values[i])) return bad('not-a-number', `${name}[${i}]`);
    if (Math.abs(values[i]!) >= LARGEST) return bad('overflow', `${name}[${i}]`);
  }
  return undefined;
}

function badBounds(name: string, lower: Float64Array, upper: Float64Array): BadInput | undefined {
  for (let i = 0; i < lower.length; i++) {
    if (Number.isNaN(lower[i]) || Number.isNaN(upper[i])) return bad('not-a-number', `${name}[${i}]`);
    if (lower[i]! > upper[i]! || lower[i] === Infinity || upper[i] === -Infinity) return bad('crossed-bounds', `${name}[${i}]`);
    if (lower[i]! >= NO_BOUND || upper[i]! <= -NO_BOUND) return bad('overflow', `${name}[${i}]`);
  }
  return undefined;
}

function badMatrix({ matrix, columns, rows }: LpModel): BadInput | undefined {
  const [major, minor] = matrix.by === 'column' ? [columns.cost.length, rows.lower.length] : [rows.lower.length, columns.cost.length];
  const { starts, indices, values } = matrix;
  if (starts.length !== major + 1) return bad('bad-length', `matrix.starts: ${starts.length} instead of ${major + 1}`);
  if (indices.length !== values.length) return bad('bad-length', `matrix.values: ${values.length} instead of ${indices.length}`);
  if (starts[0] !== 0 || starts[major] !== indices.length) return bad('bad-index', `matrix.starts[${starts[0] !== 0 ? 0 : major}]`);
  const lastSeen = new Int32Array(minor).fill(-1);
  for (let i = 0; i < major; i++) {
    if (starts[i + 1]! < starts[i]!) return bad('bad-index', `matrix.starts[${i + 1}]`);
    for (let k = starts[i]!; k < starts[i + 1]!; k++) {
      const index = indices[k]!;
      if (index < 0 || index >= minor || lastSeen[index] === i) return bad('bad-index', `matrix.indices[${k}]`);
      lastSeen[index] = i;
    }
  }
  return badNumbers('matrix.values', values);
}
