import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SearchInput } from '#core/directory/index.ts';
import { addressOf, VIEWS } from './address.ts';
import { readAddress } from './read-address.ts';

const anInput = fc.record({
  q: fc.string({ maxLength: 40 }).map((text) => text.trim()),
  commune: fc.option(fc.constantFrom('46127', '2A004'), { nil: undefined }),
  epci: fc.option(fc.constant('200067254'), { nil: undefined }),
  activity: fc.option(fc.constantFrom('C', '10', '10.71C'), { nil: undefined }),
  size: fc.option(fc.constantFrom('0' as const, '10' as const), { nil: undefined }),
  flow: fc.option(fc.constantFrom('out' as const, 'in' as const), { nil: undefined }),
  status: fc.constantFrom('open' as const, 'all' as const),
  page: fc.integer({ min: 1, max: 25 }),
});

test('a search that was mailed is read back as it was', () => {
  fc.assert(
    fc.property(anInput, fc.constantFrom(...VIEWS), (input, view) => {
      expect(readAddress(new URL(addressOf(input, view), 'http://localhost').searchParams)).toEqual({ input: SearchInput.parse(input), view });
    }),
  );
});

test('a filter that does not read is left out, the others stand', () => {
  expect(readAddress(new URLSearchParams('q=noix&commune=x&activite=999&page=-3&voir=3d')).input).toEqual(SearchInput.parse({ q: 'noix' }));
});
