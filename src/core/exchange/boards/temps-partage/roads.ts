import type { BoardContext } from '../../board.ts';
import type { Part, Person } from './parts.ts';

/** Something at a distance by road; null when a place is unknown. Work done at a distance is at 0 km. `apart`: why the two are not to be proposed to each other for now. */
export type Near<T> = { it: T; km: number | null; apart: string | null };

/** Who speaks of the same trade, nearest first. `between`: kilometres between two needs, null when not known. */
export type Roads = { ofPart: (part: Part) => Near<Part>[]; ofPerson: (person: Person) => Near<Part>[]; personsFor: (part: Part) => Near<Person>[]; between: (a: Part, b: Part) => number | null; mayMeet: (a: Part, b: Part) => boolean };

// So many of the nearest are remembered for each side.
const REMEMBERED = 60;

const nearest = <T extends { side: { id: string } }>(list: Near<T>[]): Near<T>[] => list.sort((a, b) => (a.km ?? Infinity) - (b.km ?? Infinity) || (a.it.side.id < b.it.side.id ? -1 : 1)).slice(0, REMEMBERED);

/** Measures the roads once: needs of a trade among themselves, persons to the needs of their trades. */
export async function roadsOf(parts: readonly Part[], persons: readonly Person[], { travel, apart: keptApart }: Pick<BoardContext, 'travel' | 'apart'>): Promise<Roads> {
  const apart = (a: { side: { party: string } }, b: { side: { party: string } }) => keptApart?.(a.side.party, b.side.party) ?? null;
  const byKey = Map.groupBy(parts, (part) => part.key);
  const kmFrom = async (place: Part['side']['place'], list: Part[]): Promise<(number | null)[]> => {
    const there = list.filter((part) => part.side.place !== null && !part.side.value.remote);
    const table = place && there.length > 0 ? await travel.table([place], there.map((part) => part.side.place!)) : new Float64Array();
    const km = new Map(there.map((part, i) => [part.side.id, table[i]]));
    return list.map((part) => (part.side.value.remote ? 0 : (km.get(part.side.id) ?? null)));
  };
  const fromPart = new Map<string, Near<Part>[]>();
  const fromPerson = new Map<string, Near<Part>[]>();
  const toPart = new Map<string, Near<Person>[]>();
  const roads = new Map<string, Map<string, number | null>>();
  for (const group of byKey.values())
    for (const part of group) {
      const others = group.filter((one) => one.side.party !== part.side.party);
      const km = part.side.value.remote ? others.map(() => 0) : await kmFrom(part.side.place, others);
      const near = nearest(others.map((it, i) => ({ it, km: km[i] ?? null, apart: apart(part, it) })));
      fromPart.set(part.side.id, near);
      roads.set(part.side.id, new Map(near.map((one) => [one.it.side.id, one.km])));
    }
  for (const person of persons) {
    const group = [...person.keys].flatMap((key) => byKey.get(key) ?? []).filter((part) => part.side.party !== person.side.party);
    const km = await kmFrom(person.side.place, group);
    const near = nearest(group.map((it, i) => ({ it, km: km[i] ?? null, apart: apart(person, it) })));
    fromPerson.set(person.side.id, near);
    for (const one of near) toPart.set(one.it.side.id, [...(toPart.get(one.it.side.id) ?? []), { it: person, km: one.km, apart: one.apart }]);
  }
  return {
    ofPart: (part) => fromPart.get(part.side.id) ?? [],
    ofPerson: (person) => fromPerson.get(person.side.id) ?? [],
    personsFor: (part) => nearest(toPart.get(part.side.id) ?? []),
    between: (a, b) => roads.get(a.side.id)?.get(b.side.id) ?? roads.get(b.side.id)?.get(a.side.id) ?? null,
    mayMeet: (a, b) => apart(a, b) === null,
  };
}
