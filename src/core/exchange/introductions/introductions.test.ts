import { beforeEach, expect, test } from 'vitest';
import { aFirm, aTerritory, offers, seeks } from '#core/directory/testing/builders.ts';
import { closePromise, deskOf, promisesAbout, reopenPromise, runClocks } from '#core/followup/index.ts';
import { aBody, anAdviser } from '#core/identity/testing/builders.ts';
import { type Deps, mailsOf, stoppedClock } from '#core/kernel/index.ts';
import { testDeps } from '#core/kernel/testing/test-database.ts';
import { leftOutOf, proposalsOf, runBoard } from '../index.ts';
import { answerForSide, answerIntroduction, introduce, knownBySide, proposalsForFirm, readIntroductionLink, refusedPairs, restingFacts, restingSirets, runIntroductions, withdrawIntroduction } from './index.ts';
import { proposalOn, reachedAt, sawmillAndPellets } from './testing/builders.ts';

let deps: Deps;
let body: string;
let camille: string;
const LOT = { territoryId: 'lot' };
const on = (day: string): Deps => ({ ...deps, clock: stoppedClock(`${day}T09:00:00Z`) });
beforeEach(async () => {
  deps = await testDeps();
  await aTerritory(deps.db);
  body = await aBody(deps);
  camille = await anAdviser(deps, body, 'Camille Exemple');
});

const mailsTo = async (to: string) => (await mailsOf(deps.db, 'lot', { to })).toReversed();
const introduced = async (proposalId: string, at = deps) => {
  const done = await introduce(at)({ ...LOT, proposalId, by: camille, bodyId: body });
  if (!done.ok) throw new Error(done.reason);
  return done.value.id;
};
/** The token behind a button of the latest mail to an address that has it. */
async function link(to: string, label: string): Promise<string> {
  const actions = (await mailsTo(to)).toReversed().flatMap((mail) => mail.content.actions);
  return actions.find((action) => action.label === label)!.path.split('/').at(-1)!;
}
const say = async (to: string, label: string, more: { reasons?: string[]; words?: string } = {}, at = deps) => answerIntroduction(at)({ token: await link(to, label), ...more });
const introduction = (id: string) => deps.db.selectFrom('introduction').select(['state', 'reason']).where('id', '=', id).executeTakeFirstOrThrow();
const desk = async (at = deps) => (await deskOf(at, 'lot', { id: camille, bodies: [{ id: body }], administrator: false })).lines;

