// A simulated year of introductions, with the answer and success rates that comparable schemes publish: what the clock, the caps and the memory of refusals
// are assumed to change, one after the other. `node bench/year.ts [--json]`. Deterministic. Every assumption is in ASSUMED, printed with its source.
import { capOf, introductionRules, standingOf } from '#core/exchange/index.ts';

type Assumed = { value: number; what: string; source: string };
const ASSUMED = {
  firms: { value: 400, what: 'firms that said something, a few of them sought by many (the k-th most sought as 1/k^0.7)', source: 'assumption' },
  perWeek: { value: 10, what: 'introductions that advisers send a week', source: 'assumption' },
  partners: { value: 6, what: 'firms that each could be proposed to', source: 'assumption' },
  answer: { value: 0.17, what: 'share of first messages that get any answer', source: 'Immersion Facilitée, January 2024 (its public tracker, no. 1688)' },
  answerDays: { value: 3, what: 'mean days until those who answer a message do', source: 'assumption' },
  reminder: { value: 0.7, what: 'answers to a reminder, as a share of those to a first message', source: 'assumption' },
  reached: { value: 0.6, what: 'calls that reach somebody who answers', source: 'assumption' },
  callMinutes: { value: 8, what: 'minutes of an adviser a call', source: 'assumption' },
  fatigue: { value: 0.75, what: 'what each other message of the last four weeks leaves of the will to answer', source: 'assumption; 272 firms had over 100 contacts and answered none (Immersion Facilitée, no. 2348)' },
  fits: { value: 0.33, what: 'pairs found on paper that really fit', source: 'Sharebox’s best accuracy (CORALIS webinar)' },
  yesWhenFits: { value: 0.9, what: 'yes among answers when it fits', source: 'assumption, so that one answer in two is yes (40 to 60 % of requests accepted: Converve, a vendor)' },
  yesWhenNot: { value: 0.3, what: 'yes among answers when it does not', source: 'assumption, as above' },
  doneWhenFits: { value: 0.27, what: 'done among agreements when it fits', source: 'assumption, so that 23 % of agreements are done (PNSI 2015–2017: 138 of 588 leads)' },
  doneWhenNot: { value: 0.05, what: 'done among agreements when it does not', source: 'assumption, as above' },
} as const satisfies Record<string, Assumed>;
type Name = keyof typeof ASSUMED;
type World = Record<Name, number>;

type Scenario = { name: string; reminder: boolean; call: boolean; caps: boolean; rest: boolean; memory: boolean };
const PLAIN: Scenario = { name: 'a message and nothing else', reminder: false, call: false, caps: false, rest: false, memory: false };
const SCENARIOS: Scenario[] = [
  PLAIN,
  { ...PLAIN, name: '+ a reminder', reminder: true },
  { ...PLAIN, name: '+ a call from the desk', reminder: true, call: true },
  { ...PLAIN, name: '+ caps by size, silent firms rest', reminder: true, call: true, caps: true, rest: true },
  { ...PLAIN, name: '+ no refused pair again: all of it', reminder: true, call: true, caps: true, rest: true, memory: true },
];
type Year = { introduced: number; asked: number; answered: number; days: number[]; agreed: number; done: number; calls: number; most: number; spared: number };

