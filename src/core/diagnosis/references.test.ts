import { describe, expect, test } from 'vitest';
import { longestPath } from './answers/index.ts';
import { DIAGNOSES } from './list.ts';
import { questionsOf } from './model.ts';

/** The most questions before a first result. */
const MOST: Record<string, number> = { carbon: 12, digital: 12, cyber: 13 };

describe.each(DIAGNOSES.map((one) => [one.reference.id, one] as const))('the reference of « %s »', (id, { reference }) => {
  const questions = questionsOf(reference);

  test('names each question, page, option and source once', () => {
    for (const ids of [questions.map((one) => one.id), reference.pages.map((one) => one.id), reference.sources.map((one) => one.id), ...questions.map((one) => ('options' in one ? one.options.map((option) => option.id) : []))]) expect(ids).toEqual([...new Set(ids)]);
  });

  test('asks no question whose condition nobody can meet, or that looks at its own page', () => {
    const pageOf = new Map(reference.pages.flatMap((page, i) => page.questions.map((one) => [one.id, i] as const)));
    for (const question of questions)
      for (const when of question.when) {
        const other = questions.find((one) => one.id === when.question);
        expect(other, `${question.id} → ${when.question}`).toBeDefined();
        expect(pageOf.get(when.question)!, question.id).toBeLessThan(pageOf.get(question.id)!);
        const options = other!.kind === 'yes-no-unsure' ? ['yes', 'no', 'unsure'] : 'options' in other! ? other!.options.map((one) => one.id) : [];
        for (const named of [...(when.is ?? []), ...(when.not ?? [])]) expect(options, `${question.id} when ${when.question}`).toContain(named);
      }
  });

  test('is answered in five minutes: no way through it asks more questions than promised', () => {
    if (id in MOST) expect(longestPath(reference)).toBeLessThanOrEqual(MOST[id]!);
  });

  test('says a source or an assumption for all that its data names', () => {
    const named = [...JSON.stringify(reference.data).matchAll(/"source":\s*"([^"]+)"/g)].map((match) => match[1]!);
    const known = reference.sources.map((one) => one.id);
    expect(named.filter((one) => !known.includes(one))).toEqual([]);
    // A statement without a year is either an assumption or a page that was read, which its address says.
    expect(reference.sources.filter((one) => one.year === null && !one.assumption && !one.url)).toEqual([]);
  });

  test('gives each figure of its data with its source, or marked an assumption', () => {
    const bare: string[] = [];
    const look = (value: unknown, path: string): void => {
      if (typeof value !== 'object' || value === null) return;
      if ('value' in value && typeof value.value === 'number' && !('source' in value)) bare.push(path);
      for (const [key, inner] of Object.entries(value)) look(inner, `${path}.${key}`);
    };
    look(reference.data, id);
    expect(bare).toEqual([]);
  });

  test('says nothing where nothing was answered, and fails on nothing', async () => {
    if (id === 'mobility' || id === 'carbon') return;
    const { assess } = DIAGNOSES.find((one) => one.reference.id === id)!;
    const result = await assess({ reference, answers: {}, today: '2026-11-23' }, undefined);
    expect(result.headline.every((one) => one.value === null || Number.isFinite(one.value))).toBe(true);
  });
});

test('each diagnosis has a name and an address of its own', () => {
  for (const names of [DIAGNOSES.map((one) => one.reference.id), DIAGNOSES.map((one) => one.reference.slug)]) expect(names).toEqual([...new Set(names)]);
});
