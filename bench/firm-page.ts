// Requests per second of an establishment's page: one process on PostgreSQL, and where the time of a request goes.
// Usage: node bench/firm-page.ts postgres://… [seconds, 10]. The database must hold establishments (bench/search.ts makes some).
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { request, Agent } from 'node:http';
import { buildIfStale } from '#cli/build-if-stale.ts';
import { listen } from '#cli/web-server.ts';
import { establishmentBySiret, factsOf } from '#core/directory/index.ts';
import { newId, openDatabase, systemClock } from '#core/kernel/index.ts';
import { communeOf, currentTerritory, referenceStamp } from '#core/territory/index.ts';
import { hasDemonstration } from '#core/observatory/index.ts';

const [url, secondsText = '10', servePort] = process.argv.slice(2);
if (!url) throw new Error('node bench/firm-page.ts postgres://… [seconds]');
const opened = await openDatabase({ kind: 'server', url });
if (!opened.ok) throw new Error(opened.message);
const { db } = opened;
// The same file, started a second time, is the one process that serves: the built pages on this database, without preparing anything in it.
if (servePort) {
  await buildIfStale(() => {});
  const served = await listen(Number(servePort), { db, clock: systemClock, newId, secret: 'bench' });
  if (!served.ok) throw new Error(served.message);
  process.stdout.write('ready\n');
  await new Promise((stop) => process.once('SIGTERM', stop));
  process.exit(0);
}
const firms = await db.selectFrom('establishment').select(['siret', 'commune_code']).where('status', '=', 'open').limit(2_000).execute();
const firm = (i: number) => firms[(i * 7919) % firms.length]!;
const pick = (i: number) => firm(i).siret;

const port = await new Promise<number>((resolve) => {
  const probe = createServer().listen(0, () => ((at) => probe.close(() => resolve(at)))((probe.address() as { port: number }).port));
});
const product = spawn(process.execPath, [import.meta.filename, url, secondsText, String(port)], { stdio: ['ignore', 'pipe', 'inherit'] });
await new Promise<void>((resolve) => product.stdout.on('data', (text) => String(text).includes('ready') && resolve()));

const agent = new Agent({ keepAlive: true, maxSockets: 64 });
let bytes = 0;
// As a visitor behind a proxy: the public page, compressed as browsers ask.
const get = (siret: string) =>
  new Promise<void>((resolve, reject) => {
    request({ port, path: `/annuaire/${siret}`, agent, headers: { 'x-forwarded-for': '203.0.113.7', 'accept-encoding': 'gzip' } }, (answer) => {
      if (answer.statusCode !== 200) reject(new Error(`HTTP ${answer.statusCode}`));
      answer.on('data', (part: Buffer) => (bytes += part.length));
      answer.on('end', resolve);
    }).on('error', reject).end();
  });

async function load(clients: number, seconds: number) {
  const times: number[] = [];
  const until = performance.now() + seconds * 1_000;
  const from = performance.now();
  let next = 0;
  await Promise.all(Array.from({ length: clients }, async () => {
    while (performance.now() < until) {
      const begun = performance.now();
      await get(pick(next++));
      times.push(performance.now() - begun);
    }
  }));
  times.sort((a, b) => a - b);
  return { perSecond: times.length / ((performance.now() - from) / 1_000), p50: times[Math.floor(times.length / 2)]!, p95: times[Math.floor(times.length * 0.95)]! };
}

try {
  await load(8, 3);
  bytes = 0;
  console.log(`${'clients'.padStart(8)}${'requests/s'.padStart(12)}${'p50 ms'.padStart(9)}${'p95 ms'.padStart(9)}`);
  for (const clients of [1, 8, 32]) ((r) => console.log(`${String(clients).padStart(8)}${r.perSecond.toFixed(0).padStart(12)}${r.p50.toFixed(1).padStart(9)}${r.p95.toFixed(1).padStart(9)}`))(await load(clients, Number(secondsText)));

  const alone = async (work: (i: number) => Promise<unknown>) => {
    for (let i = 0; i < 100; i++) await work(i);
    const from = performance.now();
    for (let i = 0; i < 400; i++) await work(i);
    return (performance.now() - from) / 400;
  };
  const home = (await currentTerritory(db))!;
  const rows: [string, number][] = [
    ['whole request, one client', await alone((i) => get(pick(i)))],
    ['reading the establishment', await alone((i) => establishmentBySiret(db, pick(i)))],
    ['reading its facts', await alone((i) => factsOf(db, home.id, pick(i), { kind: 'visitor' }))],
    ['its commune and the map’s stamp', await alone(async (i) => (await communeOf(db, firm(i).commune_code), await referenceStamp(db)))],
    ['frame of all pages (territory, demonstration)', await alone(async () => (await currentTerritory(db), await hasDemonstration(db, home.id)))],
  ];
  const parts = rows.slice(1).reduce((sum, [, ms]) => sum + ms, 0);
  rows.push(['drawing the map, rendering, compressing, HTTP (the rest)', rows[0]![1] - parts]);
  console.log(`\nwhere the time goes${' '.repeat(41)}ms`);
  for (const [what, ms] of rows) console.log(`${what.padEnd(58)}${ms.toFixed(2).padStart(6)}`);
} finally {
  agent.destroy();
  product.kill('SIGTERM');
  await opened.close();
}
