import { createServer } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { afterEach, expect, test } from 'vitest';
import { stoppedClock } from '../clock.ts';
import type { Deps } from '../deps.ts';
import { testDeps } from '../testing/test-database.ts';
import { mailsOf, outbox, queueMail, queueMails, readStopLink, sendMails, smtp, stopMail, type MailToQueue, type Transport } from './index.ts';

const SITE = 'https://gariotte.exemple.fr';
const mail = (given: Partial<MailToQueue> = {}): MailToQueue => ({ territoryId: 'lot', to: 'Boulangere@Exemple.invalid', kind: 'reminder', subject: 'Votre demande', lines: ['Bonjour,', 'On vous rappelle demain.'], actions: [{ label: 'Voir où elle en est', path: '/demande/abc' }], why: 'Vous recevez ce message parce que vous avez demandé de l’aide.', ...given });
const at = (deps: Deps, iso: string): Deps => ({ ...deps, clock: stoppedClock(iso) });
const states = async (deps: Deps) => (await mailsOf(deps.db, 'lot')).map((one) => one.state);

const servers: SMTPServer[] = [];
afterEach(() => servers.splice(0).forEach((server) => server.close()));
type Received = { messageId: string; to: string[]; text: string };
/** A real mail server on loopback; `answer` may refuse a recipient. */
async function mailServer(answer: (to: string) => Error | null = () => null, onData: () => Promise<void> = async () => {}): Promise<{ transport: Transport; received: Received[] }> {
  const received: Received[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: (address, _session, callback) => callback(answer(address.address)),
    onData: (stream, session, callback) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        const text = Buffer.concat(parts).toString();
        received.push({ text, messageId: /message-id: (\S+)/i.exec(text)![1]!, to: session.envelope.rcptTo.map((one) => one.address) });
        onData().then(() => callback());
      });
    },
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as { port: number };
  return { transport: smtp(`smtp://127.0.0.1:${port}`, 'Gariotte <bonjour@exemple.fr>'), received };
}

test('a mail queued twice for one reason is sent once, and shown in the outbox as it would arrive', async () => {
  const deps = await testDeps();
  await queueMail(deps, mail({ once: 'request-1-received' }));
  await queueMail(deps, mail({ once: 'request-1-received' }));
  expect(await sendMails(deps, outbox, { siteUrl: SITE })).toEqual({ sent: 1, stopped: 0, refused: 0, later: 0 });
  expect(await mailsOf(deps.db, 'lot')).toMatchObject([{ to: 'boulangere@exemple.invalid', subject: 'Votre demande', state: 'sent' }]);
});

test('nobody is written to at night or on a Sunday, but a sign-in code comes at once', async () => {
  const night = at(await testDeps(), '2026-11-21T22:00:00Z');
  await queueMails(night, [mail(), mail({ kind: 'sign-in-code', essential: true })]);
  expect(await sendMails(night, outbox, { siteUrl: SITE })).toMatchObject({ sent: 1 });
  expect(await sendMails(at(night, '2026-11-22T15:00:00Z'), outbox, { siteUrl: SITE })).toMatchObject({ sent: 0 });
  expect(await sendMails(at(night, '2026-11-23T07:00:00Z'), outbox, { siteUrl: SITE })).toMatchObject({ sent: 1 });
  // What a long day left over does not go out in the evening either.
  await queueMail(at(night, '2026-11-23T17:59:00Z'), mail());
  expect(await sendMails(at(night, '2026-11-23T18:30:00Z'), outbox, { siteUrl: SITE })).toMatchObject({ sent: 0 });
});

