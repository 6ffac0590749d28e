import { beforeEach, describe, expect, test } from 'vitest';
import { aFirm, aTerritory, offers, seeks } from '#core/directory/testing/builders.ts';
import { runBoard } from '#core/exchange/index.ts';
import { promisesOfFirm } from '#core/followup/index.ts';
import { aPromise } from '#core/followup/testing/builders.ts';
import { noteOnPromise } from '#core/followup/index.ts';
import { aBody, anAdviser } from '#core/identity/testing/builders.ts';
import type { Deps } from '#core/kernel/index.ts';
import { testDeps } from '#core/kernel/testing/test-database.ts';
import { straightLineTravel } from '#core/territory/index.ts';
import { neverMet, planDay, planRound, recordVisit, roundById } from './index.ts';

let deps: Deps;
let ada: string;
const CAHORS = { longitude: 1.4406, latitude: 44.4507 };
const travel = straightLineTravel();
const asked = { from: CAHORS, withinKm: 60, limit: 50 };

beforeEach(async () => {
  deps = await testDeps();
  await aTerritory(deps.db);
  const body = await aBody(deps);
  ada = await anAdviser(deps, body, 'Ada Exemple');
});

describe('whom to see first', () => {
  test('the firm that a proposal waits for comes before its neighbour; the reason says so', async () => {
    const mill = await aFirm(deps.db, 'Gourdon', { name: 'Scierie exemple' });
    await aFirm(deps.db, 'Gourdon', { name: 'Voisine exemple' });
    await offers(deps, mill);
    await seeks(deps, await aFirm(deps.db, 'Cazals', { name: 'Granulés exemple' }));
    await runBoard(deps)({ territoryId: 'lot' });
    const { firms, total } = await neverMet(deps, 'lot', asked);
    expect(total).toBe(3);
    expect(firms.at(-1)!.name).toBe('Voisine exemple');
    expect(firms[0]!.reasons[0]).toMatchObject({ code: 'proposals', count: 1 });
  });

  test('who was met, at the door or on the telephone, is not there any more; a mail alone is no meeting', async () => {
    const [called, mailed] = [await aFirm(deps.db, 'Cahors'), await aFirm(deps.db, 'Cahors')];
    await noteOnPromise(deps)({ territoryId: 'lot', id: await aPromise(deps, { siret: called }), by: ada, words: 'Bonjour', channel: 'phone' });
    await noteOnPromise(deps)({ territoryId: 'lot', id: await aPromise(deps, { siret: mailed }), by: ada, words: 'Bonjour', channel: 'mail' });
    expect((await neverMet(deps, 'lot', asked)).firms.map((one) => one.siret)).toEqual([mailed]);
  });

  test('too far, closed or another trade is left out', async () => {
    await aFirm(deps.db, 'Figeac');
    await aFirm(deps.db, 'Cahors', { status: 'closed' });
    const baker = await aFirm(deps.db, 'Cahors', { activity: '10.71C' });
    await aFirm(deps.db, 'Cahors', { activity: '43.32A' });
    expect((await neverMet(deps, 'lot', { ...asked, withinKm: 20, section: ['10'] })).firms.map((one) => one.siret)).toEqual([baker]);
  });
});

