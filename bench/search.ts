// Search in a directory, embedded or on a server. Usage: node bench/search.ts [rows, 50000] [postgres://…] [--keep]
// Without an address the embedded database is made in memory. With one, the database named must be empty or hold the same bench already (--keep).
import { sql } from 'kysely';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { refreshSearch, searchDirectory, SearchInput } from '#core/directory/index.ts';
import { newId, openDatabase, stoppedClock } from '#core/kernel/index.ts';
import { fillDirectory, seeded } from './generators/directory.ts';

const [rowsText = '50000', url] = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const rows = Number(rowsText);
const folder = mkdtempSync(join(tmpdir(), 'gariotte-bench-'));
const opened = await openDatabase(url ? { kind: 'server', url } : { kind: 'embedded', folder });
if (!opened.ok) throw new Error(opened.message);
const deps = { db: opened.db, clock: stoppedClock('2026-11-23T09:00:00Z'), newId, secret: 'bench' };
const { db } = deps;
const LOT = ['46'];
const EVERYWHERE = Array.from({ length: 95 }, (_, i) => String(i + 1).padStart(2, '0')).filter((code) => code !== '20').concat('2A', '2B');
const note = (text: string) => process.stderr.write(`${text}\n`);

const { rows: held } = await sql<{ n: number }>`select count(*)::int as n from search_document`.execute(db);
if (held[0]!.n !== rows) {
  const made = performance.now();
  await fillDirectory(deps, rows, rows > 200_000 ? EVERYWHERE : LOT, (done) => done % 250_000 === 0 && note(`${done} rows`));
  note(`rows made in ${((performance.now() - made) / 1000).toFixed(1)} s`);
  const refreshed = performance.now();
  const changed = await refreshSearch(db, 'banc', 'all', (done) => done % 250_000 === 0 && note(`${done} documents`));
  console.log(`refreshSearch wrote ${changed} documents in ${((performance.now() - refreshed) / 1000).toFixed(1)} s`);
  const again = performance.now();
  console.log(`refreshSearch again wrote ${await refreshSearch(db, 'banc', 'all')} in ${((performance.now() - again) / 1000).toFixed(1)} s`);
  await sql`analyze`.execute(db);
}

// What people type, by kind; the shares are an assumption, names first.
const random = seeded(7);
const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)]!;
const { rows: sample } = await sql<{ name: string; siret: string; commune: string }>`
  select e.name, e.siret, c.name as commune from establishment e join commune c on c.code = e.commune_code where e.status = 'open' and hashtext(e.siret) % ${Math.max(1, Math.floor(rows / 4_000))} = 0 limit 4000`.execute(db);
