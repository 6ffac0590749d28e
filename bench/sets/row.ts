/**
 * One line of the table in docs/engine.md. `best`: best known value; `reference`: another solver in the same run; `again`: seconds of a second solve in
 * the same process; `peakMB`: of a process that did nothing else; `asked`: what was to be reached.
 */
export type Row = {
  set: string;
  instance: string;
  value: number;
  best: number | null;
  bound: number;
  gap: number;
  status: string;
  seconds: number;
  again?: number;
  peakMB?: number;
  reference?: { name: string; seconds: number; value: number };
  asked: string;
  reached: boolean;
};

/** `shared`: the folder of published instances; `seconds` overrides the time an instance gets; `quick` leaves out what takes minutes. */
export type RowOptions = { shared: string; seconds?: number; seed?: number; quick?: boolean };

/** A Markdown table in cells, for sets whose instances are too many to read one by one. */
export type Summary = { head: string[]; lines: string[][] };
export type RowSet = { rows: (options: RowOptions) => AsyncGenerator<Row>; summary?: (rows: Row[]) => Summary };
