import { beforeEach, describe, expect, test } from 'vitest';
import { aFirm } from '#core/directory/testing/builders.ts';
import { answerPromise, deskOf, eventsOf, leaveBody, promiseById, runClocks, takeAbsence } from '#core/followup/index.ts';
import { type Deps, mailsOf, stoppedClock } from '#core/kernel/index.ts';
import { testDeps } from '#core/kernel/testing/test-database.ts';
import { aRequest, covers, twoAdvisers } from '../testing/builders.ts';
import { acceptRequest, addWordsToRequest, askerHistory, askForHelp, calendarFile, cancelRequest, closeRequest, isOff, noteCall, nudgeRequest, passOnRequest, readRequestLink, requestById, requestCounts, requestsOf, routeUncovered, setAppointment, tellCalledOff } from './index.ts';

let deps: Deps;
let epci: string;
let cma: string;
let ada: string;
let bea: string;
const LOT = { territoryId: 'lot' };

beforeEach(async () => {
  deps = await testDeps();
  ({ epci, cma, ada, bea } = await twoAdvisers(deps));
});

const read = async (id: string) => (await requestById(deps.db, 'lot', id))!;
const mails = () => deps.db.selectFrom('mail').select(['to_address as to', 'subject', 'kind']).orderBy('created_at').orderBy('id').execute();

describe('asking', () => {
  test('a request goes to someone, is promised within five working days, and both sides get a mail', async () => {
    const id = await aRequest(deps);
    const one = await read(id);
    expect(one).toMatchObject({ state: 'new', dueOn: '2026-11-30', communeName: 'Cazals', personName: 'Lou Exemple' });
    expect(one.routing.advisers.map((who) => who.name).toSorted()).toEqual(['Ada Exemple', 'Béa Exemple']);
    expect(one.ownerId).toBe(one.routing.advisers[0]!.personId);
    expect((await mails()).map((mail) => mail.kind).toSorted()).toEqual(['request-given', 'request-received']);
  });

  test('someone who has no firm yet is not shut out, and goes to who takes people who start', async () => {
    const id = await aRequest(deps, { starting: true, siret: null, email: null, subject: 'apprentice' });
    expect(await read(id)).toMatchObject({ ownerName: 'Ada Exemple', starting: true, siret: null });
  });

  test('a firm that the directory does not know, or that hides its name, is taken all the same', async () => {
    expect(await read(await aRequest(deps, { siret: '12345678901234', firmName: 'Fournil exemple' }))).toMatchObject({ siret: '12345678901234', firmName: 'Fournil exemple' });
    const hidden = await aFirm(deps.db, 'Cazals', { activity: '10.71C' });
    await deps.db.updateTable('establishment').set({ name: null, diffusion: 'P' }).where('siret', '=', hidden).execute();
    expect(await read(await aRequest(deps, { siret: hidden }))).toMatchObject({ activityCode: '10.71C', firmName: null });
  });

  test('the longest names that the form takes are taken', async () => {
    const [personName, firmName, email] = ['N'.repeat(120), 'E'.repeat(200), `${'x'.repeat(60)}@${'y'.repeat(60)}.invalid`];
    expect(await read(await aRequest(deps, { personName, firmName, email, words: 'mot '.repeat(750) }))).toMatchObject({ personName, firmName, email });
  });

  test('the same form sent twice is one request; another person’s number cannot be taken over', async () => {
    const id = deps.newId();
    await aRequest(deps, { id });
    await aRequest(deps, { id });
    expect(await requestsOf(deps.db, 'lot', { view: 'all', personId: ada })).toHaveLength(1);
    expect(await mails()).toHaveLength(2);
    expect(await askForHelp(deps)({ ...LOT, id, words: 'Autre chose', subject: 'hire', communeCode: '46066', starting: false, personName: 'X', phone: '06', reach: 'phone', times: [] })).toMatchObject({ ok: false, reason: 'already-sent' });
  });

  test('the eleventh request of a day from one telephone is refused', async () => {
    for (let i = 0; i < 10; i++) await aRequest(deps);
    await expect(aRequest(deps)).rejects.toThrow('too-many');
    for (const phone of ['05.65.00.00.00', '+33 5 65 00 00 00', '0565000000']) await expect(aRequest(deps, { phone, email: 'encore@exemple.invalid' })).rejects.toThrow('too-many');
    await aRequest(deps, { phone: '05 65 00 00 02', email: 'autre@exemple.invalid' });
  });

  test('what nobody covers is a list of its own, with the nearest and what lacks', async () => {
    const id = await aRequest(deps, { subject: 'solar' });
    const one = await read(id);
    expect(one).toMatchObject({ state: 'uncovered', ownerId: null });
    expect(one.routing.nearest[0]).toMatchObject({ lacks: ['subject'] });
    expect((await requestsOf(deps.db, 'lot', { view: 'uncovered', personId: ada })).map((r) => r.id)).toEqual([id]);
    expect(await requestCounts(deps.db, 'lot', { personId: ada })).toMatchObject({ uncovered: 1, all: 1, new: 0, closed: 0 });
  });

  test('once somebody covers it, what waited is given to her, once', async () => {
    const id = await aRequest(deps, { subject: 'solar' });
    expect(await routeUncovered(deps)('lot')).toBe(0);
    await covers(deps, bea, cma, { subjects: ['solar'] });
    expect(await routeUncovered(deps)('lot')).toBe(1);
    expect(await routeUncovered(deps)('lot')).toBe(0);
    expect(await read(id)).toMatchObject({ state: 'new', ownerName: 'Béa Exemple', version: 2, routing: { nearest: [] } });
    expect((await mails()).slice(-2).map((mail) => [mail.to, mail.subject])).toEqual([[expect.stringContaining('@'), expect.stringMatching(/^Une demande attendait/)], ['lou@exemple.invalid', 'Quelqu’un suit maintenant votre demande']]);
  });

  test('whom the adviser who said yes leaves alone is given to the next one to say yes to', async () => {
    const id = await aRequest(deps, { subject: 'hire' });
    await acceptRequest(deps)({ ...LOT, id, by: ada });
    await leaveBody(deps)({ ...LOT, bodyId: epci, personId: ada, toPersonId: null, by: ada });
    expect(await read(id)).toMatchObject({ state: 'uncovered' });
    await covers(deps, bea, cma, { subjects: ['hire'] });
    await routeUncovered(deps)('lot');
    expect(await read(id)).toMatchObject({ state: 'new', ownerName: 'Béa Exemple' });
  });

  test('who is away and whose body is dormant are left in peace', async () => {
    await takeAbsence(deps)({ ...LOT, personId: ada, startsOn: '2026-11-20', endsOn: '2026-12-01', deputyId: null });
    expect((await read(await aRequest(deps))).ownerName).toBe('Béa Exemple');
    await deps.db.updateTable('body').set({ dormant_since: '2026-11-01' }).where('id', '=', cma).execute();
    expect((await read(await aRequest(deps))).state).toBe('uncovered');
  });

  test('the link of a mail shows the request, and no other link does', async () => {
    const asked = await askForHelp(deps)({ ...LOT, id: deps.newId(), words: 'Aidez-moi à recruter', subject: 'hire', communeCode: '46066', starting: false, personName: 'Lou', phone: '05', reach: 'visit', times: [] });
    if (!asked.ok) throw new Error(asked.reason);
    expect(readRequestLink(deps, asked.value.path.slice('/demande/'.length))).toEqual({ territoryId: 'lot', id: asked.value.id });
    expect(readRequestLink(deps, `${asked.value.path.slice('/demande/'.length)}x`)).toBeNull();
  });
});

