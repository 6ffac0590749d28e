import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Action, may, RIGHTS } from './rights.ts';
import { printRights, ROLES } from './rights-table.ts';

const actions = Object.keys(RIGHTS) as Action[];
const named = (name: string) => ROLES.find(({ role }) => role === name)!.actor;

test('docs/rights.md is what the code prints', () => {
  expect(readFileSync(join(import.meta.dirname, '../../../docs/rights.md'), 'utf8')).toBe(printRights());
});

test('whatever a visitor may do, everybody may', () => {
  for (const action of actions.filter((one) => may(named('visitor'), one).ok)) for (const { actor } of ROLES) expect(may(actor, action).ok, action).toBe(true);
});

test('what a firm keeps for itself is for its own people: not for advisers, managers, administrators, nor another firm', () => {
  const siret = '00000000100013';
  for (const { role, actor } of ROLES) expect(may(actor, 'record.private', { siret }).ok, role).toBe(role === 'member of a firm');
  expect(may(named('member of a firm'), 'record.private', { siret: '00000000200012' }).ok).toBe(false);
});

test('a manager manages her own body; nobody reads another person’s data', () => {
  expect(may(named('manager'), 'team.manage', { bodyId: 'body-own' }).ok).toBe(true);
  expect(may(named('manager'), 'team.manage', { bodyId: 'body-other' }).ok).toBe(false);
  for (const { actor } of ROLES) expect(may(actor, 'data.own', { personId: 'somebody-else' }).ok).toBe(false);
});

test('a right never comes from what is not there: no firm, no body, no person named', () => {
  fc.assert(
    fc.property(fc.constantFrom(...actions), fc.constantFrom(...ROLES), fc.constantFrom(null, undefined, ''), (action, { actor }, nothing) => {
      const on = { siret: nothing ?? null, bodyId: 'body-of-nobody', personId: 'nobody' };
      const answer = may(actor, action, on);
      if (answer.ok) expect(['record.private', 'data.own'], action).not.toContain(action);
      else expect(answer.because.length).toBeGreaterThan(10);
    }),
  );
});
