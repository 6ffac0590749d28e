import { beforeEach, expect, test } from 'vitest';
import { aTerritory } from '#core/directory/testing/builders.ts';
import { aBody, anAdviser } from '#core/identity/testing/builders.ts';
import { type Deps, mailsOf, stoppedClock, stopMail } from '#core/kernel/index.ts';
import { testDeps } from '#core/kernel/testing/test-database.ts';
import {
  answerPromise, closePromise, deskOf, eventsOf, handOverPromise, leaveBody, loadOf, noteOnPromise, nudgePromise, openPromiseOnce, postponePromise, promiseById, readAnswer, reopenPromise, runClocks, searchPromises, takeAbsence, undoChange,
} from './index.ts';
import { aPromise } from './testing/builders.ts';

let deps: Deps;
let body: string;
let [camille, dominique, manager]: string[] = [];
beforeEach(async () => {
  deps = await testDeps();
  await aTerritory(deps.db);
  body = await aBody(deps);
  camille = await anAdviser(deps, body, 'Camille Exemple');
  dominique = await anAdviser(deps, body, 'Dominique Exemple');
  manager = await anAdviser(deps, body, 'Alix Exemple', 'manager');
});
const on = (date: string): Deps => ({ ...deps, clock: stoppedClock(`${date}T09:00:00Z`) });
const subjects = async () => (await mailsOf(deps.db, 'lot')).map((mail) => `${mail.toName} : ${mail.subject}`).reverse();
const desk = async (at: Deps, id: string) => (await deskOf(at, 'lot', { id, bodies: [{ id: body }], administrator: false })).lines;
const state = async (id: string) => (await promiseById(deps.db, 'lot', id))!;

test('a request that nobody touches: its owner is reminded, then the deputy, the firm, the managers; at last it is closed and the firm is told', async () => {
  const id = await aPromise(deps, { ownerId: camille!, deputyId: dominique!, bodyId: body });
  for (const day of ['2026-11-25', '2026-11-26', '2026-11-30', '2026-12-01', '2026-12-04', '2026-12-22', '2027-01-28', '2027-02-10']) await runClocks(on(day));
  expect(await subjects()).toEqual([
    'Camille Exemple : Il reste deux jours pour répondre à Boulangerie exemple',
    'Dominique Exemple : Boulangerie exemple attend depuis cinq jours ouvrés',
    'Boulangerie exemple : Votre demande n’est pas oubliée',
    'Alix Exemple : Sans réponse depuis neuf jours ouvrés : Boulangerie exemple',
    'Alix Exemple : Toujours sans réponse : Boulangerie exemple',
    'Boulangerie exemple : Nous n’avons pas su vous répondre',
  ]);
  expect(await state(id)).toMatchObject({ state: 'dropped', outcome: 'given-up', reason: 'Personne n’a pu répondre en 45 jours ouvrés' });
});

test('clocks struck twice, or by two at once, tell nobody twice', async () => {
  for (let i = 0; i < 40; i++) await aPromise(deps, { ownerId: camille!, bodyId: body, about: { name: `Entreprise ${i}` } });
  await Promise.all([runClocks(on('2026-11-26')), runClocks(on('2026-11-26'))]);
  await runClocks(on('2026-11-26'));
  const mails = await mailsOf(deps.db, 'lot');
  expect(mails).toHaveLength(1);
  expect(mails[0]!.subject).toBe('40\u00a0personnes attendent un mot de vous');
});

test('a product that was stopped for months does not send months of reminders, nor gives up without a warning', async () => {
  const id = await aPromise(deps, { ownerId: camille!, bodyId: body });
  await runClocks(on('2027-03-01'));
  expect(await subjects()).toEqual(['Alix Exemple : Toujours sans réponse : Boulangerie exemple']);
  expect((await state(id)).state).toBe('open');
  await runClocks(on('2027-03-02'));
  expect((await state(id)).state).toBe('open');
});

test('whom one has reached starts the clock again', async () => {
  const id = await aPromise(deps, { ownerId: camille!, bodyId: body });
  await noteOnPromise(on('2026-11-25'))({ territoryId: 'lot', id, by: camille!, words: 'Rappelle vendredi', channel: 'phone', minutes: 6 });
  expect(await runClocks(on('2026-11-26'))).toEqual({ struck: 0, mails: 0 });
  expect(await state(id)).toMatchObject({ lastWords: 'Rappelle vendredi', minutes: 6 });
});