describe('following', () => {
  test('she says yes, calls in vain, then reaches: the first word is the second call', async () => {
    const id = await aRequest(deps);
    await acceptRequest(deps)({ ...LOT, id, by: bea });
    expect(await read(id)).toMatchObject({ state: 'taken', ownerName: 'Béa Exemple', firstWordAt: null });
    await noteCall(deps)({ ...LOT, id, by: bea, reached: false, words: '', channel: 'phone', minutes: 2 });
    expect((await read(id)).firstWordAt).toBeNull();
    await noteCall(deps)({ ...LOT, id, by: bea, reached: true, words: 'Elle rappelle jeudi', channel: 'phone', minutes: 10 });
    expect(await read(id)).toMatchObject({ firstWordAt: deps.clock.now(), minutes: 12 });
  });

  test('two advisers at the same time: the second is told who has it, and nothing is written', async () => {
    const id = await aRequest(deps);
    const { version } = await read(id);
    expect(await acceptRequest(deps)({ ...LOT, id, by: bea, version })).toMatchObject({ ok: true });
    expect(await acceptRequest(deps)({ ...LOT, id, by: ada, version })).toEqual({ ok: false, reason: 'changed-meanwhile', detail: { ownerName: 'Béa Exemple' } });
    expect((await read(id)).ownerName).toBe('Béa Exemple');
  });

  test('passed on with a reason: the new one has it to say yes to, the asker is told', async () => {
    const id = await aRequest(deps);
    await acceptRequest(deps)({ ...LOT, id, by: ada });
    expect(await passOnRequest(deps)({ ...LOT, id, by: ada, toPersonId: bea, toBodyId: epci, reason: 'x' })).toMatchObject({ ok: false, reason: 'unknown-receiver' });
    await passOnRequest(deps)({ ...LOT, id, by: ada, toPersonId: bea, toBodyId: cma, reason: 'C’est un métier d’artisan' });
    expect(await read(id)).toMatchObject({ state: 'new', ownerName: 'Béa Exemple', bodyName: 'Chambre de métiers exemple' });
    expect((await mails()).map((mail) => mail.kind)).toContain('request-passed');
    expect((await eventsOf(deps.db, 'lot', (await read(id)).promiseId)).some((event) => event.words === 'C’est un métier d’artisan')).toBe(true);
  });

  test('closed before its appointment: the calendar file takes it out, the mail says so, and who asked reads what was done, without what advisers note among themselves', async () => {
    const id = await aRequest(deps);
    const [first, other] = (await read(id)).ownerId === ada ? [ada, bea] : [bea, ada];
    const as = (by: string, minutes: number): [Deps, { territoryId: string; id: string; by: string }] => [{ ...deps, clock: { ...deps.clock, now: () => new Date(deps.clock.now().getTime() + minutes * 60_000) } }, { ...LOT, id, by }];
    const run = <T>(act: (deps: Deps) => (input: T) => Promise<unknown>, [at, which]: ReturnType<typeof as>, rest: object) => act(at)({ ...which, ...rest } as T);
    await run(acceptRequest, as(first, 1), {});
    await run(noteCall, as(first, 2), { reached: false, words: 'Encore absente, agaçant', channel: 'phone' });
    await run(noteCall, as(first, 3), { reached: true, words: 'Elle semble fragile', channel: 'phone' });
    await run(passOnRequest, as(first, 4), { toPersonId: other, toBodyId: other === ada ? epci : cma, reason: 'C’est plus près' });
    await run(acceptRequest, as(other, 5), {});
    await run(setAppointment, as(other, 6), { at: new Date('2026-12-03T13:30:00Z'), minutes: 45, place: 'au fournil' });
    await run(closeRequest, as(other, 7), { outcome: 'done', words: 'Contrat signé au téléphone' });
    const [who, next] = [first === ada ? 'Ada Exemple' : 'Béa Exemple', other === ada ? 'Ada Exemple' : 'Béa Exemple'];
    expect(askerHistory(await eventsOf(deps.db, 'lot', (await read(id)).promiseId)).map((one) => one.text.replaceAll('\u00a0', ' '))).toEqual([
      'Demande envoyée', `${who} prend votre demande`, `${who} a essayé de vous joindre`, `${who} vous a parlé au téléphone`, `Confiée à ${next} : C’est plus près`, `${next} prend votre demande`,
      'Rendez-vous jeudi 3 décembre à 14 h 30, au fournil.', `Close par ${next} : Contrat signé au téléphone`,
    ]);
    const one = await read(id);
    expect(isOff(one)).toBe(true);
    const file = calendarFile({ id, at: one.appointmentAt!, minutes: 45, place: 'au fournil', version: one.appointmentVersion, cancelled: isOff(one), title: 'x', with: next, stamp: deps.clock.now() });
    for (const line of ['METHOD:CANCEL', 'STATUS:CANCELLED', 'SEQUENCE:2']) expect(file).toContain(line);
    expect(JSON.stringify(await deps.db.selectFrom('mail').select('content').where('kind', '=', 'request-closed').execute())).toContain('est annulé');
  });

  test('an appointment is due that day, comes with a calendar file, and moving it replaces it', async () => {
    const id = await aRequest(deps);
    const at = new Date('2026-12-03T13:30:00Z');
    expect(await setAppointment(deps)({ ...LOT, id, by: ada, at: new Date('2026-11-01T10:00:00Z'), minutes: 30, place: 'au fournil' })).toMatchObject({ ok: false, reason: 'in-the-past' });
    expect(await setAppointment(deps)({ ...LOT, id, by: ada, at: new Date('9999-12-31T22:30:00Z'), minutes: 30, place: 'au fournil' })).toMatchObject({ ok: false, reason: 'too-far' });
    await setAppointment(deps)({ ...LOT, id, by: ada, at, minutes: 45, place: 'au fournil' });
    const one = await read(id);
    expect(one).toMatchObject({ dueOn: '2026-12-03', appointmentVersion: 1 });
    const file = calendarFile({ id, at, minutes: 45, place: 'au fournil', version: 1, cancelled: false, title: 'Prendre un apprenti', with: 'Ada Exemple', stamp: deps.clock.now() });
    expect(file).toContain('DTSTART:20261203T133000Z');
    expect(file).toContain(`UID:${id}@gariotte`);
    expect(file).toContain('SEQUENCE:1');
  });

  test('whoever answers a mail that she needs it no more has her adviser told, before he takes the road', async () => {
    const id = await aRequest(deps);
    await runClocks({ ...deps, clock: stoppedClock('2026-12-01T09:00:00Z') });
    const later = { ...deps, clock: stoppedClock('2026-12-02T09:00:00Z') };
    await setAppointment(later)({ ...LOT, id, by: ada, at: new Date('2026-12-10T13:30:00Z'), minutes: 45, place: 'au fournil' });
    await tellCalledOff(later);
    const content = (await mailsOf(deps.db, 'lot', { to: 'lou@exemple.invalid' })).find((mail) => mail.kind === 'ask-request')!.content;
    await answerPromise(later)({ token: content.actions.find((action) => action.label.startsWith('Je n’en ai plus'))!.path.replace('/repondre/', '') });
    for (let i = 0; i < 2; i++) await tellCalledOff(later);
    expect((await mails()).filter((mail) => mail.subject.startsWith('Lou Exemple n’en a plus besoin')).map((mail) => mail.subject.replaceAll('\u00a0', ' '))).toEqual(['Lou Exemple n’en a plus besoin : le rendez-vous jeudi 10 décembre à 14 h 30 tombe']);
  });

  test('closing without anything done asks why; a closed one changes no more', async () => {
    const id = await aRequest(deps);
    expect(await closeRequest(deps)({ ...LOT, id, by: ada, outcome: 'not-for-us', words: '' })).toMatchObject({ ok: false, reason: 'reason-missing' });
    await closeRequest(deps)({ ...LOT, id, by: ada, outcome: 'done', words: 'Contrat signé', putInPlace: 'un contrat d’apprentissage', minutes: 25 });
    expect(await read(id)).toMatchObject({ state: 'closed', outcome: 'done', putInPlace: 'un contrat d’apprentissage', minutes: 25 });
    expect(await acceptRequest(deps)({ ...LOT, id, by: bea })).toMatchObject({ ok: false, reason: 'closed' });
  });
});

