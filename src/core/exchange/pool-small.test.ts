import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FlowIn, FlowOut } from '#core/directory/index.ts';
import { straightLineTravel } from '#core/territory/index.ts';
import { assumptions } from './boards/assumptions.ts';
import { matchFile, MatchFile } from './match-file.ts';
import { flowsOf, matchFlows } from './match.ts';
import type { Side } from './model.ts';
import { poolSmall } from './pool-small.ts';
import { propose } from './propose.ts';

const at = (east: number, north = 0) => ({ longitude: 1.44 + east / 79.5, latitude: 44.45 + north / 111.3 });
const joiner = (factId: string, east: number, flow: object = {}, north = 0): Side<FlowOut> => ({
  factId, siret: `firm-${factId}`, place: at(east, north), certainty: 'stated', statedOn: '2026-11-03',
  value: FlowOut.parse({ material: 'sciure', wasteCode: '030105', tonnesPerYear: 4, state: 'dry-solid', moisturePercent: 12, disposalCentsPerTonne: 3_000, ...flow }),
});
const mill = (flow: object = {}): Side<FlowIn> => ({
  factId: 'mill', siret: 'firm-mill', place: at(0), certainty: 'stated', statedOn: '2026-11-03',
  value: FlowIn.parse({ material: 'sciure', wasteCodes: ['030105'], tonnesPerYear: 300, states: ['dry-solid'], purchaseCentsPerTonne: 2_000, ...flow }),
});
const pool = async (offers: Side<FlowOut>[], needs: Side<FlowIn>[]) => {
  const matched = await matchFlows(offers, needs, straightLineTravel());
  const rounds = await poolSmall(matched, straightLineTravel());
  return { matched, ...rounds, ...propose(matched, rounds.pooled) };
};
/** What a round costs, reckoned again from its stops. */
const costOf = ({ perYear, km, stops }: { perYear: number; km: number; stops: { tonnes: number }[] }) => {
  const { round, relation, transport } = assumptions();
  return perYear * (km * round.centsPerKm.value + stops.length * round.centsPerStop.value) + relation.centsPerYear.value + stops.reduce((sum, { tonnes }) => sum + tonnes * perYear, 0) * transport.loadingCentsPerTonne.value;
};

test('four joiners whose sawdust pays no lorry alone are fetched in one round, a proposal of its own with its stops', async () => {
  const four = ['a', 'b', 'c', 'd'].map((id, i) => joiner(id, 4 + i / 4, { tonnesPerYear: 2 }));
  expect((await matchFlows(four, [mill()], straightLineTravel())).solution.value).toBe(0);
  const { proposals, leftOut } = await pool(four, [mill()]);
  expect(leftOut).toEqual([]);
  expect(proposals).toHaveLength(1);
  const { round, worth, hub } = proposals[0]!.body;
  expect(hub).toBe('need');
  expect(round!.stops.map(({ factId }) => factId).toSorted()).toEqual(['a', 'b', 'c', 'd']);
  expect(worth.value).toBeGreaterThan(0);
  expect(Math.abs(worth.value - (round!.brings - round!.centsPerYear))).toBeLessThanOrEqual(4);
});

test('one alone is left, with why not, and two too far from each other are not made to share a truck', async () => {
  expect((await pool([joiner('a', 4, { tonnesPerYear: 2 })], [mill()])).pooled).toEqual([]);
  expect((await pool([joiner('a', 40, { tonnesPerYear: 2 }), joiner('b', -40, { tonnesPerYear: 2 })], [mill()])).pooled).toEqual([]);
});

test('what is hazardous, wet or out of season is never pooled', async () => {
  const wet = ['a', 'b', 'c', 'd'].map((id) => joiner(id, 4, { tonnesPerYear: 2, moisturePercent: 60 }));
  expect((await pool(wet, [mill({ maxMoisturePercent: 20 })])).pooled).toEqual([]);
});

test('a file says the round beside its flows, and a file without any reads as before', async () => {
  const side = ({ factId, place, value }: Side<FlowOut> | Side<FlowIn>) => ({ id: factId, ...place, ...value });
  const file = MatchFile.parse({ offers: ['a', 'b', 'c', 'd'].map((id) => side(joiner(id, 4, { tonnesPerYear: 2 }))), needs: [side(mill())] });
  const matched = await matchFile(file);
  expect(matched.proposals[0]!.round!.stops).toHaveLength(4);
  // Its worth and ten euros for each of eight tonnes are in the value, and with one receiver nothing could be better.
  expect(matched.proposals[0]!.sentence).toContain('en 2\u00a0tournées de');
  expect(Math.abs(matched.value - matched.proposals[0]!.worthCents - 8 * 1_000)).toBeLessThanOrEqual(4);
  expect(matched).toMatchObject({ bound: matched.value, gap: 0, status: 'optimal' });
  expect((await matchFile({ ...file, offers: [] })).proposals).toEqual([]);
});

const some = fc.array(fc.record({ east: fc.integer({ min: -20, max: 20 }), north: fc.integer({ min: -20, max: 20 }), tonnesPerYear: fc.integer({ min: 1, max: 12 }), disposalCentsPerTonne: fc.option(fc.integer({ min: -3_000, max: 9_000 }), { nil: undefined }) }), { minLength: 1, maxLength: 8 });

test('a pooled round never loses money against what was said, takes no more than each has or the receiver can, and nothing that already goes elsewhere', async () => {
  await fc.assert(
    fc.asyncProperty(some, fc.constantFrom(5, 20, 300), fc.constantFrom(0, 10), fc.constantFrom(undefined, 1_500), async (list, room, least, purchase) => {
      const offers = list.map(({ east, north, ...flow }, i) => joiner(`o${i}`, east, flow, north));
      const need = mill({ tonnesPerYear: room, minTonnesPerYear: Math.min(room, least), purchaseCentsPerTonne: purchase });
      const { matched, pooled, value, bound } = await pool(offers, [need]);
      expect(value, 'months and materials being one, the best round is found').toBe(bound);
      const flowing = flowsOf(matched);
      for (const { flows, round } of pooled) {
        const said = flows.reduce((sum, flow) => sum + flow.tonnesPerYear * ((offers.find(({ factId }) => factId === flow.offerId)!.value.disposalCentsPerTonne ?? 0) + (purchase ?? 0)), 0);
        expect(said).toBeGreaterThan(costOf(round));
        expect(round.centsPerYear).toBeGreaterThanOrEqual(costOf(round) - 1);
        expect(flows.length).toBeGreaterThanOrEqual(2);
        const tonnes = flows.reduce((sum, flow) => sum + flow.tonnesPerYear, 0);
        expect(tonnes + flowing.reduce((sum, flow) => sum + flow.tonnesPerYear, 0)).toBeLessThanOrEqual(room + 0.01);
        expect(tonnes + flowing.reduce((sum, flow) => sum + flow.tonnesPerYear, 0)).toBeGreaterThanOrEqual(Math.min(room, least) - 0.01);
        expect(round.stops.reduce((sum, stop) => sum + stop.tonnes, 0)).toBeLessThanOrEqual(assumptions().round.truckTonnes.value + 0.01);
        for (const flow of flows) {
          expect(flow.tonnesPerYear).toBeLessThanOrEqual(offers.find(({ factId }) => factId === flow.offerId)!.value.tonnesPerYear + 1e-6);
          expect(flowing.some(({ offerId }) => offerId === flow.offerId)).toBe(false);
        }
      }
    }),
    { numRuns: 60 },
  );
}, 60_000);