describe('the day', () => {
  const at = (siret: string, longitude: number, latitude: number, points = 10) => ({ siret, longitude, latitude, points });

  test('the order is the shortest road, with times that follow from it', async () => {
    const plan = await planDay(travel, CAHORS, [at('far', 1.2196, 44.6437), at('near', 1.4, 44.47), at('middle', 1.3, 44.55)], { leavesAt: 540, backBy: 1020, visitMinutes: 40 });
    expect([['near', 'middle', 'far'], ['far', 'middle', 'near']]).toContainEqual(plan.stops.map((stop) => stop.siret));
    expect(plan.left).toEqual([]);
    expect(plan.stops.every((stop, i) => i === 0 || stop.arrivesAt >= plan.stops[i - 1]!.arrivesAt + 40)).toBe(true);
    expect(plan.backAt).toBeLessThanOrEqual(1020);
  });

  test('what does not fit before it is time to be back is left, the least useful first', async () => {
    const plan = await planDay(travel, CAHORS, [at('useful', 1.45, 44.46, 80), at('less', 1.43, 44.46, 5)], { leavesAt: 540, backBy: 600, visitMinutes: 40 });
    expect(plan.stops.map((stop) => stop.siret)).toEqual(['useful']);
    expect(plan.left).toEqual(['less']);
  });

  test('a planned firm is no longer offered; a day that is past is refused', async () => {
    const siret = await aFirm(deps.db, 'Cahors');
    const round = { territoryId: 'lot', personId: ada, day: '2026-11-25', startCommune: '46042', sirets: [siret], leavesAt: 540, backBy: 1020 };
    expect(await planRound(deps, travel)({ ...round, day: '2026-11-20' })).toMatchObject({ ok: false, reason: 'in-the-past' });
    const planned = await planRound(deps, travel)(round);
    if (!planned.ok) throw new Error(planned.reason);
    expect((await roundById(deps.db, 'lot', planned.value.id))!.visits).toMatchObject([{ siret, result: null }]);
    expect(await planRound(deps, travel)({ ...round, sirets: ['00000000000000'] })).toMatchObject({ ok: false, reason: 'unknown-firm' });
  });
});

describe('at the door', () => {
  let visit: string;
  let siret: string;
  beforeEach(async () => {
    siret = await aFirm(deps.db, 'Cahors', { name: 'Boulangerie exemple' });
    const planned = await planRound(deps, travel)({ territoryId: 'lot', personId: ada, day: '2026-11-23', startCommune: '46042', sirets: [siret], leavesAt: 540, backBy: 1020 });
    if (!planned.ok) throw new Error(planned.reason);
    visit = (await roundById(deps.db, 'lot', planned.value.id))!.visits[0]!.id;
  });
  const record = (given: Partial<Parameters<ReturnType<typeof recordVisit>>[0]>) => recordVisit(deps)({ territoryId: 'lot', id: visit, by: ada, result: 'met', ...given });
  const read = () => deps.db.selectFrom('visit').select(['result', 'words', 'said_at as saidAt']).where('id', '=', visit).executeTakeFirstOrThrow();

  test('what was promised becomes a follow-up, once, though the telephone sends it twice', async () => {
    const saidAt = new Date('2026-11-23T08:30:00Z');
    const said = { words: 'Cherche un apprenti', promised: 'envoyer la liste des CFA', phone: '05 65 00 00 00', saidAt };
    expect(await record(said)).toEqual({ ok: true, value: { kept: true } });
    expect(await record(said)).toEqual({ ok: true, value: { kept: false } });
    expect(await promisesOfFirm(deps.db, 'lot', siret)).toMatchObject([{ kind: 'call', what: 'envoyer la liste des CFA', ownerName: 'Ada Exemple', aboutPhone: '05 65 00 00 00' }]);
  });

  test('the same form tapped twice, where no script says when it was said, promises once', async () => {
    let ms = deps.clock.now().getTime();
    for (let i = 0; i < 2; i++) await recordVisit({ ...deps, clock: { ...deps.clock, now: () => new Date(ms++) } })({ territoryId: 'lot', id: visit, by: ada, result: 'met', promised: 'envoyer la liste des CFA' });
    expect(await promisesOfFirm(deps.db, 'lot', siret)).toHaveLength(1);
  });

  test('of two answers the one said last stays, whatever order they arrive in', async () => {
    await record({ result: 'met', saidAt: new Date('2026-11-23T08:50:00Z') });
    await record({ result: 'absent', saidAt: new Date('2026-11-23T08:30:00Z') });
    expect((await read()).result).toBe('met');
  });

  test('a telephone whose clock is ahead does not lock the door', async () => {
    await record({ result: 'absent', saidAt: new Date('2027-01-01T00:00:00Z') });
    expect((await read()).saidAt).toEqual(deps.clock.now());
  });

  test('to pass by again is a follow-up', async () => {
    await record({ result: 'later', words: 'le mardi matin' });
    expect(await promisesOfFirm(deps.db, 'lot', siret)).toMatchObject([{ kind: 'visit', what: 'repasser : le mardi matin' }]);
  });
});