test('an answer given by the mail’s link closes or wakes the promise; reading the link changes nothing, answering twice neither', async () => {
  const id = await aPromise(deps, { ownerId: camille!, bodyId: body });
  await runClocks(on('2026-12-01'));
  const at = on('2026-12-02');
  const { content } = (await mailsOf(deps.db, 'lot', { to: 'boulangerie@exemple.invalid' }))[0]!;
  const tokens = new Map(content.actions.map((action) => [action.label, action.path.replace('/repondre/', '')]));
  for (let i = 0; i < 3; i++) await readAnswer(at, tokens.get('C’est réglé, merci')!);
  expect((await state(id)).state).toBe('open');
  expect(await answerPromise(at)({ token: tokens.get('J’attends toujours')! })).toMatchObject({ ok: true });
  expect((await desk(at, camille!))[0]).toMatchObject({ id, group: 'late', lastWords: 'J’attends toujours' });
  expect(await answerPromise(at)({ token: tokens.get('Je n’en ai plus besoin')!, why: 'Le voisin m’a aidée' })).toMatchObject({ ok: true });
  expect(await state(id)).toMatchObject({ state: 'dropped', outcome: 'not-done', reason: 'Le voisin m’a aidée' });
  expect(await answerPromise(at)({ token: tokens.get('Je n’en ai plus besoin')! })).toMatchObject({ ok: true, value: { given: true } });
  expect(await answerPromise(at)({ token: tokens.get('C’est réglé, merci')! })).toMatchObject({ ok: false, reason: 'already-closed' });
  expect((await eventsOf(deps.db, 'lot', id)).filter((event) => event.kind === 'answered')).toHaveLength(2);
  expect(await readAnswer(on('2027-06-01'), tokens.get('C’est réglé, merci')!)).toMatchObject({ ok: false, reason: 'expired' });
});

test('an answer that closes, tapped twice at once, is thanked twice and counted once', async () => {
  const id = await aPromise(deps, { ownerId: camille!, bodyId: body });
  await runClocks(on('2026-12-01'));
  const token = (await mailsOf(deps.db, 'lot', { to: 'boulangerie@exemple.invalid' }))[0]!.content.actions.find((action) => action.label.startsWith('C’est réglé'))!.path.replace('/repondre/', '');
  const both = await Promise.all([answerPromise(on('2026-12-02'))({ token }), answerPromise(on('2026-12-02'))({ token })]);
  expect(both.map((one) => one.ok)).toEqual([true, true]);
  expect((await eventsOf(deps.db, 'lot', id)).filter((event) => event.kind === 'answered')).toHaveLength(1);
});

test('asked again later, the same answer counts again; the first mail’s link clicked again does not', async () => {
  const id = await aPromise(deps, { kind: 'plan-action', what: 'isoler le toit', ownerId: camille!, bodyId: body, dueOn: '2026-12-01', clockFrom: '2026-12-01' });
  const notYet = async () => (await mailsOf(deps.db, 'lot', { to: 'boulangerie@exemple.invalid' }))[0]!.content.actions.find((action) => action.label === 'Pas encore')!.path.replace('/repondre/', '');
  await runClocks(on('2026-12-01'));
  const first = await notYet();
  expect(await answerPromise(on('2026-12-02'))({ token: first })).toMatchObject({ ok: true, value: { given: false } });
  expect((await state(id)).dueOn).toBe('2026-12-31');
  await runClocks(on('2026-12-31'));
  const again = await notYet();
  expect(await readAnswer(on('2027-01-04'), again)).toMatchObject({ ok: true, value: { given: false } });
  await answerPromise(on('2027-01-04'))({ token: again });
  expect((await state(id)).dueOn).toBe('2027-02-01');
  for (const token of [first, again]) expect(await answerPromise(on('2026-11-24'))({ token }), 'on a clock that is behind').toMatchObject({ ok: true, value: { given: true } });
  for (const token of [first, again]) expect(await answerPromise(on('2027-01-05'))({ token })).toMatchObject({ ok: true, value: { given: true } });
  expect((await state(id)).dueOn).toBe('2027-02-01');
});

test('a party without an address, or whose address refuses mail, becomes a line to call', async () => {
  const [none, bounced] = [await aPromise(deps, { ownerId: camille!, bodyId: body, about: { name: 'Sans courriel' }, dueOn: '2027-01-30' }), await aPromise(deps, { ownerId: camille!, bodyId: body, dueOn: '2027-01-30' })];
  await deps.db.insertInto('mail_stop').values({ territory_id: 'lot', address: 'boulangerie@exemple.invalid', kind: '*', because: 'bounced', since: deps.clock.now() }).execute();
  await runClocks(on('2026-12-01'));
  expect(await mailsOf(deps.db, 'lot')).toHaveLength(0);
  expect((await desk(on('2026-12-01'), camille!)).map((line) => [line.id, line.group])).toEqual(expect.arrayContaining([[none, 'today'], [bounced, 'today']]));
});

