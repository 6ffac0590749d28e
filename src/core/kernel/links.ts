import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Deps } from './deps.ts';

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

const mac = (secret: string, purpose: string, text: string) => createHmac('sha256', createHmac('sha256', secret).update(purpose).digest()).update(text).digest('base64url');

/** A token for a link in a mail: what it says, until when it holds, signed. A token of one purpose serves no other. */
export function signToken({ secret }: Pick<Deps, 'secret'>, purpose: string, data: Json, expiresAt: Date): string {
  const text = Buffer.from(JSON.stringify([Math.floor(expiresAt.getTime() / 1000), data])).toString('base64url');
  return `${text}.${mac(secret, purpose, text)}`;
}

/** What a token says: refused when it is not ours, is of another purpose, or holds no more (then with what it said). */
export function readToken<T extends Json>({ secret, clock }: Pick<Deps, 'secret' | 'clock'>, purpose: string, token: string): { ok: true; data: T } | { ok: false; reason: 'forged' } | { ok: false; reason: 'expired'; data: T } {
  const [text = '', given = ''] = token.split('.');
  const [expected, said] = [Buffer.from(mac(secret, purpose, text)), Buffer.from(given)];
  if (expected.length !== said.length || !timingSafeEqual(expected, said)) return { ok: false, reason: 'forged' };
  const [until, data] = JSON.parse(Buffer.from(text, 'base64url').toString()) as [number, T];
  return until * 1000 < clock.now().getTime() ? { ok: false, reason: 'expired', data } : { ok: true, data };
}
