import { expect, test } from 'vitest';
import { nafOf, wasteOf } from '#core/directory/index.ts';
import { goldExchanges, measure, rankOf } from './uses.ts';

test('every published exchange names codes and activities that exist, and says where it was found', () => {
  const wrong = goldExchanges().filter((one) => !wasteOf(one.waste) || !nafOf(one.from) || nafOf(one.receiver)?.level !== 'class' || !one.source || !['read', 'known'].includes(one.standing));
  expect(wrong).toEqual([]);
});

test('nine published exchanges out of ten are among the first ten activities', () => {
  const measured = measure(goldExchanges().map((one) => rankOf(one, { knowingProducer: true })));
  expect(measured['recall@10']).toBeGreaterThan(0.9);
  expect(measured['recall@5']).toBeGreaterThan(0.8);
  expect(measured.MRR).toBeGreaterThan(0.55);
});