test('whoever stopped this kind of mail is called instead, as the page that stops it says; other kinds still reach her', async () => {
  const about = { name: 'Boulangerie exemple', phone: '05 65 00 00 00', email: 'boulangerie@exemple.invalid' };
  const [stopped, other] = [await aPromise(deps, { ownerId: camille!, bodyId: body, about, dueOn: '2027-01-30' }), await aPromise(deps, { kind: 'plan-action', ownerId: camille!, bodyId: body, about, clockFrom: '2026-12-01', dueOn: '2027-01-30' })];
  await stopMail(deps)({ territoryId: 'lot', address: about.email, kind: 'ask-request' });
  await runClocks(on('2026-12-01'));
  expect((await mailsOf(deps.db, 'lot', { to: about.email })).map((mail) => mail.kind)).toEqual(['ask-plan-action']);
  expect((await desk(on('2026-12-01'), camille!)).map((line) => [line.id, line.group])).toEqual([[stopped, 'today'], [other, 'new']]);
});

test('an answer given by mistake is taken back whole: its date, its clock, its words and its minutes; by who gave it, and as long as nothing else happened', async () => {
  const id = await aPromise(deps, { ownerId: camille!, bodyId: body, dueOn: '2026-11-25' });
  const as = (by: string, version: number) => undoChange(deps)({ territoryId: 'lot', id, by, version });
  const before = await deps.db.selectFrom('promise').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  const which = () => ({ territoryId: 'lot', id, by: camille!, minutes: 4 });
  const acts = [
    () => postponePromise(deps)({ ...which(), until: '2026-12-18', words: 'Plus tard', turn: 'theirs' }),
    () => closePromise(deps)({ ...which(), outcome: 'not-for-us', reason: 'Refus' }),
    () => handOverPromise(deps)({ ...which(), toPersonId: dominique!, reason: 'Elle connaît' }),
  ];
  for (const act of acts) {
    expect((await act()).ok).toBe(true);
    const { version } = await state(id);
    expect(await as(dominique!, version)).toMatchObject({ ok: false, reason: 'nothing-to-undo' });
    expect(await as(camille!, version - 1)).toMatchObject({ ok: false, reason: 'changed-meanwhile' });
    expect(await as(camille!, version)).toEqual({ ok: true, value: null });
    expect(await deps.db.selectFrom('promise').selectAll().where('id', '=', id).executeTakeFirstOrThrow()).toEqual({ ...before, version: version + 1 });
    expect(await as(camille!, version + 1)).toMatchObject({ ok: false, reason: 'nothing-to-undo' });
  }
});

test('the desk: who asked again first, then late, what loses most first, today, new, those nobody has, those who must answer us, later', async () => {
  const at = on('2026-12-10');
  const open = (what: string, given: object) => aPromise(at, { what, ownerId: camille!, bodyId: body, ...given });
  await open('plus tard', { dueOn: '2027-01-10', subject: { kind: 'call', id: at.newId() } });
  await open('nouveau', { dueOn: '2026-12-15' });
  const again = await open('a relancé', { dueOn: '2026-12-15' });
  await nudgePromise(at)({ territoryId: 'lot', id: again });
  await open('petit et très en retard', { dueOn: '2026-11-20', stakeCents: 0 });
  await open('gros et un peu en retard', { dueOn: '2026-12-08', stakeCents: 2_000_000 });
  await open('aujourd’hui', { dueOn: '2026-12-10' });
  await open('à personne', { ownerId: null });
  const waiting = await open('on attend', { dueOn: '2026-12-12' });
  await postponePromise(at)({ territoryId: 'lot', id: waiting, by: camille!, until: '2026-12-14', turn: 'theirs' });
  await open('à une autre', { ownerId: dominique });
  expect((await desk(at, camille!)).map((line) => line.what)).toEqual(['a relancé', 'gros et un peu en retard', 'petit et très en retard', 'aujourd’hui', 'nouveau', 'à personne', 'on attend', 'plus tard']);
  // A page shows the first ones of some groups, and says how many there are of each.
  const { counts, lines } = await deskOf(at, 'lot', { id: camille!, bodies: [{ id: body }], administrator: false }, { groups: ['late', 'today'], most: 2 });
  expect(counts).toEqual({ nudged: 1, late: 2, today: 1, new: 1, nobody: 1, waiting: 1, later: 1 });
  expect(lines.map((line) => [line.what, line.group, line.daysLate])).toEqual([['gros et un peu en retard', 'late', 2], ['petit et très en retard', 'late', 20]]);
  // Once she was answered, she is no longer before the others.
  await noteOnPromise(at)({ territoryId: 'lot', id: again, by: camille!, words: 'Rappelée', channel: 'phone' });
  expect((await desk(at, camille!))[0]!.what).toBe('gros et un peu en retard');
});