describe('the asker’s side', () => {
  test('her own word neither takes her nudge back nor hides a request that nobody answered', async () => {
    const id = await aRequest(deps);
    const { ownerId } = await read(id);
    const group = async () => (await deskOf(deps, 'lot', { id: ownerId!, bodies: [], administrator: false })).lines[0]!;
    await addWordsToRequest(deps)({ ...LOT, id, words: 'Plutôt le mardi' });
    expect(await group()).toMatchObject({ group: 'new', lastWords: 'Plutôt le mardi' });
    await nudgeRequest(deps)({ ...LOT, id });
    await addWordsToRequest(deps)({ ...LOT, id, words: 'C’est urgent' });
    expect(await group()).toMatchObject({ group: 'nudged', lastWords: 'C’est urgent' });
    await noteCall(deps)({ ...LOT, id, by: ownerId!, reached: true, words: 'Jeudi', channel: 'phone' });
    await addWordsToRequest(deps)({ ...LOT, id, words: 'Finalement vendredi' });
    expect(await group()).toMatchObject({ group: 'later', lastWords: 'Finalement vendredi' });
  });

  test('nudging brings it to the top of the desk and tells the adviser once a day', async () => {
    const id = await aRequest(deps);
    await nudgeRequest(deps)({ ...LOT, id });
    await nudgeRequest(deps)({ ...LOT, id });
    expect((await promiseById(deps.db, 'lot', (await read(id)).promiseId))!).toMatchObject({ dueOn: '2026-11-30', turn: 'ours', nudgedAt: deps.clock.now() });
    expect((await mails()).filter((mail) => mail.subject === 'Lou Exemple vous relance')).toHaveLength(1);
    for (let i = 0; i < 2; i++) await addWordsToRequest(deps)({ ...LOT, id, words: 'Plutôt le mardi' });
    expect((await eventsOf(deps.db, 'lot', (await read(id)).promiseId)).map((event) => event.kind), 'tapped twice, told once').toEqual(['opened', 'nudged', 'noted']);
  });

  test('a word added is kept in the history; cancelling ends it', async () => {
    const id = await aRequest(deps);
    await addWordsToRequest(deps)({ ...LOT, id, words: 'Plutôt le mardi' });
    expect((await eventsOf(deps.db, 'lot', (await read(id)).promiseId)).at(-1)).toMatchObject({ words: 'Plutôt le mardi', byName: null });
    await cancelRequest(deps)({ ...LOT, id });
    expect((await read(id)).state).toBe('cancelled');
    expect(await nudgeRequest(deps)({ ...LOT, id })).toMatchObject({ ok: false, reason: 'closed' });
  });
});
