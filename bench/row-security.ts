// What knowing who asks costs a page, in milliseconds: the session, all that the person is, reading a firm's facts and noting a word on a promise with and without the database's own lock.
// Usage: node bench/row-security.ts [postgres://…]. Embedded in a folder of its own unless told; the demonstration is loaded where it is missing.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepare } from '#cli/prepare.ts';
import { factsOf } from '#core/directory/index.ts';
import { noteOnPromise } from '#core/followup/index.ts';
import { type Actor, actorOf, asActor, authAt, demonstrationAccounts, viewerOf, VISITOR } from '#core/identity/index.ts';
import { type Deps, newId, openDatabase, systemClock } from '#core/kernel/index.ts';

const url = process.argv[2];
const folder = mkdtempSync(join(tmpdir(), 'gariotte-bench-'));
const opened = await openDatabase(url ? { kind: 'server', url } : { kind: 'embedded', folder });
if (!opened.ok) throw new Error(opened.message);
const deps: Deps = { db: opened.db, clock: systemClock, newId, secret: 'a secret for measuring, of more than 32 characters' };
const TIMES = 400;

async function median(work: (i: number) => Promise<unknown>): Promise<number> {
  for (let i = 0; i < 50; i++) await work(i);
  const times: number[] = [];
  for (let i = 0; i < TIMES; i++) {
    const from = performance.now();
    await work(i);
    times.push(performance.now() - from);
  }
  return times.toSorted((a, b) => a - b)[TIMES / 2]!;
}

try {
  await prepare(deps, () => {});
  const firms = (await deps.db.selectFrom('fact').select('siret').distinct().execute()).map((row) => row.siret);
  const { personId } = (await demonstrationAccounts(deps, 'lot')).find((one) => one.key === 'adviser')!;
  const adviser: Actor = (await actorOf(deps, 'lot', personId))!;
  const auth = authAt(deps, 'http://localhost');
  const { headers } = await auth.api.enter({ body: { personId, openedBy: 'demonstration' }, returnHeaders: true });
  const cookie = new Headers({ cookie: headers.getSetCookie().map((one) => one.split(';')[0]).join('; ') });
  const facts = (actor: Actor, siret: string) => (db: Deps['db']) => factsOf(db, 'lot', siret, viewerOf(actor, siret));
  const { id } = await deps.db.selectFrom('promise').select('id').where('owner_id', '=', personId).where('state', '=', 'open').executeTakeFirstOrThrow();
  const word = { territoryId: 'lot', id, by: personId, words: 'Un mot' };
  const at = (i: number) => firms[i % firms.length]!;
  const rows: [string, number][] = [
    ['the session that a cookie names', await median(() => auth.api.getSession({ headers: cookie }))],
    ['firms, bodies and role of the person', await median(() => actorOf(deps, 'lot', personId))],
    ['facts of a firm, adviser, first lock alone', await median((i) => facts(adviser, at(i))(deps.db))],
    ['facts of a firm, adviser, both locks', await median((i) => asActor(deps.db, adviser, 'lot', facts(adviser, at(i))))],
    ['facts of a firm, visitor, first lock alone', await median((i) => facts(VISITOR, at(i))(deps.db))],
    ['facts of a firm, visitor, both locks', await median((i) => asActor(deps.db, VISITOR, 'lot', facts(VISITOR, at(i))))],
    ['a word on a promise, first lock alone', await median(() => noteOnPromise(deps)(word))],
    ['a word on a promise, both locks', await median(() => asActor(deps.db, adviser, 'lot', (db) => noteOnPromise({ ...deps, db })(word)))],
  ];
  console.log(`${url ? 'PostgreSQL server' : 'embedded'}, median of ${TIMES}${' '.repeat(22)}ms`);
  for (const [what, ms] of rows) console.log(`${what.padEnd(48)}${ms.toFixed(2).padStart(6)}`);
} finally {
  await opened.close();
  rmSync(folder, { recursive: true, force: true });
}
