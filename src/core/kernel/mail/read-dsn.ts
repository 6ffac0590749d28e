export type FailedDelivery = { address: string; action: string; status: string; diagnostic: string };
/** What a delivery-status mail reports: the Message-ID of the mail it is about, when it carries it, and what became of each recipient. */
export type DeliveryReport = { messageId: string | null; deliveries: FailedDelivery[] };

/** Header fields of a block, names in lower case, folded lines joined (RFC 5322, 2.2.3). */
const fieldsOf = (block: string): Map<string, string> =>
  new Map(block.replace(/\n[ \t]+/g, ' ').split('\n').flatMap((line) => {
    const at = line.indexOf(':');
    return at > 0 ? [[line.slice(0, at).trim().toLowerCase(), line.slice(at + 1).trim()] as const] : [];
  }));

/** The parts of a given type, wherever they are nested: what follows their own header, up to the next boundary. */
function partsOf(text: string, type: RegExp): string[] {
  const parts: string[] = [];
  for (const match of text.matchAll(/^content-type:[ \t]*([a-z0-9.+/-]+)/gim)) {
    if (!type.test(match[1]!)) continue;
    const begins = text.indexOf('\n\n', match.index);
    if (begins < 0) continue;
    const rest = text.slice(begins + 2);
    const ends = rest.search(/^--\S/m);
    parts.push(ends < 0 ? rest : rest.slice(0, ends));
  }
  return parts;
}

/** `rfc822; lou@exemple.fr` → `lou@exemple.fr`. */
const addressIn = (field: string | undefined): string => (field ?? '').replace(/^[^;]*;/, '').trim().replace(/^<|>$/g, '').toLowerCase();

/** Reads a delivery-status mail (RFC 3464) as mail servers write them; null when it is none. */
export function readDsn(mail: string): DeliveryReport | null {
  const text = mail.replace(/\r\n?/g, '\n');
  const [status] = partsOf(text, /^message\/(global-)?delivery-status$/i);
  if (status === undefined) return null;
  // The first block is about the message, each next one about a recipient.
  const deliveries = status.split(/\n{2,}/).map(fieldsOf).filter((fields) => fields.has('final-recipient')).map((fields) => ({
    address: addressIn(fields.get('original-recipient')) || addressIn(fields.get('final-recipient')),
    action: (fields.get('action') ?? '').toLowerCase(),
    status: /\d\.\d{1,3}\.\d{1,3}/.exec(fields.get('status') ?? '')?.[0] ?? '',
    diagnostic: (fields.get('diagnostic-code') ?? '').slice(0, 500),
  }));
  const returned = partsOf(text, /^(message\/(rfc822|global)|text\/rfc822-headers|message\/(rfc822|global)-headers)$/i).at(-1);
  return { messageId: returned === undefined ? null : (/<[^<>\s]+>/.exec(fieldsOf(returned.split(/\n{2,}/)[0]!).get('message-id') ?? '')?.[0] ?? null), deliveries };
}

/** Refusals that say nothing of the address: a full mailbox, a mail too long, a server's own rules (RFC 3463). */
const PASSES = /^5\.(2\.2|2\.3|3\.\d+|7\.\d+)$/;

/** Whether nothing will ever reach the address; else why it is not said so. */
export function isForGood({ action, status }: Pick<FailedDelivery, 'action' | 'status'>): { ok: true } | { ok: false; because: 'not-failed' | 'may-pass' } {
  if (action !== 'failed') return { ok: false, because: 'not-failed' };
  return status.startsWith('5.') && !PASSES.test(status) ? { ok: true } : { ok: false, because: 'may-pass' };
}