const wrong = (word: string) => ((at) => (random() < 0.5 ? word.slice(0, at) + word.slice(at + 1) : word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2)))(1 + Math.floor(random() * (word.length - 2)));
const longest = (text: string) => text.split(/[\s'’-]+/).toSorted((a, b) => b.length - a.length)[0]!;
const trades = ['boulangerie', 'restaurant', 'menuisier', 'maçonnerie', 'coiffure', 'pharmacie', 'garage automobile', 'plombier', 'architecte', 'élevage ovins', 'vigne', 'scierie', 'hôtel', 'travaux de peinture', 'transport routier', 'imprimerie', 'fromage', 'ingénierie', 'location de logements', 'expertise comptable'];
const kinds: Record<string, { share: number; make: () => Parameters<typeof SearchInput.parse>[0] }> = {
  'name, whole': { share: 22, make: () => ({ q: pick(sample).name }) },
  'name, one error': { share: 12, make: () => ((name) => ({ q: name.replace(longest(name), wrong(longest(name))) }))(pick(sample).name) },
  'as typed (3 to 7 letters)': { share: 18, make: () => ({ q: pick(sample).name.slice(0, 3 + Math.floor(random() * 5)) }) },
  trade: { share: 10, make: () => ({ q: pick(trades) }) },
  'trade and commune': { share: 12, make: () => ({ q: `${pick(trades)} ${pick(sample).commune}` }) },
  commune: { share: 6, make: () => ({ q: pick(sample).commune }) },
  'name and commune': { share: 6, make: () => ((one) => ({ q: `${longest(one.name)} ${one.commune}` }))(pick(sample)) },
  'SIRET or SIREN': { share: 6, make: () => ({ q: pick(sample).siret.slice(0, random() < 0.5 ? 9 : 14).replace(/(...)(?=.)/g, '$1 ') }) },
  product: { share: 3, make: () => ({ q: pick(['sciure', 'coques de noix', 'palettes', 'marc de raisin', 'petit-lait']) }) },
  'broad word': { share: 3, make: () => ({ q: pick(['sarl', 'commerce', 'services', 'marie', 'saint']) }) },
  'filters alone': { share: 2, make: () => ({ activity: pick(['C', 'G', '01', '10.71C']), size: pick(['1', '10', undefined]) }) },
};

const deck = Object.entries(kinds).flatMap(([kind, { share }]) => Array.from({ length: share * 10 }, () => kind)).sort(() => random() - 0.5);
// On a busy machine the clock tells of the neighbours: processor time of this process and, on the same machine, of the server's, tells of the work.
const backends = url ? readdirSync('/proc').filter((pid) => /^\d+$/.test(pid) && commandOf(pid).startsWith('postgres: ')) : [];
function commandOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}
const workMs = () => ((cpu) => (cpu.user + cpu.system) / 1_000)(process.cpuUsage()) + backends.reduce((sum, pid) => sum + Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6, 0);

const times = new Map<string, number[]>();
const works = new Map<string, number[]>();
let empty = 0;
const slowest: { ms: number; q: string; total: number }[] = [];
for (let i = -100; i < deck.length; i++) {
  const kind = deck[(i + deck.length) % deck.length]!;
  const input = SearchInput.parse(kinds[kind]!.make());
  const worked = workMs();
  const from = performance.now();
  const page = await searchDirectory(db, input, { kind: 'visitor' });
  const ms = performance.now() - from;
  const work = workMs() - worked;
  if (i < 0) continue;
  for (const key of [kind, 'all']) {
    (times.get(key) ?? times.set(key, []).get(key)!).push(ms);
    (works.get(key) ?? works.set(key, []).get(key)!).push(work);
  }
  if (page.total === 0) empty++;
  slowest.push({ ms, q: `${kind}: ${input.q || JSON.stringify(input)}`, total: page.total });
}

const at = (list: number[], share: number) => list.toSorted((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * share))]!;
const busy = loadavg()[0]!.toFixed(1);
console.log(`\n${rows} establishments, ${url ? 'PostgreSQL' : 'embedded'}, ${deck.length} queries, ${empty} without an answer; load of the machine ${busy} on ${cpus().length} cores\n`);
console.log(`${'query'.padEnd(28)}${'n'.padStart(6)}${'p50 ms'.padStart(9)}${'p95 ms'.padStart(9)}${'max ms'.padStart(9)}${'cpu p50'.padStart(9)}${'cpu p95'.padStart(9)}`);
for (const kind of [...Object.keys(kinds), 'all']) ((list, work) => console.log(`${kind.padEnd(28)}${String(list.length).padStart(6)}${at(list, 0.5).toFixed(1).padStart(9)}${at(list, 0.95).toFixed(1).padStart(9)}${Math.max(...list).toFixed(1).padStart(9)}${at(work, 0.5).toFixed(1).padStart(9)}${at(work, 0.95).toFixed(1).padStart(9)}`))(times.get(kind) ?? [], works.get(kind) ?? []);
console.log('\nslowest:');
for (const one of slowest.sort((a, b) => b.ms - a.ms).slice(0, 12)) console.log(`${one.ms.toFixed(1).padStart(8)} ms  ${one.q} (${one.total})`);
await opened.close();
rmSync(folder, { recursive: true, force: true });
