import { expect, test } from 'vitest';
import { testDeps } from '#core/kernel/testing/test-database.ts';
import { stoppedClock } from '#core/kernel/index.ts';
import { LIMITS, tried } from './rate-limit.ts';

test('the sixth code within the hour for one address is refused, says when to come back, and another address is not concerned', async () => {
  const deps = await testDeps();
  const { most } = LIMITS['code-address'];
  const answers = await Promise.all(Array.from({ length: most + 1 }, () => tried(deps, 'code-address', 'Camille@exemple.invalid')));
  expect(answers.filter((answer) => answer.ok)).toHaveLength(most);
  expect(answers.find((answer) => !answer.ok)).toEqual({ ok: false, minutes: 60 });
  expect(await tried(deps, 'code-address', 'dominique@exemple.invalid')).toEqual({ ok: true });
  const later = { ...deps, clock: stoppedClock('2026-11-23T10:01:00Z') };
  expect(await tried(later, 'code-address', ' camille@exemple.invalid')).toEqual({ ok: true });
});
