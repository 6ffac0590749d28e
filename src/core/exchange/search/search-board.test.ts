import { beforeEach, expect, test } from 'vitest';
import { type Consent, RECORD_KINDS, RecordFact, recordFacts, withdrawFact } from '#core/directory/index.ts';
import { aFirm, aTerritory, type TestCommune, TERRITORY } from '#core/directory/testing/builders.ts';
import type { Deps } from '#core/kernel/index.ts';
import { testDeps } from '#core/kernel/testing/test-database.ts';
import { straightLineTravel } from '#core/territory/index.ts';
import { answerProposal, boardLeftOut, boardOf, boardProposals, boardSides, rematchParty, searchBoard } from '../index.ts';
import { pairKey } from '../pair-key.ts';
import { openBoardThread } from './board-thread.ts';
import { type ContextData, contextOf } from './context.ts';
import { solveWithFloor } from './with-floor.ts';

let deps: Deps;
beforeEach(async () => {
  deps = await testDeps();
  await aTerritory(deps.db);
});

const board = boardOf('locaux')!;
const ADVISER = { kind: 'adviser' } as const;
const VISITOR = { kind: 'visitor' } as const;
const search = () => searchBoard(deps)({ territoryId: TERRITORY, board });
const shown = async (runId: string) => boardProposals(deps.db, TERRITORY, runId, ADVISER);

async function says(siret: string, kind: 'premises-offer' | 'premises-need', value: object, consent: Consent = 'advisers') {
  const fact = RecordFact.parse({ territoryId: TERRITORY, siret, kind, value: { use: 'storage', ...value }, source: 'firm', statedOn: '2026-11-03', certainty: 'stated', consent, consentGivenBy: 'La gérante', consentHow: 'au téléphone' });
  return (await recordFacts(deps)([fact]))[0]!;
}
const aHall = async (commune: TestCommune, consent?: Consent) => {
  const siret = await aFirm(deps.db, commune, { name: 'Menuiserie exemple' });
  return { siret, fact: await says(siret, 'premises-offer', { squareMetres: 400 }, consent) };
};
const aSeeker = async (commune: TestCommune, squareMetres = 200, consent?: Consent) => {
  const siret = await aFirm(deps.db, commune, { name: 'Brasserie exemple' });
  return { siret, fact: await says(siret, 'premises-need', { squareMetres }, consent) };
};

test('a search keeps its proposals with the parties, and an answer given survives the next one', async () => {
  const [hall, brewer] = [await aHall('Cahors'), await aSeeker('Cahors')];
  const first = await search();
  expect(first).toMatchObject({ status: 'optimal', summary: { offers: 1, needs: 1, proposals: 1, leftOut: 0, gap: 0, small: { share: 1, among: 1 } } });
  const [proposal] = await shown(first.runId);
  expect(proposal!.names).toEqual(['Menuiserie exemple', 'Brasserie exemple']);
  await answerProposal(deps)({ territoryId: TERRITORY, id: proposal!.id, status: 'later', answer: 'au printemps' });
  expect(await shown((await search()).runId)).toMatchObject([{ status: 'later', answer: 'au printemps', parties: [{ party: { siret: hall.siret } }, { party: { siret: brewer.siret } }] }]);
});

test('what a firm said to nobody is never matched, what it said to advisers no visitor sees', async () => {
  await aHall('Cahors', 'private');
  const brewer = await aSeeker('Cahors');
  const { runId, summary } = await search();
  expect(summary).toMatchObject({ offers: 0, needs: 1, proposals: 0, leftOut: 1 });
  expect(await boardLeftOut(deps.db, TERRITORY, board, runId, ADVISER)).toMatchObject([{ siret: brewer.siret, name: 'Brasserie exemple', seeks: true }]);
  expect(await boardLeftOut(deps.db, TERRITORY, board, runId, VISITOR)).toEqual([]);
  expect(await boardSides(deps.db, TERRITORY, board.needs, VISITOR)).toEqual({ sides: [], total: 0 });
});

test('a proposal goes off the page with the fact that it rested on', async () => {
  const hall = await aHall('Cahors');
  await aSeeker('Cahors');
  const { runId } = await search();
  await withdrawFact(deps)({ territoryId: TERRITORY, id: hall.fact });
  expect(await shown(runId)).toEqual([]);
});

test('a firm that says something new is matched at once, and nobody else’s proposal moves', async () => {
  await aHall('Figeac');
  await aSeeker('Figeac', 400);
  const { runId } = await search();
  const [before] = await shown(runId);
  const newcomer = await aSeeker('Cahors');
  expect(await rematchParty(deps)({ territoryId: TERRITORY, board, party: newcomer.siret })).toEqual({ proposals: 0 });
  expect(await boardLeftOut(deps.db, TERRITORY, board, runId, ADVISER)).toMatchObject([{ siret: newcomer.siret }]);
  const neighbour = await aHall('Cahors');
  expect(await rematchParty(deps)({ territoryId: TERRITORY, board, party: neighbour.siret })).toEqual({ proposals: 1 });
  const after = await shown(runId);
  expect(after.map((one) => one.id)).toContain(before!.id);
  expect(after).toHaveLength(2);
  expect(await boardLeftOut(deps.db, TERRITORY, board, runId, ADVISER)).toEqual([]);
});

