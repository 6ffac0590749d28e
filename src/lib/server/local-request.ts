const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);
const LOCAL_HOST = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i;
const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via'];

/**
 * Whether a request comes from the very machine that serves, typed there by its user: loopback address, local host name
 * (so that no foreign name resolved to loopback passes), a page of our own when it writes, and no proxy in between.
 */
export function isLocalRequest(headers: Headers, clientAddress: string): boolean {
  const origin = headers.get('origin');
  return (
    LOOPBACK.has(clientAddress) &&
    LOCAL_HOST.test(headers.get('host') ?? '') &&
    (origin === null || LOCAL_HOST.test(origin.replace(/^https?:\/\//, ''))) &&
    !FORWARDED.some((name) => headers.has(name))
  );
}
