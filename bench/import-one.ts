// One measure of bench/import.ts, in its own process: what, and the files as JSON.
import { DuckDBInstance } from '@duckdb/node-api';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { importSirene } from '#core/directory/import-sirene.ts';
import { parquetColumns } from '#core/directory/sirene/columns-sql.ts';
import { LAYOUTS } from '#core/directory/sirene/columns.ts';
import { rowsOf, sqlText, withDuck } from '#core/directory/sirene/duck.ts';
import { openSource } from '#core/directory/sirene/open-source.ts';
import { inDepartements } from '#core/directory/sirene/read-files.ts';
import { selectRows } from '#core/directory/sirene/select-rows.ts';
import { newId, openDatabase, systemClock } from '#core/kernel/index.ts';
import { loadReference } from '#core/territory/index.ts';
import type { SireneFiles } from './generators/sirene.ts';

const what = process.argv[2] as 'count' | 'columns' | 'select' | 'import' | 'again';
const files = JSON.parse(process.argv[3]!) as SireneFiles;
const DEPARTEMENT = '46';
const scratch = mkdtempSync(join(tmpdir(), 'gariotte-bench-'));

/** DuckDB as it comes, asked for the département: its own detection of the file, its own memory. */
async function duckAlone(select: string): Promise<number> {
  const duck = await (await DuckDBInstance.create(':memory:')).connect();
  await duck.run(`create table found as select ${select} from read_csv(${sqlText(files.establishments)}, all_varchar=true) where codeCommuneEtablissement like '${DEPARTEMENT}%'`);
  return Number((await rowsOf<{ n: number }>(duck, select.startsWith('count') ? 'select n::int as n from found' : 'select count(*)::int as n from found'))[0]!.n);
}

const ours = () =>
  withDuck(scratch, async (duck) => {
    const source = await openSource(files.establishments, 'establishments', parquetColumns(duck));
    await selectRows(duck, source, scratch, 'found', inDepartements(source, [DEPARTEMENT]), { progress: () => {} });
    return (await rowsOf<{ n: number }>(duck, 'select count(*)::int as n from found'))[0]!.n;
  });

async function wholeImport(): Promise<() => Promise<number>> {
  const data = join(dirname(files.establishments), 'data');
  if (what === 'import') rmSync(data, { recursive: true, force: true });
  const opened = await openDatabase({ kind: 'embedded', folder: data });
  if (!opened.ok) throw new Error(opened.message);
  const deps = { db: opened.db, clock: systemClock, newId, secret: 'bench' };
  await loadReference(deps)();
  return async () => {
    const imported = await importSirene(deps)({ ...files, rejectsFolder: scratch });
    await opened.close();
    if (!imported.ok) throw new Error(JSON.stringify(imported));
    return imported.value.read;
  };
}

const { required, optional } = LAYOUTS.establishments;
const run = { count: async () => () => duckAlone('count(*) as n'), columns: async () => () => duckAlone([...required, ...optional].join(', ')), select: async () => ours, import: wholeImport, again: wholeImport };
const work = await run[what]();
const before = process.cpuUsage();
const startedAt = Date.now();
const rows = await work();
const cpu = process.cpuUsage(before);
console.log(JSON.stringify({ seconds: (Date.now() - startedAt) / 1000, cpuSeconds: (cpu.user + cpu.system) / 1e6, rows, megabytes: process.resourceUsage().maxRSS / 1024 }));
rmSync(scratch, { recursive: true, force: true });
process.exit(0);