/** Numbers from 0 to 1, always the same for a seed (mulberry32). */
function draws(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

// Calendar days of the clock's working days (facts/followup/clocks.json): reminder after 4, call after 8, closed after 20.
const [REMINDER_DAY, CALL_DAY, END_DAY] = [6, 12, 28];
const BANDS: [string, number][] = [['01', 0.82], ['11', 0.13], ['21', 0.04], ['32', 0.01]];

function simulate(scenario: Scenario, world: World, seed: number): Year {
  const rules = introductionRules();
  const draw = draws(seed);
  const weighted = (weights: number[]) => {
    let left = draw() * weights.reduce((sum, one) => sum + one, 0);
    return Math.max(0, weights.findIndex((one) => (left -= one) <= 0));
  };
  const firms = Array.from({ length: world.firms }, (_, i) => ({ sought: 1 / (i + 1) ** 0.7, cap: capOf(BANDS[weighted(BANDS.map(([, share]) => share))]![0]), got: [] as number[], silences: 0, restsUntil: -1 }));
  const pairs = firms.flatMap((_, a) => Array.from({ length: world.partners / 2 }, () => ({ a, b: (a + 1 + Math.floor(draw() * (firms.length - 1))) % firms.length, fits: draw() < world.fits, until: -1, open: -1 })));
  const worth = pairs.map((pair) => firms[pair.a]!.sought + firms[pair.b]!.sought);
  const year: Year = { introduced: 0, asked: 0, answered: 0, days: [], agreed: 0, done: 0, calls: 0, most: 0, spared: 0 };

  /** What a firm answers, and after how many days; silence at the end. */
  const ask = (firm: (typeof firms)[number], today: number, fits: boolean): { answer: 'interested' | 'no' | 'silent'; day: number } => {
    const willing = world.answer * world.fatigue ** firm.got.filter((day) => day > today - 28).length;
    firm.got.push(today);
    const yes = () => (draw() < (fits ? world.yesWhenFits : world.yesWhenNot) ? 'interested' : 'no');
    const later = () => -Math.log(1 - draw()) * world.answerDays;
    if (draw() < willing) return { answer: yes(), day: later() };
    if (scenario.reminder && draw() < willing * world.reminder) return { answer: yes(), day: REMINDER_DAY + later() };
    if (scenario.call) {
      year.calls++;
      if (draw() < world.reached) return { answer: yes(), day: CALL_DAY };
    }
    return { answer: 'silent', day: END_DAY };
  };

  for (let today = 0; today < 364; today += 7)
    for (let sent = 0, tries = 0; sent < world.perWeek && tries < 40 * world.perWeek; tries++) {
      const pair = pairs[weighted(worth)]!;
      const sides = [firms[pair.a]!, firms[pair.b]!];
      if (pair.open > today || pair.until > today) continue;
      if (sides.some((one) => (scenario.rest && one.restsUntil > today) || (scenario.caps && one.got.filter((day) => day > today - rules.caps.days).length >= one.cap))) {
        year.spared++;
        continue;
      }
      sent++;
      const said = sides.map((one) => ask(one, today, pair.fits));
      year.introduced++;
      year.asked += 2;
      for (const [i, one] of said.entries()) {
        const firm = sides[i]!;
        if (one.answer === 'silent') firm.silences++;
        else {
          firm.silences = 0;
          year.answered++;
          year.days.push(one.day);
        }
        // Called within two weeks: reached, it is asked again from then on.
        if (scenario.rest && firm.silences >= rules.silence.inARow) firm.restsUntil = today + END_DAY + (draw() < world.reached ? 14 : rules.silence.restDays);
      }
      const standing = standingOf({ hub: null, withdrawn: false, sides: said.map((one, i) => ({ siret: String(i), answer: one.answer })) });
      pair.open = today + END_DAY;
      if (standing.state === 'agreed') {
        year.agreed++;
        pair.open = Number.POSITIVE_INFINITY;
        if (draw() < (pair.fits ? world.doneWhenFits : world.doneWhenNot)) year.done++;
      } else if (scenario.memory) pair.until = today + (standing.reason === 'refused' ? rules.pauses.refused : rules.pauses.silent);
    }
  for (const firm of firms) for (const day of firm.got) year.most = Math.max(year.most, firm.got.filter((one) => one >= day && one < day + 28).length);
  return year;
}

const SEEDS = 40;
const world = Object.fromEntries(Object.entries(ASSUMED).map(([name, one]) => [name, one.value])) as World;
const mean = (values: number[]) => values.reduce((sum, one) => sum + one, 0) / values.length;
const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** A scenario over many drawn years: means, with the years between which nine in ten lie for what is done. */
function row(scenario: Scenario, given: World) {
  const years = Array.from({ length: SEEDS }, (_, i) => simulate(scenario, given, 1_000 + i));
  const done = years.map((one) => one.done).toSorted((a, b) => a - b);
  return {
    scenario: scenario.name, introduced: mean(years.map((one) => one.introduced)), answerShare: mean(years.map((one) => one.answered / one.asked)), medianDays: mean(years.map((one) => median(one.days))),
    agreed: mean(years.map((one) => one.agreed)), done: mean(done), doneLow: done[Math.floor(SEEDS * 0.05)]!, doneHigh: done[Math.ceil(SEEDS * 0.95) - 1]!, callHours: mean(years.map((one) => (one.calls * given.callMinutes) / 60)), mostInFourWeeks: mean(years.map((one) => one.most)),
  };
}

const rows = SCENARIOS.map((scenario) => row(scenario, world));
// What the whole rests on most: the same year with an assumption a third lower.
const swings = (['answer', 'reached', 'fits', 'fatigue', 'reminder'] as const).map((name) => ({ name, done: row(SCENARIOS.at(-1)!, { ...world, [name]: world[name] * (2 / 3) }).done }));

if (process.argv.includes('--json')) console.log(JSON.stringify({ assumed: ASSUMED, rows, swings }, null, 2));
else {
  console.log('| a year of | introductions | answer | median days | agreed | done (9 years in 10) | calls, h | most to one firm in 4 weeks |\n|---|---|---|---|---|---|---|---|');
  for (const one of rows) console.log(`| ${one.scenario} | ${one.introduced.toFixed(0)} | ${(one.answerShare * 100).toFixed(0)} % | ${one.medianDays.toFixed(1)} | ${one.agreed.toFixed(1)} | ${one.done.toFixed(1)} (${one.doneLow} to ${one.doneHigh}) | ${one.callHours.toFixed(0)} | ${one.mostInFourWeeks.toFixed(1)} |`);
  console.log(`\nDone with all of it, were one assumption a third lower: ${swings.map((one) => `${one.name} ${one.done.toFixed(1)}`).join(', ')}.\n\nAssumed:`);
  for (const [name, one] of Object.entries(ASSUMED)) console.log(`- ${name} ${one.value}: ${one.what}. ${one.source}.`);
}
