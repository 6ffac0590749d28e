import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { sql } from 'kysely';
import { chunks, type Deps, done, type Done, inTransaction, refused, type Refused } from '#core/kernel/index.ts';
import { type BaseCarboneRead, readBaseCarbone } from './carbon/base-carbone.ts';
import type {} from './tables.ts';

export type ImportBaseCarbone = { file: string; edition?: string };
export type ImportedBaseCarbone = { read: number; factors: number; archived: number; changed: number; gone: number; rejected: BaseCarboneRead['rejected'] };

/** Replaces the imported factors by those of an official export, all or none. Importing the same file again changes nothing. */
export const importBaseCarbone =
  ({ db, clock }: Pick<Deps, 'db' | 'clock'>) =>
  async ({ file, edition }: ImportBaseCarbone): Promise<Done<ImportedBaseCarbone> | Refused<'no-file' | 'not-base-carbone' | 'empty', string>> => {
    let bytes: Uint8Array;
    try {
      bytes = await readFile(file);
    } catch (error) {
      return refused('no-file', (error as NodeJS.ErrnoException).code ?? '');
    }
    const read = readBaseCarbone(bytes, `ADEME, Base Carbone ${edition ?? `(${basename(file)})`}`);
    if (!read.ok) return read;
    const { factors, rows, rejected } = read.value;
    if (factors.length === 0) return refused('empty', `${rows}`);

    return inTransaction(db, async (trx) => {
      await sql`select pg_advisory_xact_lock(4660)`.execute(trx);
      let changed = 0;
      for (const part of chunks(factors, 2_000)) {
        const written = await sql`insert into imported_factor (number, body, imported_at)
          select body->>'number', body, ${clock.now()} from jsonb_array_elements(${JSON.stringify(part)}::jsonb) as body
          on conflict (number) do update set body = excluded.body, imported_at = excluded.imported_at where imported_factor.body is distinct from excluded.body`.execute(trx);
        changed += Number(written.numAffectedRows ?? 0n);
      }
      const gone = await sql`delete from imported_factor where not (number = any (select jsonb_array_elements_text(${JSON.stringify(factors.map((one) => one.number))}::jsonb)))`.execute(trx);
      return done({ read: rows, factors: factors.length, archived: factors.filter(({ status }) => status === 'archived').length, changed, gone: Number(gone.numAffectedRows ?? 0n), rejected });
    });
  };
