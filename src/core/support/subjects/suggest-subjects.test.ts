import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isSubject, subjects, subjectThemes } from './list.ts';
import { suggestSubjects } from './suggest-subjects.ts';

type Sentences = { sentences: [string, string[]][] };
const read = (name: string) => (JSON.parse(readFileSync(join(import.meta.dirname, 'testing', name), 'utf8')) as Sentences).sentences;
const first = (text: string) => suggestSubjects(text, 1)[0]?.id;
const shareFound = (sentences: [string, string[]][]) => sentences.filter(([text, right]) => suggestSubjects(text, 2).some(({ id }) => right.includes(id))).length / sentences.length;

test('each subject stands under a theme, and sentences to test with name known subjects', () => {
  expect(subjectThemes().flatMap((theme) => theme.subjects)).toHaveLength(subjects().length);
  for (const [, right] of [...read('tuning.json'), ...read('held-out.json')]) expect(right.filter((id) => !isSubject(id))).toEqual([]);
});

test('of the sentences that never served to write the words, nine in ten find their subject among the first two', () => {
  const sentences = read('held-out.json');
  expect(sentences.length).toBeGreaterThanOrEqual(60);
  expect(shareFound(sentences)).toBeGreaterThanOrEqual(0.9);
});

test('what was found once stays found', () => {
  expect(shareFound(read('tuning.json'))).toBe(1);
});

describe('people’s own words', () => {
  test.each([
    ['Je me lance !', 'start'],
    ['un repreneur pour mon salon', 'hand-over'],
    ['facture électronique', 'digital-tools'],
    ['PANNEAUX SOLAIRES', 'solar'],
    ['mes impôts', 'tax'],
    ['le loyer', 'premises'],
    ['embache', 'hire'],
    ['pneaux photovoltaique', 'solar'],
  ])('« %s »', (text, subject) => {
    expect(first(text)).toBe(subject);
  });
});

test('what nobody recognises suggests nothing', () => {
  expect(suggestSubjects('xyzzy')).toEqual([]);
  expect(suggestSubjects('')).toEqual([]);
});

test('whatever is typed, suggestions are known subjects, each once, surest first, always the same', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 300 }), (text) => {
      const found = suggestSubjects(text, 5);
      expect(found).toEqual(suggestSubjects(text, 5));
      expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);
      expect(found.every(({ id }) => isSubject(id))).toBe(true);
      expect(found.map(({ score }) => score)).toEqual(found.map(({ score }) => score).toSorted((a, b) => b - a));
    }),
    { numRuns: 200 },
  );
});
