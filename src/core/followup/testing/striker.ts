// A process that strikes clocks and sends mails until it is killed: `striker.ts <storage> seed|work|verify <mailbox file> <minutes past eight>`.
import { appendFileSync, readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { aTerritory } from '#core/directory/testing/builders.ts';
import { type Deps, newId, openDatabase, sendMails, type Transport } from '#core/kernel/index.ts';
import { openPromises } from '../open-promise.ts';
import { runClocks } from '../run-clocks.ts';

const [storage, task, mailbox, minutes] = process.argv.slice(2) as [string, string, string, string];
const EIGHT = Date.parse('2026-12-01T07:00:00Z');
const PROMISES = 1_500;
const opened = await openDatabase(storage.startsWith('postgres') ? { kind: 'server', url: storage } : { kind: 'embedded', folder: storage });
if (!opened.ok) throw new Error(opened.message);
const deps: Deps = { db: opened.db, clock: { now: () => new Date(EIGHT + Number(minutes) * 60_000), today: () => '2026-12-01' }, newId, secret: 'a secret of the tests' };

if (task === 'seed') {
  await aTerritory(deps.db);
  await openPromises(deps)(Array.from({ length: PROMISES }, (_, i) => ({ territoryId: 'lot', kind: 'request', what: `demande ${i}`, subject: { kind: 'request', id: newId() }, about: { name: `Entreprise ${i}`, email: `p${i}@exemple.invalid` }, clockFrom: '2026-11-20' })));
  await deps.db.updateTable('promise').set({ step: 2, next_step_at: new Date(EIGHT) }).execute();
} else if (task === 'work') {
  // The mailbox has it as soon as it is written; what the process notes of it may be lost.
  const transport: Transport = { kind: 'smtp', close: () => {}, send: async (mail) => (appendFileSync(mailbox, `${mail.to.address} ${mail.messageId}\n`), await wait(4), { ok: true }) };
  process.stdout.write('working\n');
  for (;;) {
    const [{ struck }, { sent }] = await Promise.all([runClocks(deps, undefined, 10), sendMails(deps, transport, { siteUrl: 'http://localhost', perSecond: 400 })]);
    if (struck + sent === 0) break;
  }
  process.stdout.write('done\n');
} else {
  const lines = readFileSync(mailbox, 'utf8').trim().split('\n').map((line) => line.split(' ') as [string, string]);
  const messages = Map.groupBy(new Set(lines.map((line) => line.join(' '))), (line) => line.split(' ')[0]!);
  const asked = await deps.db.selectFrom('promise_event').select((e) => ['promise_id', e.fn.countAll<number>().as('count')]).where('kind', '=', 'asked').groupBy('promise_id').execute();
  const left = await deps.db.selectFrom('mail').select('id').where('state', '!=', 'sent').execute();
  process.stdout.write(`${JSON.stringify({ promises: PROMISES, asked: asked.length, askedTwice: asked.filter((one) => one.count > 1).length, people: messages.size, toldTwice: [...messages.values()].filter((one) => one.length > 1).length, left: left.length, lines: lines.length })}\n`);
}
await opened.close();
