import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import type { Deps } from '../deps.ts';
import { testDeps } from '../testing/test-database.ts';
import { queueMail, takeBounce } from './index.ts';
import { readDsn } from './read-dsn.ts';

const REPORT = readFileSync(join(import.meta.dirname, 'testing/bounced.eml'), 'utf8');
const WRITTEN = '019ab000-0000-7000-8000-000000000001';
let deps: Deps;
let report: string;

beforeEach(async () => {
  deps = await testDeps();
  await queueMail(deps, { territoryId: 'lot', to: 'Lou@fournil.invalid', kind: 'request-received', subject: 'Votre demande est bien arrivée', lines: ['x'] });
  const { id } = await deps.db.updateTable('mail').set({ state: 'sent' }).returning('id').executeTakeFirstOrThrow();
  report = REPORT.replace(WRITTEN, id);
});
const stops = () => deps.db.selectFrom('mail_stop').select(['address', 'kind', 'because']).execute();

test('a report that an address does not exist, as a mail server sends it back, stops the address; harmless twice', async () => {
  for (const text of [report, report.replaceAll('\n', '\r\n')]) expect(await takeBounce(deps)(text)).toEqual({ ok: true, value: { address: 'lou@fournil.invalid', stopped: true } });
  expect(await stops()).toEqual([{ address: 'lou@fournil.invalid', kind: '*', because: 'bounced' }]);
  expect(await deps.db.selectFrom('mail').select(['state', 'error']).executeTakeFirst()).toEqual({ state: 'refused', error: expect.stringContaining('User unknown') });
});

test('a mailbox that is full, a mail that is late or that a server’s rules refuse: the address stays', async () => {
  for (const [what, because] of [[report.replace('Status: 5.1.1', 'Status: 5.2.2'), 'may-pass'], [report.replace('Status: 5.1.1', 'Status: 5.7.1'), 'may-pass'], [report.replace('Status: 5.1.1', 'Status: 4.4.7'), 'may-pass'], [report.replace('Action: failed', 'Action: delayed'), 'not-failed']] as const)
    expect(await takeBounce(deps)(what)).toMatchObject({ ok: true, value: { stopped: false, because } });
  expect(await stops()).toEqual([]);
});

test('a report about a mail that we never sent, or that says nothing of which, stops nobody: anybody could have written it', async () => {
  expect(await takeBounce(deps)(REPORT)).toEqual({ ok: false, reason: 'not-ours' });
  expect(await takeBounce(deps)(report.slice(0, report.indexOf('Content-Description: Undelivered')))).toEqual({ ok: false, reason: 'not-ours' });
  expect(await takeBounce(deps)('Subject: Absent du bureau\n\nJe reviens lundi.')).toEqual({ ok: false, reason: 'not-a-report' });
  expect(await stops()).toEqual([]);
});

test('forwarded elsewhere by the firm’s own server, it is still the address we wrote to that is stopped; the whole mail may come back with it', async () => {
  const forwarded = report.replaceAll('lou@fournil.invalid', 'lou@ailleurs.invalid').replace('Lou@fournil.invalid\n', 'lou@ailleurs.invalid\n').replace('Content-Type: text/rfc822-headers', 'Content-Type: message/rfc822');
  expect(await takeBounce(deps)(forwarded)).toMatchObject({ ok: true, value: { address: 'lou@fournil.invalid', stopped: true } });
});

test('whatever is piped in, reading it ends in an answer', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 400 }), fc.nat(REPORT.length), (noise, at) => void readDsn(REPORT.slice(0, at) + noise + REPORT.slice(at))), { numRuns: 200 });
});