test('away for a week: her deputy sees her lines and gets her reminders, and they come back by themselves', async () => {
  const id = await aPromise(deps, { ownerId: camille!, bodyId: body });
  expect(await takeAbsence(deps)({ territoryId: 'lot', personId: camille!, startsOn: '2026-11-24', endsOn: '2026-11-27', deputyId: dominique! })).toMatchObject({ ok: true });
  expect((await desk(on('2026-11-26'), dominique!)).map((line) => [line.id, line.standIn])).toEqual([[id, true]]);
  await runClocks(on('2026-11-26'));
  expect(await subjects()).toEqual(['Dominique Exemple : Il reste deux jours pour répondre à Boulangerie exemple']);
  expect(await desk(on('2026-11-28'), dominique!)).toEqual([]);
  expect(await takeAbsence(deps)({ territoryId: 'lot', personId: dominique!, startsOn: '2026-11-25', endsOn: '2026-11-26', deputyId: camille! })).toEqual({ ok: false, reason: 'deputy-away' });
});

test('who stood in for somebody leaves: whoever takes over stands in from then on, and is not the deputy of what she has herself', async () => {
  const hers = await aPromise(deps, { ownerId: camille!, deputyId: dominique!, bodyId: body });
  await takeAbsence(deps)({ territoryId: 'lot', personId: manager!, startsOn: '2026-11-24', endsOn: '2026-12-24', deputyId: camille! });
  const managers = await aPromise(deps, { ownerId: manager!, bodyId: body });
  await leaveBody(deps)({ territoryId: 'lot', bodyId: body, personId: camille!, toPersonId: dominique!, by: manager! });
  expect(await state(hers)).toMatchObject({ ownerId: dominique, deputyId: null });
  expect((await eventsOf(deps.db, 'lot', hers)).at(-1)).toMatchObject({ kind: 'handed-over', toName: 'Dominique Exemple' });
  expect((await desk(on('2026-11-26'), dominique!)).map((line) => line.id).toSorted()).toEqual([hers, managers].toSorted());
  // Gone without anybody to take over: nobody stands in, and the reminders go to who is away herself and to her managers.
  await leaveBody(deps)({ territoryId: 'lot', bodyId: body, personId: dominique!, toPersonId: null, by: manager! });
  expect(await deps.db.selectFrom('absence').select('deputy_id').execute()).toEqual([{ deputy_id: null }]);
});

test('an absence noted twice is one; two that overlap, or that are over, are refused; nobody stands in who does not work here', async () => {
  const week = { territoryId: 'lot', personId: camille!, startsOn: '2026-11-24', endsOn: '2026-11-27', deputyId: dominique! };
  expect(await takeAbsence(deps)(week)).toMatchObject({ ok: true });
  expect(await takeAbsence(deps)(week)).toMatchObject({ ok: true });
  expect(await deps.db.selectFrom('absence').selectAll().execute()).toHaveLength(1);
  expect(await takeAbsence(deps)({ ...week, startsOn: '2026-11-27', endsOn: '2026-12-04' })).toEqual({ ok: false, reason: 'overlaps' });
  expect(await takeAbsence(deps)({ ...week, startsOn: '2026-10-01', endsOn: '2026-10-04' })).toEqual({ ok: false, reason: 'over' });
  expect(await takeAbsence(deps)({ ...week, startsOn: '2026-12-01', endsOn: '2026-12-04', deputyId: deps.newId() })).toEqual({ ok: false, reason: 'deputy-not-an-adviser' });
});

