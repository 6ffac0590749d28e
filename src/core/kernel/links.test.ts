import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stoppedClock } from './clock.ts';
import { readToken, signToken } from './links.ts';

const deps = { secret: 'a secret of the tests', clock: stoppedClock('2026-11-23T09:00:00Z') };
const tomorrow = new Date('2026-11-24T09:00:00Z');

test('a link says what it was signed for, until it expires, for its own use and under its own secret', () => {
  const token = signToken(deps, 'answer', { promise: 'p1', answer: 'yes' }, tomorrow);
  expect(readToken(deps, 'answer', token)).toEqual({ ok: true, data: { promise: 'p1', answer: 'yes' } });
  expect(readToken(deps, 'stop-mail', token)).toMatchObject({ ok: false, reason: 'forged' });
  expect(readToken({ ...deps, secret: 'another' }, 'answer', token)).toMatchObject({ ok: false, reason: 'forged' });
  expect(readToken({ ...deps, clock: stoppedClock('2026-11-24T09:00:01Z') }, 'answer', token)).toMatchObject({ ok: false, reason: 'expired' });
});

test('no other text is taken for a link of ours', () => {
  const token = signToken(deps, 'answer', 'p1', tomorrow);
  fc.assert(fc.property(fc.nat(token.length - 1), fc.constantFrom(...'aZ0_.-'), (at, letter) => {
    const other = token.slice(0, at) + letter + token.slice(at + 1);
    // The last letter of base64url holds unused bits: another letter may stand for the same bytes, but never for other text.
    const read = readToken(deps, 'answer', other);
    expect(other === token || !read.ok).toBe(true);
  }));
  fc.assert(fc.property(fc.string(), (text) => {
    expect(readToken(deps, 'answer', text)).toMatchObject({ ok: false, reason: 'forged' });
  }));
});
