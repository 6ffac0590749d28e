import type { Factor } from './carbon/model.ts';

/** A factor of Base Carbone that an operator imported: reference data of the whole country. */
export type ImportedFactorTable = { number: string; body: Factor; imported_at: Date };

declare module '#core/kernel/tables.ts' {
  interface Tables {
    imported_factor: ImportedFactorTable;
  }
}