test('someone leaves: all she had goes to one person in one step, with a note made of facts; the last to leave makes the body dormant', async () => {
  const id = await aPromise(deps, { ownerId: camille!, bodyId: body });
  await noteOnPromise(deps)({ territoryId: 'lot', id, by: camille!, words: 'Devis attendu mardi' });
  const left = await leaveBody(on('2026-12-15'))({ territoryId: 'lot', bodyId: body, personId: camille!, toPersonId: dominique!, by: manager! });
  expect(left).toMatchObject({ ok: true, value: { count: 1, dormant: false } });
  expect(left.ok && left.value.note.map((line) => line.replaceAll('\u00a0', ' '))).toEqual(['Camille Exemple suivait 1 dossier, dont 1 en retard.', 'Boulangerie exemple (05 65 00 00 00) : isoler le toit de l’atelier ; promis pour le 30 novembre 2026 ; derniers mots : « Devis attendu mardi »']);
  expect((await state(id)).ownerId).toBe(dominique);
  expect(await leaveBody(on('2026-12-15'))({ territoryId: 'lot', bodyId: body, personId: camille!, toPersonId: null, by: manager! })).toEqual({ ok: false, reason: 'not-a-member' });
  await leaveBody(on('2026-12-15'))({ territoryId: 'lot', bodyId: body, personId: manager!, toPersonId: null, by: manager! });
  expect(await leaveBody(on('2026-12-15'))({ territoryId: 'lot', bodyId: body, personId: dominique!, toPersonId: null, by: dominique! })).toMatchObject({ ok: true, value: { dormant: true, count: 1 } });
  expect((await state(id)).ownerId).toBeNull();
});

test('a call whose form is sent twice, even at once, is one promise', async () => {
  const call = { territoryId: 'lot', kind: 'call', what: 'rappeler', subject: { kind: 'call', id: deps.newId() }, about: { name: 'Mme O’Neil 👩‍🌾' }, ownerId: camille! };
  const both = await Promise.all([openPromiseOnce(deps)(call), openPromiseOnce(deps)(call)]);
  expect(both.map((one) => one.value.opened).toSorted()).toEqual([false, true]);
  expect(new Set(both.map((one) => one.value.id)).size).toBe(1);
});

test('two people on one promise: the second is told that it changed, and a closing can be undone', async () => {
  const id = await aPromise(deps, { ownerId: camille!, bodyId: body });
  const { version } = await state(id);
  expect(await closePromise(deps)({ territoryId: 'lot', id, by: camille!, version, outcome: 'done', minutes: 12 })).toMatchObject({ ok: true });
  expect(await closePromise(deps)({ territoryId: 'lot', id, by: dominique!, version, outcome: 'unreachable' })).toMatchObject({ ok: false, reason: 'already-closed' });
  expect(await reopenPromise(deps)({ territoryId: 'lot', id, by: camille! })).toMatchObject({ ok: true });
  expect(await noteOnPromise(deps)({ territoryId: 'lot', id, by: dominique!, version, words: 'Bonjour' })).toMatchObject({ ok: false, reason: 'changed-meanwhile' });
  await handOverPromise(deps)({ territoryId: 'lot', id, by: camille!, toPersonId: dominique!, reason: 'Elle connaît le toit' });
  await nudgePromise(deps)({ territoryId: 'lot', id, words: 'Où en êtes-vous ?' });
  expect((await eventsOf(deps.db, 'lot', id)).map((event) => event.kind)).toEqual(['opened', 'closed', 'reopened', 'handed-over', 'nudged']);
  expect(await state(id)).toMatchObject({ ownerId: dominique, turn: 'ours', minutes: 12 });
});

test('the one box finds by name without accents, by words, and by telephone however it is typed', async () => {
  const id = await aPromise(deps, { what: 'chercher un repreneur', about: { name: 'Scierie Génie & fils', phone: '05.65.12.34.56' } });
  await aPromise(deps);
  for (const query of ['genie', 'scierie repreneur', '0565 12 34']) expect((await searchPromises(deps.db, 'lot', query)).map((one) => one.id)).toEqual([id]);
  expect(await searchPromises(deps.db, 'lot', '100 %')).toEqual([]);
});

test('a manager sees load and ages of her body, in alphabetical order, and nobody else’s', async () => {
  await aPromise(deps, { ownerId: dominique!, bodyId: body });
  const other = await aBody(deps, 'Autre');
  await aPromise(deps, { ownerId: await anAdviser(deps, other, 'Sacha Exemple'), bodyId: other });
  const late = await aPromise(deps, { ownerId: camille!, bodyId: body });
  await closePromise(deps)({ territoryId: 'lot', id: late, by: camille!, outcome: 'unreachable', minutes: 5 });
  const load = await loadOf(on('2026-12-10'), 'lot', [body]);
  expect(load).toMatchObject({ nobody: 0, ages: { upTo5: 0, upTo20: 1, beyond: 0 }, closed: [{ outcome: 'unreachable', count: 1 }], minutes: 5 });
  expect(load.people.map((one) => [one.name, one.open, one.late])).toEqual([['Alix Exemple', 0, 0], ['Camille Exemple', 0, 0], ['Dominique Exemple', 1, 1]]);
});
