import { beforeEach, expect, test } from 'vitest';
import { aFirm, aTerritory, offers, seeks } from '#core/directory/testing/builders.ts';
import { runBoard } from '#core/exchange/index.ts';
import { promisesOfFirm } from '#core/followup/index.ts';
import { aBody, anAdviser } from '#core/identity/testing/builders.ts';
import type { Deps } from '#core/kernel/index.ts';
import { testDeps } from '#core/kernel/testing/test-database.ts';
import { closeRequest } from '../requests/index.ts';
import { aRequest, covers } from '../testing/builders.ts';
import { endAction, planOf, proposeAction, sharePlan, sharesOf, unsharePlan } from './index.ts';

let deps: Deps;
let [epci, ada, siret] = ['', '', ''];
const ADVISER = { kind: 'adviser' } as const;
const plan = (bodies: string[] | null = null) => planOf(deps.db, 'lot', siret, ADVISER, bodies);

beforeEach(async () => {
  deps = await testDeps();
  await aTerritory(deps.db);
  epci = await aBody(deps);
  ada = await anAdviser(deps, epci, 'Ada Exemple');
  await covers(deps, ada, epci);
  siret = await aFirm(deps.db, 'Gourdon', { name: 'Scierie exemple' });
});

test('boards, advice and requests stand in one list, whoever proposed them', async () => {
  await offers(deps, siret);
  await seeks(deps, await aFirm(deps.db, 'Cazals'));
  await runBoard(deps)({ territoryId: 'lot' });
  await proposeAction(deps)({ territoryId: 'lot', siret, by: ada, what: 'Isoler le toit', why: 'La chaleur part', origin: 'advice', dueOn: '2027-01-15' });
  const request = await aRequest(deps, { siret });
  expect((await plan()).map((one) => [one.origin, one.state])).toEqual([['request', 'open'], ['advice', 'open'], ['board', 'proposed']]);
  await closeRequest(deps)({ territoryId: 'lot', id: request, by: ada, outcome: 'done', words: 'Contrat signé' });
  expect((await plan()).at(-1)).toMatchObject({ origin: 'request', state: 'done', outcome: 'C’est fait. Contrat signé', endedOn: '2026-11-23' });
});

test('a board’s proposal that is taken up has a date and somebody, and stands there once', async () => {
  await offers(deps, siret);
  await seeks(deps, await aFirm(deps.db, 'Cazals'));
  await runBoard(deps)({ territoryId: 'lot' });
  const [proposal] = await plan();
  const taken = { territoryId: 'lot', siret, by: ada, what: proposal!.what, origin: 'board' as const, originId: proposal!.proposalId };
  await proposeAction(deps)(taken);
  await proposeAction(deps)(taken);
  expect(await plan()).toMatchObject([{ origin: 'board', state: 'open', who: 'Ada Exemple, Communauté de communes exemple', proposalId: null }]);
});

test('an action has its follow-up, due on the day agreed, and ends with what came of it', async () => {
  const proposed = await proposeAction(deps)({ territoryId: 'lot', siret, by: ada, what: 'Changer le four', origin: 'advice', dueOn: '2027-01-15' });
  if (!proposed.ok) throw new Error(proposed.reason);
  expect(await promisesOfFirm(deps.db, 'lot', siret)).toMatchObject([{ kind: 'plan-action', dueOn: '2027-01-15', ownerName: 'Ada Exemple' }]);
  const end = { territoryId: 'lot', siret, id: proposed.value.id, by: ada, outcome: 'not-done' as const, words: 'Trop cher cette année' };
  expect(await endAction(deps)(end)).toEqual({ ok: true, value: null });
  expect(await endAction(deps)(end)).toMatchObject({ ok: false, reason: 'already-closed' });
  expect(await plan()).toMatchObject([{ state: 'dropped', outcome: 'Rien n’a pu être fait. Trop cher cette année' }]);
  expect(await proposeAction(deps)({ territoryId: 'lot', siret, by: ada, what: 'Trop tard', origin: 'advice', dueOn: '2026-01-01' })).toMatchObject({ ok: false, reason: 'in-the-past' });
});

test('an action whose form is sent twice is one; the same said again once it is over is another', async () => {
  const roof = { territoryId: 'lot', siret, by: ada, what: 'Isoler le toit', origin: 'advice' as const };
  const [first, second] = await Promise.all([proposeAction(deps)(roof), proposeAction(deps)(roof)]);
  expect(first).toEqual(second);
  await endAction(deps)({ territoryId: 'lot', siret, id: first.ok ? first.value.id : '', by: ada, outcome: 'done', words: '' });
  await proposeAction(deps)(roof);
  expect((await plan()).map((one) => one.state)).toEqual(['open', 'done']);
});

test('a body reads what it proposed; the whole plan once the firm shares it, until it takes it back', async () => {
  const cma = await aBody(deps, 'Chambre de métiers exemple', 'cma');
  await proposeAction(deps)({ territoryId: 'lot', siret, by: ada, what: 'Isoler le toit', origin: 'advice' });
  expect(await plan([epci])).toHaveLength(1);
  expect(await plan([cma])).toHaveLength(0);
  await sharePlan(deps)({ territoryId: 'lot', siret, bodyId: cma, givenBy: 'La gérante, au téléphone' });
  await sharePlan(deps)({ territoryId: 'lot', siret, bodyId: cma, givenBy: 'encore' });
  expect(await sharesOf(deps.db, 'lot', siret)).toEqual([{ bodyId: cma, bodyName: 'Chambre de métiers exemple', givenBy: 'La gérante, au téléphone', since: '2026-11-23' }]);
  await unsharePlan(deps)({ territoryId: 'lot', siret, bodyId: cma });
  expect(await sharesOf(deps.db, 'lot', siret)).toEqual([]);
});