test('two firms matched again at the same moment never share the same room', async () => {
  await search();
  await aHall('Cahors');
  const [one, other] = [await aSeeker('Cahors', 400), await aSeeker('Cahors', 390)];
  await Promise.all([one, other].map((firm) => rematchParty(deps)({ territoryId: TERRITORY, board, party: firm.siret })));
  const latest = await deps.db.selectFrom('board_run').select('id').orderBy('started_at', 'desc').orderBy('id', 'desc').limit(1).executeTakeFirstOrThrow();
  expect(await shown(latest.id)).toHaveLength(1);
});

test('searched in a thread, a board finds what it finds here, those who refused each other kept apart; one thread serves several boards, and being told to stop it answers', async () => {
  const sideOf = (id: string, kind: 'premises-offer' | 'premises-need', squareMetres: number) => ({ id, party: `firm-${id}`, value: RECORD_KINDS[kind].schema.parse({ use: 'storage', squareMetres }) as never, certainty: 'stated' as const, statedOn: '2026-11-03', place: { longitude: 1.44, latitude: 44.45 }, small: true });
  const [offers, needs] = [[sideOf('hall', 'premises-offer', 400)], [sideOf('near', 'premises-need', 300), sideOf('refused', 'premises-need', 390)]];
  const data: ContextData = { today: '2026-11-23', seconds: 5, communes: new Map(), apart: new Map([[pairKey('firm-hall', 'firm-refused'), 'Ils ont dit non en mai.']]) };
  const thread = openBoardThread();
  try {
    const here = await solveWithFloor(board, offers, needs, contextOf(data, straightLineTravel()), null);
    const there = await thread.search(board, offers, needs, data, null);
    expect({ ...there.solved, seconds: 0 }).toEqual({ ...here.solved, seconds: 0 });
    expect(there.solved.proposals.map((one) => one.parties.map(({ side }) => side))).toEqual([['hall', 'near']]);
    expect(await thread.search(boardOf('trajets')!, [], [], data, null, AbortSignal.abort())).toMatchObject({ solved: { proposals: [] } });
    // A thread that is still starting: one that is warm answers these three sides before it can be ended.
    const starting = openBoardThread();
    const ended = starting.search(board, offers, needs, data, null);
    await Promise.all([starting.dispose(), expect(ended).rejects.toThrow('ended')]);
  } finally {
    await thread.dispose();
  }
});

test('an edit leaves those who are far, or who speak of something else, as they were told', async () => {
  const shared = boardOf('mutualisation')!;
  const wishes = async (commune: TestCommune, what: string) => {
    const siret = await aFirm(deps.db, commune, { name: 'Ferme exemple' });
    const value = { sort: 'equipment', what, aloneCents: 400_000, sharedCents: 500_000 };
    const [fact] = await recordFacts(deps)([RecordFact.parse({ territoryId: TERRITORY, siret, kind: 'sharing-wish', value, source: 'firm', statedOn: '2026-11-03', certainty: 'stated', consent: 'advisers', consentGivenBy: 'La gérante', consentHow: 'au téléphone' })]);
    return { siret, fact: fact! };
  };
  const [alone, first] = [await wishes('Cahors', 'Séchoir'), await wishes('Cahors', 'Broyeur')];
  const { runId } = await searchBoard(deps)({ territoryId: TERRITORY, board: shared });
  const told = async () => (await boardLeftOut(deps.db, TERRITORY, shared, runId, ADVISER)).map((one) => one.siret).toSorted();
  expect(await told()).toEqual([alone.siret, first.siret].toSorted());
  const second = await wishes('Cahors', 'broyeurs');
  expect(await rematchParty(deps)({ territoryId: TERRITORY, board: shared, party: second.siret })).toEqual({ proposals: 1 });
  expect(await told()).toEqual([alone.siret]);
  // She no longer wants the shredder but the drier: who shared with her is looked at again, and who waited for a drier.
  await withdrawFact(deps)({ territoryId: TERRITORY, id: second.fact });
  await recordFacts(deps)([RecordFact.parse({ territoryId: TERRITORY, siret: second.siret, kind: 'sharing-wish', value: { sort: 'equipment', what: 'séchoir', aloneCents: 400_000, sharedCents: 500_000 }, source: 'firm', statedOn: '2026-11-04', certainty: 'stated', consent: 'advisers', consentGivenBy: 'La gérante', consentHow: 'au téléphone' })]);
  expect(await rematchParty(deps)({ territoryId: TERRITORY, board: shared, party: second.siret })).toEqual({ proposals: 1 });
  expect(await told()).toEqual([first.siret]);
});
