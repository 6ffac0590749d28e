// Ten départements as jobs for worker processes: node bench/workers.ts postgres://… [sides each, 2000]. The database named is emptied first.
// One, two, then four processes share the night's search of ten territories; then two, of which one is killed in the middle. Prints the time of each, and whether
// every board of every territory was searched once: no job lost, none kept twice.
import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import { PgBoss } from 'pg-boss';
import { RecordFact, recordFacts } from '#core/directory/index.ts';
import { BOARDS, BOARDS_JOB } from '#core/exchange/index.ts';
import { chunks, type Deps, newId, openDatabase, systemClock } from '#core/kernel/index.ts';
import { loadReference } from '#core/territory/index.ts';
import { inventTerritory } from './generators/territory.ts';

const [url, sidesText = '2000'] = process.argv.slice(2);
if (!url?.startsWith('postgres')) throw new Error('node bench/workers.ts postgres://… [sides each]');
const TERRITORIES = 10;
const SIDES = Number(sidesText);
const PARTS = `${BOARDS_JOB}-part`;
const BOARD_COUNT = BOARDS.length + 1;
const LONGEST_SECONDS = 1_200;

const opened = await openDatabase({ kind: 'server', url });
if (!opened.ok) throw new Error(opened.message);
const deps: Deps = { db: opened.db, clock: systemClock, newId, secret: 'a secret for measuring, of more than 32 characters' };
const ids = Array.from({ length: TERRITORIES }, (_, i) => `banc-${i + 1}`);
await fill();
console.log(`${TERRITORIES} territories of ${SIDES} offers and needs, ${BOARD_COUNT} boards each`);
const boss = new PgBoss({ schema: 'job', connectionString: url });
await boss.start();

const seconds: Record<number, number> = {};
for (const workers of [1, 2, 4]) {
  seconds[workers] = await night(workers, false);
  const before = seconds[workers / 2];
  console.log(`${workers} process${workers > 1 ? 'es' : ''}: ${seconds[workers].toFixed(1)} s${before === undefined ? '' : `, ${(seconds[workers] / before).toFixed(2)} of the time with half as many (asked 0.575 at most, with a core for each)`}`);
}
console.log(`2 processes, one killed in the middle: ${(await night(2, true)).toFixed(1)} s (the dead one's job is given on after half a minute without a sign of life)`);
await boss.stop();
await opened.close();

/** Ten territories with the Lot's communes, each with firms of its own. */
async function fill(): Promise<void> {
  await loadReference(deps)();
  await sql`update territory set operated = false`.execute(deps.db);
  for (const [at, id] of ids.entries()) {
    // Ten times the same communes, which only a bench may do: territories in use never overlap.
    await deps.db.insertInto('territory').values({ id, name: `Banc ${at + 1}`, with_article: `le banc ${at + 1}`, operated: true }).execute();
    await sql`insert into territory_commune (territory_id, commune_code) select ${id}, code from commune where departement_code = '46' and current`.execute(deps.db);
    const { firms, said } = inventTerritory(BOARDS, { firms: Math.round(SIDES * 0.7), sides: SIDES, commuters: Math.round(SIDES * 0.4), seed: at + 1 });
    for (const part of chunks(firms, 1_000))
      await deps.db
        .insertInto('establishment')
        .values(part.map((firm) => ({ territory_id: id, siret: firm.siret, siren: firm.siret.slice(0, 9), name: null, sign: null, street: null, postal_code: null, commune_code: firm.commune, longitude: firm.longitude, latitude: firm.latitude, activity_code: null, activity_nomenclature: null, activity_2025_code: null, size_band: firm.employees < 10 ? '02' : '12', size_year: null, legal_category: null, created_on: null, closed_on: null, status: 'open' as const, origin: 'demonstration' as const })))
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    const people = new Set(BOARDS.flatMap((board) => board.people));
    const facts = said.filter((one) => !people.has(one.kind));
    for (const part of chunks(facts, 2_000))
      await recordFacts(deps)(part.map((one) => RecordFact.parse({ territoryId: id, siret: one.firm.siret, kind: one.kind, value: one.value, source: 'estimate', statedOn: '2026-11-01', certainty: one.certainty, consent: 'advisers', consentGivenBy: 'banc d’essai', consentHow: 'inventé' })));
  }
}

/** One night: all territories asked for at once, shared by so many processes. Seconds until the last board of the last territory. */
async function night(workers: number, kill: boolean): Promise<number> {
  await sql`delete from board_run`.execute(deps.db);
  const running = await Promise.all(Array.from({ length: workers }, start));
  await sql`delete from job.job where name = ${PARTS}`.execute(deps.db);
  const since = performance.now();
  for (const id of ids) await boss.send(PARTS, { part: id }, { singletonKey: id });
  try {
    let killed = !kill;
    for (;;) {
      await wait(250);
      const { rows } = await sql<{ runs: number }>`select count(*)::int as runs from board_run`.execute(deps.db);
      const runs = rows[0]!.runs;
      if (!killed && runs >= BOARD_COUNT) {
        running[0]!.kill('SIGKILL');
        killed = true;
      }
      const left = (await sql<{ left: number }>`select count(*)::int as left from job.job where name = ${PARTS} and state in ('created', 'retry', 'active')`.execute(deps.db)).rows[0]!.left;
      if (left === 0 && runs >= TERRITORIES * BOARD_COUNT) break;
      if (performance.now() - since > LONGEST_SECONDS * 1_000) throw new Error(`Not done after ${LONGEST_SECONDS} s: ${runs} runs, ${left} jobs left.`);
    }
    const took = (performance.now() - since) / 1000;
    const { rows } = await sql<{ territory_id: string; board: string; count: number }>`select territory_id, board, count(*)::int as count from board_run group by 1, 2`.execute(deps.db);
    const again = rows.filter((row) => row.count !== 1);
    console.log(`  ${rows.length} of ${TERRITORIES * BOARD_COUNT} boards searched${again.length === 0 ? ', each once' : `; NOT once: ${again.length}`}`);
    return took;
  } finally {
    await Promise.all(running.map(stop));
  }
}

async function start(): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['src/cli/main.ts', 'work'], { env: { ...process.env, DATABASE_URL: url! }, stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise<void>((resolve, reject) => {
    child.stdout!.on('data', () => resolve());
    child.once('exit', (code) => reject(new Error(`A worker stopped at once (${code}).`)));
  });
  return child;
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await gone;
}
