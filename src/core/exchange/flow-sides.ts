import { type Fact, type FactKind, factsOfKind, type FlowIn, type FlowOut } from '#core/directory/index.ts';
import type { Db } from '#core/kernel/index.ts';
import { matieres } from './boards/matieres.ts';
import { refusedPairWords, type Rest, restWords, withheldFrom } from './introductions/index.ts';
import type { Apart } from './match.ts';
import type { Side, UnmatchedBody } from './model.ts';
import { pairKey } from './pair-key.ts';
import type { LeftOut } from './propose.ts';
import { sizesAndPlaces } from './search/sizes-and-places.ts';

/** What a search of by-products counts with: all that advisers may use, less what rests because of what was answered, with what to say of that; which firms are small, and who is to be kept apart. */
export type FlowSides = { offers: Side<FlowOut>[]; needs: Side<FlowIn>[]; resting: LeftOut[]; isSmall: (siret: string) => boolean; apart: Apart };

export async function flowSides(db: Db, territoryId: string, today: string): Promise<FlowSides> {
  const withheld = await withheldFrom(db, territoryId, matieres.id, today);
  const restOf = (side: Side<FlowOut> | Side<FlowIn>) => withheld.facts.get(side.factId) ?? withheld.firms.get(side.siret);
  const [offers, needs] = [await sidesOf<FlowOut>(db, territoryId, matieres.offerKind), await sidesOf<FlowIn>(db, territoryId, matieres.needKind)];
  return {
    offers: offers.sides.filter((side) => !restOf(side)),
    needs: needs.sides.filter((side) => !restOf(side)),
    resting: [...offers.sides.flatMap((side) => resting('flow-out', side, restOf(side))), ...needs.sides.flatMap((side) => resting('flow-in', side, restOf(side)))],
    isSmall: (siret) => offers.small.has(siret) || needs.small.has(siret),
    apart: (siret, other) => {
      const pair = withheld.pairs.get(pairKey(siret, other));
      return pair ? refusedPairWords(pair) : null;
    },
  };
}

/** What is said of what rests: nobody was looked for, and until when. */
const resting = (kind: UnmatchedBody['kind'], side: Side<FlowOut> | Side<FlowIn>, rest: Rest | undefined): LeftOut[] =>
  rest ? [{ factId: side.factId, siret: side.siret, body: { kind, material: side.value.material, tonnesPerYear: side.value.tonnesPerYear, candidates: 1, obstacles: [{ obstacle: { code: 'apart', words: restWords(rest) }, withFactId: side.factId, withSiret: side.siret, km: null }], leastChange: null, leads: [] } }] : [];

/** What firms say of a kind, and which of them have fewer than ten employees. */
async function sidesOf<V extends FlowOut | FlowIn>(db: Db, territoryId: string, kind: FactKind): Promise<{ sides: Side<V>[]; small: Set<string> }> {
  const facts = (await factsOfKind(db, territoryId, kind, { kind: 'adviser' })) as unknown as (Omit<Fact, 'value'> & { value: V })[];
  const known = await sizesAndPlaces(db, territoryId, facts.map((fact) => fact.siret));
  return {
    sides: facts.map((fact) => ({ factId: fact.id, siret: fact.siret, value: fact.value, certainty: fact.certainty, statedOn: fact.statedOn, place: known.get(fact.siret)?.place ?? null })),
    small: new Set([...known].flatMap(([siret, { small }]) => (small ? [siret] : []))),
  };
}
