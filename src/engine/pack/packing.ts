import { columnCount, kindOf, ROW, type PackModel } from './model.ts';

/** A set of columns that keeps every at-most-one row, with what each row is held by. Rows that must be held and are not are paid for (`unheld`). */
export type Packing = {
  /** 1 where the column is chosen. */
  chosen: Uint8Array;
  /** The chosen column that holds each row of a kind that takes only one, or -1. */
  owner: Int32Array;
  /** How many chosen columns hold each at-least-one row. */
  holders: Int32Array;
  /** Sum of the chosen columns' values, rewards for held rows included. */
  worth: number;
  /** What each column is worth by itself: its value, and the reward of the exactly-one rows that it holds. */
  value: Float64Array;
  /** The most rewards there are. */
  mostRewards: number;
  /** The reward for holding one row that must be held. */
  reward: number;
  add: (column: number) => void;
  remove: (column: number) => void;
  /** What taking in a column would change in `worth`, once the columns in its way are out. These are listed in `inTheWay`. */
  swapGain: (column: number) => number;
  removeGain: (column: number) => number;
  inTheWay: { columns: Int32Array; count: number };
  /** Takes a column in after `swapGain` of the same column. */
  swap: (column: number) => void;
};

/** An empty packing. The reward is set above what any one column could bring, so that holding a required row always pays. */
export function emptyPacking(model: PackModel): Packing {
  const { rowCount, starts, rows, values } = model;
  const count = columnCount(model);
  const mustHold = model.kinds?.some((kind) => kind !== ROW.atMostOne) ?? false;
  const reward = mustHold ? 2 * values.reduce((most, value) => Math.max(most, Math.abs(value)), 1) : 0;
  const shared = Uint8Array.from({ length: rowCount }, (_, i) => (kindOf(model, i) === ROW.atLeastOne ? 1 : 0));
  const anyShared = shared.includes(1);
  // A row that takes exactly one gives its reward to whichever column holds it: the reward is part of the column's value.
  const value = values.map((own, j) => {
    let sum = own;
    if (mustHold) for (let k = starts[j]!; k < starts[j + 1]!; k++) if (kindOf(model, rows[k]!) === ROW.exactlyOne) sum += reward;
    return sum;
  });
  let widest = 1;
  for (let j = 0; j < count; j++) widest = Math.max(widest, starts[j + 1]! - starts[j]!);
  const blocked = new Int32Array(widest);
  const chosen = new Uint8Array(count);
  const owner = new Int32Array(rowCount).fill(-1);
  const holders = new Int32Array(rowCount);

  const packing: Packing = {
    chosen,
    owner,
    holders,
    worth: 0,
    value,
    mostRewards: reward * (model.kinds?.filter((kind) => kind !== ROW.atMostOne).length ?? 0),
    reward,
    inTheWay: { columns: blocked, count: 0 },
    add(column) {
      chosen[column] = 1;
      packing.worth += value[column]!;
      for (let k = starts[column]!; k < starts[column + 1]!; k++) {
        const row = rows[k]!;
        if (shared[row] === 0) owner[row] = column;
        else if (holders[row]!++ === 0) packing.worth += reward;
      }
    },
    remove(column) {
      chosen[column] = 0;
      packing.worth -= value[column]!;
      for (let k = starts[column]!; k < starts[column + 1]!; k++) {
        const row = rows[k]!;
        if (shared[row] === 0) owner[row] = -1;
        else if (--holders[row]! === 0) packing.worth -= reward;
      }
    },
    swapGain(column) {
      let gain = value[column]!;
      let blockers = 0;
      for (let k = starts[column]!; k < starts[column + 1]!; k++) {
        const row = rows[k]!;
        const holder = owner[row]!;
        if (holder < 0) continue;
        let known = false;
        for (let b = 0; b < blockers; b++) if (blocked[b] === holder) known = true;
        if (known) continue;
        blocked[blockers++] = holder;
        gain -= value[holder]!;
      }
      packing.inTheWay.count = blockers;
      return anyShared ? gain + sharedGain(column, blockers) : gain;
    },
    removeGain(column) {
      let gain = -value[column]!;
      if (anyShared) for (let k = starts[column]!; k < starts[column + 1]!; k++) if (shared[rows[k]!] === 1 && holders[rows[k]!] === 1) gain -= reward;
      return gain;
    },
    swap(column) {
      for (let b = 0; b < packing.inTheWay.count; b++) packing.remove(blocked[b]!);
      packing.add(column);
    },
  };

  /** Rewards won and lost on rows that several may hold: the blockers are counted out first, then in again. */
  function sharedGain(column: number, blockers: number): number {
    let gain = 0;
    for (let b = 0; b < blockers; b++)
      for (let k = starts[blocked[b]!]!; k < starts[blocked[b]! + 1]!; k++) if (shared[rows[k]!] === 1 && --holders[rows[k]!]! === 0) gain -= reward;
    for (let k = starts[column]!; k < starts[column + 1]!; k++) if (shared[rows[k]!] === 1 && holders[rows[k]!] === 0) gain += reward;
    for (let b = 0; b < blockers; b++) for (let k = starts[blocked[b]!]!; k < starts[blocked[b]! + 1]!; k++) if (shared[rows[k]!] === 1) holders[rows[k]!]!++;
    return gain;
  }
  return packing;
}

/** Whether every row that must be held is. */
export function holdsAll(model: PackModel, { owner, holders }: Packing): boolean {
  if (model.kinds) for (let i = 0; i < model.rowCount; i++) if (model.kinds[i] !== ROW.atMostOne && owner[i]! < 0 && holders[i] === 0) return false;
  return true;
}

/** The chosen columns' numbers, increasing. */
export function chosenColumns({ chosen }: Packing): Int32Array {
  const columns: number[] = [];
  for (let j = 0; j < chosen.length; j++) if (chosen[j] === 1) columns.push(j);
  return Int32Array.from(columns);
}

/** Makes a packing hold exactly these columns. */
export function setPacking(packing: Packing, columns: Int32Array): void {
  for (const column of chosenColumns(packing)) packing.remove(column);
  for (const column of columns) packing.add(column);
}

/** Sum of the values of columns, as the model has them. */
export function valueOf(model: PackModel, columns: Int32Array): number {
  let value = 0;
  for (const column of columns) value += model.values[column]!;
  return value;
}
