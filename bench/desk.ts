// The desk under load: node bench/desk.ts [postgres://…] [seconds, 20]. Without an address, on an embedded database in a folder of its own.
// 200 advisers signed in, 5,000 open follow-ups; p95 of the desk's page at the pace of 200 people (a page every ten seconds each).
// Then 10,000 reminders come due at eight: how long until all are sent, each once, and how the pages fare meanwhile.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { buildIfStale } from '#cli/build-if-stale.ts';
import { listen } from '#cli/web-server.ts';
import { openPromises, runClocks } from '#core/followup/index.ts';
import { authAt } from '#core/identity/index.ts';
import { addDays, chunks, type Deps, newId, openDatabase, outbox, sendMails } from '#core/kernel/index.ts';
import { loadReference } from '#core/territory/index.ts';

const ADVISERS = 200;
const BODIES = 8;
const OPEN = 5_000;
const DUE = 10_000;
const EVERY_SECONDS = 10;
const MORNING = '2026-12-01T06:59:00Z';

const [url = '', secondsText = '20'] = process.argv.slice(2);

if (process.send) await serve();
else await measure();

/** The product: fills its database, serves, and strikes its clocks when told. */
async function serve() {
  const [, , storage, port] = process.argv as [string, string, string, string];
  const opened = await openDatabase(storage.startsWith('postgres') ? { kind: 'server', url: storage } : { kind: 'embedded', folder: storage });
  if (!opened.ok) throw new Error(opened.message);
  const begun = performance.now();
  const deps: Deps = { db: opened.db, clock: { now: () => new Date(Date.parse(MORNING) + performance.now() - begun), today: () => MORNING.slice(0, 10) }, newId, secret: 'a secret for the bench only, no other' };
  await buildIfStale(() => {});
  await loadReference(deps)();
  const cookies = await fill(deps, `http://localhost:${port}`);
  const served = await listen(Number(port), deps);
  if (!served.ok) throw new Error(served.message);
  process.send!({ ready: true, cookies });
  process.on('message', async (asked) => {
    if (asked === 'processor') return void process.send!({ processor: process.cpuUsage() });
    const from = performance.now();
    const eight = { ...deps, clock: { now: () => new Date(Date.parse('2026-12-01T07:00:00Z') + performance.now() - from), today: () => MORNING.slice(0, 10) } };
    const struck = await runClocks(eight);
    const struckSeconds = (performance.now() - from) / 1_000;
    const sent = await sendMails(eight, outbox, { siteUrl: 'http://localhost' });
    const twice = await opened.db.selectFrom('mail').select((e) => ['to_address', e.fn.countAll<number>().as('count')]).groupBy('to_address').having((e) => e.fn.countAll(), '>', 1).execute();
    process.send!({ struck: struck.struck, struckSeconds, sent: sent.sent, seconds: (performance.now() - from) / 1_000, twice: twice.length });
  });
}

async function fill(deps: Deps, origin: string): Promise<string[]> {
  const bodies = Array.from({ length: BODIES }, () => newId());
  const people = Array.from({ length: ADVISERS }, () => newId());
  await deps.db.insertInto('body').values(bodies.map((id, i) => ({ territory_id: 'lot', id, kind: 'epci' as const, name: `Structure ${i}` }))).execute();
  await deps.db.insertInto('person').values(people.map((id, i) => ({ id, name: `Conseiller ${i}`, email: `c${i}@exemple.invalid`, email_verified: true }))).execute();
  await deps.db.insertInto('body_member').values(people.map((person_id, i) => ({ territory_id: 'lot', body_id: bodies[i % BODIES]!, person_id, role: 'adviser' as const, since: '2026-01-01' }))).execute();
  const make = (count: number, prefix: string, clockFrom: string, dueOn: (i: number) => string) =>
    Array.from({ length: count }, (_, i) => ({
      territoryId: 'lot', kind: 'call', what: `tenir une promesse faite au téléphone, la ${i + 1}e`, subject: { kind: 'call', id: newId() }, about: { name: `Entreprise ${prefix} ${i}`, phone: `05 65 ${String(i).padStart(6, '0')}`, email: `${prefix}${i}@exemple.invalid` },
      ownerId: people[i % ADVISERS]!, bodyId: bodies[i % ADVISERS % BODIES]!, stakeCents: (i * 7919) % 900_000, clockFrom, dueOn: dueOn(i),
    }));
  for (const part of chunks(make(OPEN, 'e', '2026-12-01', (i) => addDays('2026-12-01', (i % 21) - 7)), 1_000)) await openPromises(deps)(part);
  // Those ten thousand were promised three working weeks ago: the party is asked, each at her own address.
  for (const part of chunks(make(DUE, 'd', '2026-11-09', () => '2027-03-01'), 1_000)) await openPromises(deps)(part);
  await deps.db.updateTable('promise').set({ step: 2, next_step_at: new Date('2026-12-01T07:00:00Z'), owner_id: null, body_id: null }).where('about_email', 'like', 'd%').execute();
  const auth = authAt(deps, origin);
  const cookies: string[] = [];
  for (const personId of people) {
    const { headers } = await auth.api.enter({ body: { personId, openedBy: 'demonstration' }, headers: new Headers(), returnHeaders: true });
    cookies.push(headers.getSetCookie().map((one) => one.split(';')[0]).join('; '));
  }
  return cookies;
}

