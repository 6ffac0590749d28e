import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Answers, consequencesOf, knownTo, SIDE_ANSWERS, type SideAnswer, standingOf } from './model.ts';

const two = (a: SideAnswer | null, b: SideAnswer | null): Answers => ({ hub: null, sides: [{ siret: 'a', answer: a }, { siret: 'b', answer: b }], withdrawn: false });
const star = (hub: SideAnswer | null, ...others: (SideAnswer | null)[]): Answers => ({ hub: 'h', sides: [{ siret: 'h', answer: hub }, ...others.map((answer, i) => ({ siret: `s${i}`, answer }))], withdrawn: false });

test('two yes: agreed, each knows the other; one yes alone: still asked, nobody knows anybody', () => {
  expect(standingOf(two('interested', 'interested'))).toEqual({ state: 'agreed', reason: null, known: [['a', 'b']], waiting: [] });
  expect(standingOf(two('interested', null))).toEqual({ state: 'asked', reason: null, known: [], waiting: ['b'] });
});

test.each([
  ['no', 'refused'], ['not-now', 'not-now'], ['silent', 'silent'],
] as const)('one yes and one « %s »: closed, with that reason, and the yes is told', (answer, reason) => {
  expect(standingOf(two('interested', answer))).toMatchObject({ state: 'closed', reason });
  expect(consequencesOf(two('interested', null), two('interested', answer))).toEqual({ disclose: [], tell: ['a'], release: [] });
});

test('one no before the other answered: closed, and the other need not answer any more', () => {
  expect(consequencesOf(two(null, null), two('no', null))).toEqual({ disclose: [], tell: [], release: ['b'] });
});

test('a big offer cut in three: the two who say yes are put in touch, the third who says no takes nothing from them', () => {
  expect(standingOf(star('interested', 'interested', null, 'no'))).toMatchObject({ state: 'agreed', known: [['h', 's0']], waiting: ['s1'] });
  expect(consequencesOf(star('interested', 'interested', null, 'no'), star('interested', 'interested', 'interested', 'no'))).toEqual({ disclose: [['h', 's1']], tell: [], release: [] });
  expect(standingOf(star('no', 'interested', null))).toMatchObject({ state: 'closed', reason: 'refused' });
  expect(standingOf(star(null, 'no', 'silent'))).toMatchObject({ state: 'closed', reason: 'refused' });
});

test('called off: who waited is released; what was agreed stays', () => {
  expect(standingOf({ ...two('interested', null), withdrawn: true })).toMatchObject({ state: 'closed', reason: 'withdrawn' });
  expect(standingOf({ ...star('interested', 'interested', null), withdrawn: true })).toMatchObject({ state: 'agreed', waiting: [] });
});

// Any introduction, and the answers of its sides in any order, one or several of them given again.
const story = fc.record({ others: fc.integer({ min: 1, max: 5 }), around: fc.boolean() }).chain(({ others, around }) => {
  const sirets = ['h', ...Array.from({ length: others }, (_, i) => `s${i}`)];
  return fc.record({
    hub: fc.constant(around ? 'h' : null), sirets: fc.constant(sirets),
    said: fc.array(fc.record({ siret: fc.constantFrom(...sirets), answer: fc.constantFrom(...SIDE_ANSWERS) }), { maxLength: 14 }),
  });
});

/** Plays a story: an answer counts once, and not once all is over. Answers all states with what each step asked for. */
function play({ hub, sirets, said }: { hub: string | null; sirets: string[]; said: { siret: string; answer: SideAnswer }[] }) {
  let now: Answers = { hub, sides: sirets.map((siret) => ({ siret, answer: null })), withdrawn: false };
  const steps: { before: Answers; after: Answers; done: ReturnType<typeof consequencesOf> }[] = [];
  for (const { siret, answer } of said) {
    if (!standingOf(now).waiting.includes(siret)) continue;
    const after = { ...now, sides: now.sides.map((side) => (side.siret === siret ? { ...side, answer } : side)) };
    steps.push({ before: now, after, done: consequencesOf(now, after) });
    now = after;
  }
  return { now, steps };
}

test('law: nobody is named to anybody before both said yes, and then both are', () => {
  fc.assert(fc.property(story, (given) => {
    for (const { after } of play(given).steps)
      for (const side of after.sides)
        for (const other of knownTo(standingOf(after), side.siret)) {
          expect(side.answer).toBe('interested');
          expect(after.sides.find((one) => one.siret === other)?.answer).toBe('interested');
          expect(knownTo(standingOf(after), other)).toContain(side.siret);
        }
  }));
});

test('law: asked goes to agreed or closed, and neither ever goes back', () => {
  fc.assert(fc.property(story, (given) => {
    let worst = 'asked';
    for (const { after } of play(given).steps) {
      const { state, reason } = standingOf(after);
      if (worst !== 'asked') expect(state).toBe(worst);
      expect((state === 'closed') === (reason !== null)).toBe(true);
      worst = state;
    }
  }));
});

test('law: each pair is put in touch once, each side told or released once, and nobody is both put in touch and told that it is over', () => {
  fc.assert(fc.property(story, (given) => {
    const { steps } = play(given);
    const [disclosed, told, released] = [steps.flatMap((step) => step.done.disclose.map(String)), steps.flatMap((step) => step.done.tell), steps.flatMap((step) => step.done.release)];
    for (const list of [disclosed, told, released]) expect(new Set(list).size).toBe(list.length);
    if (disclosed.length > 0) expect(told).toEqual([]);
  }));
});

test('law: whatever the order of the same answers, the end is the same when nobody is released before answering', () => {
  fc.assert(fc.property(story, (given) => {
    const { now } = play(given);
    const answered = now.sides.filter((side) => side.answer !== null).map(({ siret, answer }) => ({ siret, answer: answer! }));
    const reversed = play({ ...given, said: answered.toReversed() });
    if (reversed.now.sides.every((side) => side.answer === now.sides.find((one) => one.siret === side.siret)!.answer)) expect(standingOf(reversed.now)).toEqual(standingOf(now));
  }));
});

test('law: as long as it is asked somebody is waited for; once closed nobody is', () => {
  fc.assert(fc.property(story, (given) => {
    const { state, waiting } = standingOf(play(given).now);
    if (state === 'asked') expect(waiting.length).toBeGreaterThan(0);
    if (state === 'closed') expect(waiting).toEqual([]);
  }));
});

test('a firm alone with a person whom an adviser looks after: its yes is enough, its no closes', () => {
  const alone = (answer: SideAnswer | null): Answers => ({ hub: null, sides: [{ siret: 'a', answer }], withdrawn: false });
  expect(standingOf(alone(null))).toMatchObject({ state: 'asked', waiting: ['a'] });
  expect(standingOf(alone('interested'))).toEqual({ state: 'agreed', reason: null, known: [], waiting: [] });
  expect(standingOf(alone('no'))).toMatchObject({ state: 'closed', reason: 'refused' });
});
