import type { IncomingHttpHeaders } from 'node:http';

const MEGA = 1024 * 1024;
/** What any form may send; photographs of a visit are the largest. */
const FORM = 4 * MEGA;
/** What may be sent where a firm gives its accounts: some hundred thousand entries. */
export const FILE = 40 * MEGA;
const FILES = /^\/diagnostics\/carbone\/[^/?]+\/fichier(\?|$)/;

/** Why a request's body is refused before it is read: too large for its address, or of a length that nobody says where only small ones are taken. Null when it may come in. */
export function refusedBody(url: string, headers: IncomingHttpHeaders): 413 | 411 | null {
  if (FILES.test(url)) return Number(headers['content-length'] ?? 0) > FILE ? 413 : null;
  if (headers['transfer-encoding'] !== undefined) return 411;
  return Number(headers['content-length'] ?? 0) > FORM ? 413 : null;
}
