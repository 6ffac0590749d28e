import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applies } from '../answers/index.ts';
import { type Answers, questionsOf } from '../model.ts';
import { rankMeasures } from './assess.ts';
import { cyber } from './index.ts';

const { reference } = cyber;
const questions = questionsOf(reference);

const anything = fc.record(Object.fromEntries(questions.map((one) => [one.id, one.kind === 'choices' ? fc.subarray(one.options.map((option) => option.id)) : fc.constantFrom(...(one.kind === 'choice' ? one.options.map((option) => option.id) : ['x']))]))) as fc.Arbitrary<Answers>;

test('a baker with a till and a phone is asked nothing about antivirus, and never about servers', () => {
  const asked = questions.filter((one) => applies(reference, { assets: ['till', 'phone'] }, one)).map((one) => one.id);
  expect(asked).not.toContain('antivirus');
  expect(JSON.stringify(reference)).not.toMatch(/serveur/i);
});

test('whatever is answered, the index stays between 0 and 100 and no measure is asked for that is already taken', () => {
  fc.assert(
    fc.property(anything, (answers) => {
      const value = cyber.measure!({ reference, answers, today: '2026-11-23' })!.value;
      expect(value).toBeGreaterThanOrEqual(0);
      expect(value).toBeLessThanOrEqual(100);
      for (const { measure } of rankMeasures({ reference, answers })) expect(questions.find((one) => one.id === measure.question)).toBeDefined();
    }),
  );
});

test('answering one question better never lowers the index', () => {
  fc.assert(
    fc.property(anything, fc.constantFrom(...questions.filter((one) => one.kind === 'choice')), (answers, question) => {
      const best = question.options.toSorted((a, b) => (b.points ?? 0) - (a.points ?? 0))[0]!;
      const at = (given: Answers) => cyber.measure!({ reference, answers: given, today: '2026-11-23' })!.value;
      expect(at({ ...answers, [question.id]: best.id })).toBeGreaterThanOrEqual(at(answers));
    }),
  );
});

test('what to do tonight comes from what lacks, and every step of the day of the attack says its source', async () => {
  const result = await cyber.assess({ reference, answers: { assets: ['computer', 'files'], backup: 'no', passwords: 'same' }, today: '2026-11-23' }, undefined);
  const [tonight, attacked] = result.sections;
  if (tonight?.kind !== 'steps' || attacked?.kind !== 'steps') throw new Error();
  expect(tonight.steps.map((one) => one.what).join()).toMatch(/débranchez/);
  expect(attacked.steps.every((one) => one.source)).toBe(true);
  expect(attacked.steps.some((one) => one.href === 'https://17cyber.gouv.fr')).toBe(true);
});