test('each side is written to without a name, a telephone or an address of the other; nothing before somebody says so', async () => {
  const { proposal } = await sawmillAndPellets(deps);
  expect(await mailsOf(deps.db, 'lot')).toHaveLength(0);
  await introduced(proposal);
  const [[mail], [other]] = [await mailsTo('scierie@exemple.invalid'), await mailsTo('granules@exemple.invalid')];
  expect(mail!.subject).toBe('300\u00a0t de sciure par an\u00a0: quelqu’un les prendrait');
  expect(mail!.content.lines.join(' ')).toMatch(/une entreprise de Gourdon \(travail du bois.*, à \d+.km, pour 300.t par an/);
  expect(mail!.content.lines.join(' ')).toContain('Vous payez aujourd’hui 31\u00a0€ la tonne');
  expect(mail!.content.actions.map((action) => action.label)).toEqual(['Intéressé', 'Pas maintenant', 'Non']);
  expect(JSON.stringify(mail)).not.toContain('Granulés exemple');
  expect(JSON.stringify(other)).not.toContain('Scierie exemple');
  expect(JSON.stringify(other)).not.toContain('31\u00a0€ la tonne pour');
});

test('both say yes by the mail’s link: each gets the other’s name and address, and is asked what comes of it', async () => {
  const { proposal, sawmill, pellets } = await sawmillAndPellets(deps);
  const id = await introduced(proposal);
  await say('scierie@exemple.invalid', 'Intéressé');
  expect(await knownBySide(deps, 'lot', id, sawmill)).toEqual([]);
  expect(await introduction(id)).toEqual({ state: 'asked', reason: null });
  await say('granules@exemple.invalid', 'Intéressé');
  expect(await introduction(id)).toEqual({ state: 'agreed', reason: null });
  expect(await knownBySide(deps, 'lot', id, sawmill)).toEqual([pellets]);
  const [, details] = await mailsTo('scierie@exemple.invalid');
  expect(details!.content.lines).toContain('Granulés exemple, Gourdon, téléphone non connu, granules@exemple.invalid');
  expect(details!.content.actions.map((action) => action.label)).toEqual(['C’est fait', 'C’est en cours', 'Cela ne se fera pas']);
  expect((await mailsTo('granules@exemple.invalid'))[1]!.content.lines.join()).toContain('Scierie exemple, Cazals');
  expect((await promisesAbout(deps.db, 'lot', { kind: 'introduction', id })).map((one) => [one.kind, one.state])).toEqual([['introduction', 'done'], ['introduction', 'done'], ['outcome', 'open'], ['outcome', 'open']]);
});

test('a mail scanner that opens every link answers nothing; the same answer twice is one answer', async () => {
  const { proposal } = await sawmillAndPellets(deps);
  const id = await introduced(proposal);
  for (const label of ['Intéressé', 'Pas maintenant', 'Non']) await readIntroductionLink(deps, await link('scierie@exemple.invalid', label));
  expect(await introduction(id)).toEqual({ state: 'asked', reason: null });
  await say('scierie@exemple.invalid', 'Intéressé');
  await say('granules@exemple.invalid', 'Intéressé');
  const before = (await mailsOf(deps.db, 'lot')).length;
  expect(await say('granules@exemple.invalid', 'Intéressé')).toMatchObject({ ok: true, value: { given: true } });
  expect(await say('granules@exemple.invalid', 'Non')).toMatchObject({ ok: false, reason: 'already-closed' });
  await runIntroductions(deps);
  expect((await mailsOf(deps.db, 'lot')).length).toBe(before);
  expect(await readIntroductionLink(on('2027-06-01'), await link('scierie@exemple.invalid', 'Non'))).toMatchObject({ ok: false, reason: 'expired' });
  expect(await readIntroductionLink(deps, 'x.y')).toMatchObject({ ok: false, reason: 'forged' });
});

test('one yes and one no: the yes is told, the pair is not proposed again for six months, the reason feeds the record', async () => {
  const { proposal, sawmill, pellets, need } = await sawmillAndPellets(deps);
  const id = await introduced(proposal);
  await say('scierie@exemple.invalid', 'Intéressé');
  await say('granules@exemple.invalid', 'Non', { reasons: ['too-far'], words: 'au-delà de 15 km c’est non' });
  expect(await introduction(id)).toEqual({ state: 'closed', reason: 'refused' });
  expect((await mailsTo('scierie@exemple.invalid')).at(-1)!.subject).toBe('Cela ne se fera pas cette fois');
  expect(await refusedPairs(deps.db, 'lot', 'matieres', '2026-11-24')).toEqual([{ a: sawmill, b: pellets, answer: 'no', reasons: ['too-far'], until: '2027-05-25' }]);
  expect(await refusedPairs(deps.db, 'lot', 'matieres', '2027-05-25')).toEqual([]);
  expect(await deps.db.selectFrom('introduction_feedback').select(['siret', 'fact_id', 'reason', 'state', 'change']).execute()).toEqual([{ siret: pellets, fact_id: need, reason: 'too-far', state: 'proposed', change: { maxKm: expect.any(Number) } }]);
  const { runId } = await runBoard(deps)(LOT);
  expect(await proposalsOf(deps.db, 'lot', runId, { kind: 'adviser' })).toEqual([]);
  expect((await leftOutOf(deps.db, 'lot', runId, { kind: 'adviser' }))[0]!.body.obstacles).toMatchObject([{ obstacle: { code: 'apart', words: expect.stringContaining('pas proposé de nouveau avant le 25') } }]);
});

test('« j’ai déjà ce qu’il faut » lets the need rest; others who offer are not sent to it meanwhile', async () => {
  const { proposal, need } = await sawmillAndPellets(deps);
  await introduced(proposal);
  await say('granules@exemple.invalid', 'Non', { reasons: ['already-supplied'] });
  expect([...(await restingFacts(deps.db, 'lot', '2026-11-24'))]).toEqual([need]);
  expect([...(await restingFacts(deps.db, 'lot', '2027-06-24'))]).toEqual([]);
  const { runId } = await runBoard(deps)(LOT);
  expect((await leftOutOf(deps.db, 'lot', runId, { kind: 'adviser' })).find((one) => one.factId === need)!.body.obstacles).toMatchObject([{ obstacle: { code: 'apart', words: expect.stringContaining('A déjà ce qu’il faut') } }]);
});

test('silence: a reminder after four working days, a line with the telephone after eight, closed after twenty; who said yes is told', async () => {
  const { proposal } = await sawmillAndPellets(deps);
  const id = await introduced(proposal);
  await say('scierie@exemple.invalid', 'Intéressé');
  for (const day of ['2026-11-27', '2026-12-03']) await runClocks(on(day));
  expect((await mailsTo('granules@exemple.invalid')).map((mail) => mail.subject)).toEqual([expect.stringContaining('quelqu’un les a'), 'Une réponse, même non, nous aide']);
  expect((await desk(on('2026-12-03'))).map((line) => [line.aboutName, line.group])).toContainEqual(['Granulés exemple', 'today']);
  await runClocks(on('2026-12-09'));
  await runClocks(on('2026-12-22'));
  await runIntroductions(on('2026-12-22'));
  expect(await introduction(id)).toEqual({ state: 'closed', reason: 'silent' });
  expect((await mailsTo('scierie@exemple.invalid')).at(-1)!.content.lines.join()).toContain('malgré une relance et un appel');
});

test('a side without an address is a line on the desk at once, with its telephone; the adviser’s answer counts like any', async () => {
  const { proposal, pellets } = await sawmillAndPellets(deps);
  await reachedAt(deps, pellets, null);
  const done = await introduce(deps)({ ...LOT, proposalId: proposal, by: camille, bodyId: body, contacts: { [pellets]: { phone: '05 65 00 00 07' } } });
  expect(done).toMatchObject({ ok: true, value: { mailed: 1, toCall: 1 } });
  expect((await desk()).filter((line) => line.group === 'today').map((line) => [line.aboutName, line.aboutPhone])).toEqual([['Granulés exemple', '05 65 00 00 07']]);
  await say('scierie@exemple.invalid', 'Intéressé');
  const id = done.ok ? done.value.id : '';
  expect(await answerForSide(deps)({ ...LOT, introductionId: id, siret: pellets, answer: 'interested', by: camille, channel: 'phone', minutes: 4 })).toEqual({ ok: true, value: null });
  expect(await introduction(id)).toMatchObject({ state: 'agreed' });
  expect((await mailsTo('scierie@exemple.invalid')).at(-1)!.content.lines.join()).toContain('05\u00a065\u00a000\u00a000\u00a007');
  // Whom one cannot write to is called with the other's name.
  expect((await desk()).map((line) => line.what)).toContainEqual(expect.stringContaining('donner le nom et le téléphone de Scierie exemple'));
});

test('answered with one key on the desk’s list: the same follows, and an undo in time takes it back', async () => {
  const { proposal } = await sawmillAndPellets(deps);
  const id = await introduced(proposal);
  const [line] = await promisesAbout(deps.db, 'lot', { kind: 'introduction', id });
  await closePromise(deps)({ ...LOT, id: line!.id, by: camille, outcome: 'not-for-us', reason: 'Refus au téléphone' });
  await runIntroductions(deps);
  expect(await introduction(id)).toEqual({ state: 'closed', reason: 'refused' });
  await reopenPromise(deps)({ ...LOT, id: line!.id, by: camille });
  await runIntroductions(deps);
  expect(await introduction(id)).toEqual({ state: 'asked', reason: null });
  expect((await promisesAbout(deps.db, 'lot', { kind: 'introduction', id })).map((one) => one.state)).toEqual(['open', 'open']);
});

test('a firm of nobody knows what size gets one proposal a week', async () => {
  const { sawmill, proposal } = await sawmillAndPellets(deps);
  await introduced(proposal);
  const other = await aFirm(deps.db, 'Prayssac', { name: 'Panneaux exemple', activity: '16.21Z' });
  const offer = await offers(deps, sawmill, { material: 'écorces', wasteCode: '030101' });
  await seeks(deps, other, { material: 'écorces', wasteCodes: ['030101'] });
  const second = await proposalOn(deps, offer);
  expect(await introduce(deps)({ ...LOT, proposalId: second, by: camille })).toEqual({ ok: false, reason: 'cap-reached', detail: [{ siret: sawmill, from: '2026-11-30' }] });
  expect(await introduce(on('2026-11-30'))({ ...LOT, proposalId: second, by: camille })).toMatchObject({ ok: true });
});

test('two clicks at once, or twice the same introduction: one', async () => {
  const { proposal } = await sawmillAndPellets(deps);
  const done = await Promise.all([introduce(deps)({ ...LOT, proposalId: proposal, by: camille }), introduce(deps)({ ...LOT, proposalId: proposal, by: camille })]);
  expect(done.map((one) => (one.ok ? 'ok' : one.reason)).toSorted()).toEqual(['already-introduced', 'ok']);
  expect(await mailsOf(deps.db, 'lot')).toHaveLength(2);
});

test('silent twice in a row: called, and shown to nobody until then', async () => {
  const { pellets, proposal, offer } = await sawmillAndPellets(deps);
  const first = await introduced(proposal);
  await answerForSide(deps)({ ...LOT, introductionId: first, siret: pellets, answer: 'silent', by: camille });
  expect([...(await restingSirets(deps.db, 'lot', '2026-11-23'))]).toEqual([]);
  const later = on('2027-03-01');
  const second = await introduced(await proposalOn(later, offer), later);
  await answerForSide(later)({ ...LOT, introductionId: second, siret: pellets, answer: 'silent', by: camille });
  expect([...(await restingSirets(deps.db, 'lot', '2027-03-01'))]).toEqual([pellets]);
  const call = (await promisesAbout(deps.db, 'lot', { kind: 'introduction-call', id: second }))[0]!;
  expect(call).toMatchObject({ kind: 'call', siret: pellets, state: 'open' });
  await closePromise(later)({ ...LOT, id: call.id, by: camille, outcome: 'done' });
  expect([...(await restingSirets(deps.db, 'lot', '2027-03-01'))]).toEqual([]);
});

test('a firm introduces itself from its page: it has said yes, the other is asked; not where the other spoke to advisers only', async () => {
  const { sawmill, pellets, proposal } = await sawmillAndPellets(deps, { consent: 'partners' });
  expect(await proposalsForFirm(deps, 'lot', sawmill, 3)).toMatchObject([{ id: proposal, board: 'matieres', lines: [expect.stringContaining('servirait ailleurs'), expect.anything(), expect.anything()] }]);
  const done = await introduce(deps)({ ...LOT, proposalId: proposal, by: null, ownSiret: sawmill });
  expect(done).toMatchObject({ ok: true, value: { mailed: 1, toCall: 0 } });
  await say('granules@exemple.invalid', 'Intéressé');
  expect(await knownBySide(deps, 'lot', done.ok ? done.value.id : '', pellets)).toEqual([sawmill]);
  const closed = await sawmillAndPellets(deps, { consent: 'advisers' });
  expect(await introduce(deps)({ ...LOT, proposalId: closed.proposal, by: null, ownSiret: closed.sawmill })).toMatchObject({ ok: false, reason: 'consent-missing' });
  expect(await proposalsForFirm(deps, 'lot', closed.sawmill, 3)).toEqual([]);
});

test('a firm’s own people see what can be done today, without a name; another firm sees nothing of it', async () => {
  const { sawmill, proposal } = await sawmillAndPellets(deps, { consent: 'partners' });
  const own = await proposalsForFirm(deps, 'lot', sawmill, 3);
  expect(own.map((one) => one.id)).toEqual([proposal]);
  expect(JSON.stringify(own)).not.toContain('Granulés exemple');
  expect(await proposalsForFirm(deps, 'lot', await aFirm(deps.db, 'Figeac'), 3)).toEqual([]);
});

test('called off: nobody is asked any more', async () => {
  const { proposal } = await sawmillAndPellets(deps);
  const id = await introduced(proposal);
  expect(await withdrawIntroduction(deps)({ ...LOT, id })).toMatchObject({ ok: true });
  expect(await introduction(id)).toEqual({ state: 'closed', reason: 'withdrawn' });
  expect((await promisesAbout(deps.db, 'lot', { kind: 'introduction', id })).every((one) => one.state === 'dropped')).toBe(true);
  expect(await say('scierie@exemple.invalid', 'Intéressé')).toMatchObject({ ok: false, reason: 'already-closed' });
});
