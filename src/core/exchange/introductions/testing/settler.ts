// A process that carries introductions on until it is killed: `settler.ts <storage> seed|work|verify`. Started by crash.test.ts.
import { aFirm, aTerritory } from '#core/directory/testing/builders.ts';
import { closePromise, openPromises } from '#core/followup/index.ts';
import { type Deps, newId, openDatabase, stoppedClock } from '#core/kernel/index.ts';
import { runIntroductions } from '../run-introductions.ts';

const [storage, task] = process.argv.slice(2) as [string, string];
const INTRODUCTIONS = 120;
const opened = await openDatabase(storage.startsWith('postgres') ? { kind: 'server', url: storage } : { kind: 'embedded', folder: storage });
if (!opened.ok) throw new Error(opened.message);
const deps: Deps = { db: opened.db, clock: stoppedClock('2026-12-01T09:00:00Z'), newId, secret: 'a secret of the tests' };

if (task === 'seed') {
  await aTerritory(deps.db);
  for (let i = 0; i < INTRODUCTIONS; i++) {
    const sirets = [await aFirm(deps.db, 'Cazals'), await aFirm(deps.db, 'Gourdon')];
    const id = newId();
    await deps.db.insertInto('introduction').values({ territory_id: 'lot', id, board: 'matieres', proposal_id: newId(), fact_key: newId(), hub_siret: null, title: `Sciure ${i}`, promised: JSON.stringify({ quantity: 10, unit: 't', worthCents: 0, kgCo2e: null }), state: 'asked', origin: 'adviser', asked: true, introduced_by: null, owner_id: null, body_id: null, introduced_at: deps.clock.now() }).execute();
    const promises = await openPromises(deps)(sirets.map((siret) => ({ territoryId: 'lot', kind: 'introduction', what: 'sciure', subject: { kind: 'introduction', id }, siret, about: { name: siret, email: `${siret}@exemple.invalid` } })));
    await deps.db.insertInto('introduction_side').values(sirets.map((siret, side) => ({ territory_id: 'lot', introduction_id: id, siret, promise_id: promises[side]!, told: JSON.stringify({ subject: '', lines: ['sciure'], next: [], factIds: [], km: 1, quantity: 10 }) }))).execute();
    // Answered at the desk: two yes, or a yes and a no.
    for (const [side, promise] of promises.entries()) await closePromise(deps)({ territoryId: 'lot', id: promise, by: null, outcome: side === 1 && i % 3 === 0 ? 'not-for-us' : 'done' });
  }
} else if (task === 'work') {
  process.stdout.write('working\n');
  while ((await runIntroductions(deps)).settled > 0);
  process.stdout.write('done\n');
} else {
  const of = (kind: string) => deps.db.selectFrom('mail').select('to_address').where('kind', '=', kind).execute();
  const states = await deps.db.selectFrom('introduction').select((e) => ['state', e.fn.countAll<number>().as('count')]).groupBy('state').execute();
  const outcomes = await deps.db.selectFrom('promise').select((e) => e.fn.countAll<number>().as('count')).where('kind', '=', 'outcome').executeTakeFirstOrThrow();
  const [details, over] = [await of('introduction-details'), await of('introduction-over')];
  process.stdout.write(`${JSON.stringify({ states: Object.fromEntries(states.map((one) => [one.state, Number(one.count)])), outcomes: Number(outcomes.count), details: details.length, detailed: new Set(details.map((one) => one.to_address)).size, over: over.length })}\n`);
}
await opened.close();
