import { createTransport } from 'nodemailer';
import type { RenderedMail } from './render-mail.ts';

/** What became of a mail handed over: taken; refused for good (the address does not exist); or to be tried again later. */
export type Handed = { ok: true } | { ok: false; permanent: boolean; reason: string };
export type Transport = { kind: 'outbox' | 'smtp'; send: (mail: RenderedMail) => Promise<Handed>; close: () => void };

/** Without a mail server, a mail is in the product's outbox, where it can be read, and nowhere else. */
export const outbox: Transport = { kind: 'outbox', send: async () => ({ ok: true }), close: () => {} };

const SLOW_MS = 20_000;

/** Mails through a server: `smtp://user:password@host:587`, or `smtps://`. A slow or absent server is an answer, not an error. */
export function smtp(url: string, from: string, slowMs = SLOW_MS): Transport {
  const server = createTransport({ url, pool: true, maxConnections: 4, connectionTimeout: slowMs, greetingTimeout: slowMs, socketTimeout: slowMs });
  return {
    kind: 'smtp',
    close: () => server.close(),
    send: async (mail) => {
      try {
        await server.sendMail({ from, ...mail });
        return { ok: true };
      } catch (error) {
        const { responseCode = 0, message } = error as { responseCode?: number; message: string };
        // 5xx to the recipient is for good; anything else (greylisting, no line, our own password refused) may pass.
        return { ok: false, permanent: responseCode >= 550 && responseCode <= 553, reason: message };
      }
    },
  };
}