/** The 200 people: each asks for her desk at her pace, whatever the answers take. */
async function measure() {
  const probe = createServer().listen(0);
  await once(probe, 'listening');
  const { port } = probe.address() as { port: number };
  await new Promise((closed) => probe.close(closed));
  const folder = url || mkdtempSync(join(tmpdir(), 'gariotte-desk-'));
  const product = fork(import.meta.filename, [folder, String(port)]);
  product.on('exit', (code, signal) => code !== 0 && signal !== 'SIGTERM' && console.error('the product stopped', code, signal));
  const agent = new Agent({ keepAlive: false });
  try {
    const [{ cookies }] = (await once(product, 'message')) as [{ cookies: string[] }];
    const get = (i: number) =>
      new Promise<number>((resolve, reject) => {
        const from = performance.now();
        request({ port, path: '/poste', agent, headers: { host: `localhost:${port}`, cookie: cookies[i % ADVISERS]!, 'accept-encoding': 'gzip' } }, (answer) => {
          if (answer.statusCode !== 200) reject(new Error(`HTTP ${answer.statusCode} ${answer.headers.location ?? ''}`));
          answer.resume().on('end', () => resolve(performance.now() - from));
        }).on('error', reject).end();
      });
    const pace = async (until: () => boolean): Promise<number[]> => {
      const running: Promise<number>[] = [];
      for (let i = 0; !until(); i++) {
        running.push(get(i * 37));
        await wait((1_000 * EVERY_SECONDS) / ADVISERS);
      }
      return (await Promise.all(running)).toSorted((a, b) => a - b);
    };
    const say = (what: string, times: number[]) => console.log(`${what}: ${times.length} pages, p50 ${times[Math.floor(times.length / 2)]!.toFixed(1)} ms, p95 ${times[Math.floor(times.length * 0.95)]!.toFixed(1)} ms, worst ${times.at(-1)!.toFixed(0)} ms`);
    for (let i = 0; i < 200; i++) await get(i);
    const processor = async () => (product.send('processor'), ((await once(product, 'message')) as [{ processor: NodeJS.CpuUsage }])[0].processor);
    const before = await processor();
    const alone: number[] = [];
    for (let i = 0; i < 200; i++) alone.push(await get(i * 37));
    const after = await processor();
    say('one page after the other', alone.toSorted((a, b) => a - b));
    // The processor time of the product's own process does not depend on what else runs; on PostgreSQL the server's comes on top.
    console.log(`processor time of the product a page: ${((after.user + after.system - before.user - before.system) / 200_000).toFixed(1)} ms`);
    const end = performance.now() + 1_000 * Number(secondsText);
    say(`desk, ${ADVISERS} advisers, ${OPEN} open follow-ups, ${url ? 'PostgreSQL' : 'embedded'}`, await pace(() => performance.now() > end));
    let done: { struck: number; struckSeconds: number; sent: number; seconds: number; twice: number } | null = null;
    product.on('message', (message) => (done = message as NonNullable<typeof done>));
    product.send('strike');
    const during = await pace(() => done !== null);
    const { struck, struckSeconds, sent, seconds, twice } = done!;
    console.log(`${struck} reminders due at eight: struck in ${struckSeconds.toFixed(1)} s, ${sent} sent in ${seconds.toFixed(0)} s, ${twice} people written to twice`);
    say('desk meanwhile', during);
  } finally {
    agent.destroy();
    product.kill('SIGTERM');
    await once(product, 'exit');
    if (!url) rmSync(folder, { recursive: true, force: true });
  }
}