test('a person stops a kind of mail by its link, the others still come; she may change her mind', async () => {
  const deps = await testDeps();
  await queueMail(deps, mail());
  const { transport, received } = await mailServer();
  await sendMails(deps, transport, { siteUrl: SITE });
  const token = decodeURIComponent(/List-Unsubscribe: +<https:\/\/gariotte.exemple.fr\/courrier\/arret\/([^>]+)>/i.exec(received[0]!.text.replaceAll('\r\n ', ' '))![1]!);
  const asked = readStopLink(deps, token);
  expect(asked).toEqual({ ok: true, value: { territoryId: 'lot', address: 'boulangere@exemple.invalid', kind: 'reminder' } });
  expect(received[0]!.text).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
  if (asked.ok) await stopMail(deps)(asked.value);
  await queueMails(deps, [mail(), mail({ kind: 'answer' })]);
  expect(await sendMails(deps, transport, { siteUrl: SITE })).toMatchObject({ sent: 1, stopped: 1 });
  expect(readStopLink(deps, `${token.slice(0, -3)}abc`)).toMatchObject({ ok: false, reason: 'forged' });
});

test('an address that does not exist is written to no more; a full mailbox is tried again later', async () => {
  const deps = await testDeps();
  const { transport } = await mailServer((to) => Object.assign(new Error('no'), { responseCode: to.startsWith('gone') ? 550 : 452 }));
  await queueMails(deps, [mail({ to: 'gone@exemple.invalid' }), mail({ to: 'full@exemple.invalid' })]);
  expect(await sendMails(deps, transport, { siteUrl: SITE })).toMatchObject({ refused: 1, later: 1, sent: 0 });
  await queueMail(deps, mail({ to: 'gone@exemple.invalid', kind: 'another' }));
  expect(await sendMails(deps, transport, { siteUrl: SITE })).toMatchObject({ stopped: 1, refused: 0 });
  expect(await sendMails(at(deps, '2026-11-23T09:02:00Z'), transport, { siteUrl: SITE })).toMatchObject({ later: 1 });
});

test('no mail server, or one that takes the line and says nothing: the mail waits, and nothing is thrown', async () => {
  const deps = await testDeps();
  const mute = createServer(() => {});
  await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve));
  await queueMail(deps, mail());
  expect(await sendMails(deps, smtp(`smtp://127.0.0.1:${(mute.address() as { port: number }).port}`, 'a@exemple.fr', 200), { siteUrl: SITE })).toMatchObject({ later: 1 });
  mute.close();
  await queueMail(deps, mail());
  expect(await sendMails(deps, smtp('smtp://127.0.0.1:9', 'a@exemple.fr'), { siteUrl: SITE })).toMatchObject({ later: 1 });
  expect(await states(deps)).toEqual(['queued', 'queued']);
});

test('two processes at it send each mail once', async () => {
  const deps = await testDeps();
  await queueMails(deps, Array.from({ length: 120 }, (_, i) => mail({ to: `p${i}@exemple.invalid` })));
  const seen: string[] = [];
  const transport: Transport = { ...outbox, send: async (one) => (seen.push(one.to.address), { ok: true }) };
  await Promise.all([1, 2].map(() => sendMails(deps, transport, { siteUrl: SITE, perSecond: 10_000 })));
  expect(seen).toHaveLength(120);
  expect(new Set(seen).size).toBe(120);
});

test('a process that dies with a mail in hand: it is sent again under the same name, so that a mailbox shows it once', async () => {
  const deps = await testDeps();
  const { transport, received } = await mailServer();
  await queueMail(deps, mail());
  // The server took it, but the process died before it could note so.
  const dying: Transport = { ...transport, send: async (one) => (await transport.send(one), new Promise(() => {})) };
  void sendMails(deps, dying, { siteUrl: SITE });
  while (received.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
  expect(await sendMails(deps, transport, { siteUrl: SITE })).toMatchObject({ sent: 0 });
  expect(await sendMails(at(deps, '2026-11-23T09:11:00Z'), transport, { siteUrl: SITE })).toMatchObject({ sent: 1 });
  expect(new Set(received.map((one) => one.messageId)).size).toBe(1);
});

test('a subject cannot carry a header of its own', async () => {
  const deps = await testDeps();
  const { transport, received } = await mailServer();
  await queueMail(deps, mail({ subject: 'Bonjour\r\nBcc: tous@exemple.fr' }));
  await sendMails(deps, transport, { siteUrl: SITE });
  expect(received[0]!.to).toEqual(['boulangere@exemple.invalid']);
  expect(received[0]!.text.split('\r\n\r\n')[0]).not.toMatch(/^bcc:/im);
});
