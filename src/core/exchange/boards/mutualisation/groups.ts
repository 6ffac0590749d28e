import type { BoardContext } from '../../board.ts';
import { chooseColumns, type Chosen, type Column, greedily } from '../../columns.ts';
import { clashesOf } from './calendar.ts';
import { costAlone, costTogether, daysPerYear, type Lent, type Wish } from './things.ts';

type Rules = Pick<BoardContext, 'weigh' | 'apart'>;

/** A group that shares one thing. `owner`: who lends it, else it is bought or ordered together, kept by the member `host` (null where it needs no place). `saving`, `cost`: cents a year. */
export type Group = Column & { wishes: Wish[]; owner: Lent | null; host: number | null; cost: number; saving: number };

/** Wishes and offers of one thing, with the roads between wishes (rows and columns in their order), then from each offer to them. */
export type Thing = { key: string; wishes: Wish[]; offers: Lent[]; km: Float64Array; kmLent: Float64Array };

/**
 * Up to so many wishes of one thing, every group is looked at and the bound is one over all of them. Beyond, for each possible host: the groups of up to four of the
 * wishes nearest to it, and those that grow from it one by one by what each adds; for each offer, groups of up to four of the seven who gain most. The bound is then over these.
 */
const ALL_GROUPS = 12;
const NEAR = 9;
const MOST_SMALL = 4;

export const needsPlace = (wish: Wish): boolean => wish.value.sort !== 'hosting';
const needsDays = (wish: Wish): boolean => wish.value.sort === 'equipment' || wish.value.sort === 'service';

/** Every group worth choosing among. */
export const listGroups = (thing: Thing, rules: Rules): Group[] => [...boughtTogether(thing, rules), ...lentTo(thing, rules)];

export async function search(thing: Thing, context: Pick<BoardContext, 'seconds' | 'signal' | 'weigh' | 'apart'>): Promise<{ groups: Group[]; found: Chosen<Group>; simple: number }> {
  const groups = listGroups(thing, context);
  const found = await chooseColumns(groups, context);
  return { groups, found, simple: greedily(groups) };
}

/** A thing as one wish sees it: itself, those nearest to it up to as many as can all be put together, and all offers. */
export function around(thing: Thing, wish: Wish): Thing {
  const n = thing.wishes.length;
  if (n <= ALL_GROUPS) return thing;
  const at = thing.wishes.indexOf(wish);
  const km = (i: number) => thing.km[at * n + i]!;
  const kept = [at, ...thing.wishes.keys().filter((i) => i !== at && !Number.isNaN(km(i))).toArray().sort((a, b) => km(a) - km(b) || a - b).slice(0, NEAR)].sort((a, b) => a - b);
  return {
    ...thing,
    wishes: kept.map((i) => thing.wishes[i]!),
    km: Float64Array.from(kept.flatMap((i) => kept.map((j) => thing.km[i * n + j]!))),
    kmLent: Float64Array.from(thing.offers.flatMap((_, o) => kept.map((j) => thing.kmLent[o * n + j]!))),
  };
}

/** Where a shared thing would stand: the member to whom all others accept to go, the shortest way in all; -1 for no member, null where it needs no place. */
export function hostOf({ wishes, km }: Thing, members: readonly number[]): number | null {
  if (!needsPlace(wishes[members[0]!]!)) return null;
  let [best, shortest] = [-1, Infinity];
  for (const host of members) {
    let sum = 0;
    for (const one of members) {
      const way = one === host ? 0 : km[one * wishes.length + host]!;
      sum = way <= wishes[one]!.value.maxKm + 1e-9 ? sum + way : NaN;
    }
    if (sum < shortest) [best, shortest] = [host, sum];
  }
  return best;
}

/** Whether some may be in one group: no firm twice, no two that are to be kept apart, no more than each accepts. */
const mayMeet = (sides: readonly (Wish | Lent)[], { apart }: Rules): boolean =>
  new Set(sides.map((one) => one.party)).size === sides.length &&
  !sides.some((one) => 'mostMembers' in one.value && one.value.mostMembers !== undefined && one.value.mostMembers < sides.length) &&
  !(apart && sides.some((one, i) => sides.some((other, j) => j < i && apart(one.party, other.party) !== null)));

/** The group that these members make when they can and it pays; else null. */
function groupOf(thing: Thing, members: readonly number[], rules: Rules): Group | null {
  const wishes = members.map((at) => thing.wishes[at]!);
  if (!mayMeet(wishes, rules)) return null;
  const cost = costTogether(wishes);
  if (cost === null || cost >= costAlone(wishes)) return null;
  const host = hostOf(thing, members);
  if (host === -1 || (needsDays(wishes[0]!) && clashesOf(wishes).length > 0)) return null;
  const saving = costAlone(wishes) - cost;
  return { wishes, owner: null, host: host === null ? null : members.indexOf(host), cost, saving, value: Math.round(rules.weigh(saving, wishes)), takes: takesOf(wishes) };
}

// A firm that says its wish twice still needs one thing only.
const takesOf = (wishes: readonly Wish[]) => wishes.flatMap((wish) => [wish.id, `party:${wish.party}`]);

function boughtTogether(thing: Thing, rules: Rules): Group[] {
  const { wishes } = thing;
  const groups = new Map<string, Group>();
  const keep = (members: readonly number[]): Group | null => {
    const sorted = members.toSorted((a, b) => a - b);
    const key = sorted.join();
    const group = groups.get(key) ?? (members.length > 1 ? groupOf(thing, sorted, rules) : null);
    if (group) groups.set(key, group);
    return group;
  };
  if (wishes.length <= ALL_GROUPS) {
    for (let set = 1; set < 1 << wishes.length; set++) keep(wishes.keys().filter((i) => set & (1 << i)).toArray());
    return [...groups.values()];
  }
  if (!needsPlace(wishes[0]!)) anywhere(wishes, keep);
  for (const host of wishes.keys()) {
    const able = wishes.keys().filter((i) => i !== host && (!needsPlace(wishes[i]!) || thing.km[i * wishes.length + host]! <= wishes[i]!.value.maxKm)).toArray();
    const nearest = able.toSorted((a, b) => thing.km[a * wishes.length + host]! - thing.km[b * wishes.length + host]! || a - b);
    const near = nearest.slice(0, NEAR);
    const extend = (members: number[], next: number) => {
      keep(members);
      if (members.length < MOST_SMALL) for (let i = next; i < near.length; i++) extend([...members, near[i]!], i + 1);
    };
    extend([host], 0);
    for (const order of [nearest, able.toSorted((a, b) => wishes[b]!.value.aloneCents - wishes[a]!.value.aloneCents || a - b)]) grow(thing, host, order, rules, keep);
  }
  return [...groups.values()];
}

const MOST_QUOTES = 12;

/**
 * Where no place and no day keeps anybody apart: all who accept any number together, but for those whose quotes serve others better; and groups as large as their
 * members accept, each around one of the best quotes, of those who pay most alone.
 */
function anywhere(wishes: readonly Wish[], keep: (members: readonly number[]) => Group | null): void {
  const dear = [...wishes.keys()].sort((a, b) => wishes[b]!.value.aloneCents - wishes[a]!.value.aloneCents || a - b);
  const quote = (at: number) => wishes[at]!.value.sharedCents ?? Infinity;
  const quoted = dear.filter((at) => quote(at) < Infinity).sort((a, b) => quote(a) - quote(b) || a - b).slice(0, MOST_QUOTES);
  const free = dear.filter((at) => wishes[at]!.value.mostMembers === undefined);
  for (let without = 0; without <= quoted.length; without++) keep(free.filter((at) => !quoted.slice(0, without).includes(at) || without === 0));
  for (const only of quoted) keep(free.filter((at) => at === only || !quoted.includes(at)));
  for (const most of new Set(wishes.flatMap((wish) => wish.value.mostMembers ?? []))) {
    const able = dear.filter((at) => (wishes[at]!.value.mostMembers ?? 0) >= most);
    for (const host of quoted) {
      if ((wishes[host]!.value.mostMembers ?? most) < most) continue;
      const others = able.filter((at) => at !== host);
      for (let from = 0; from < others.length; from++) keep([host, ...others.slice(from, from + most - 1)]);
    }
  }
}

/** Takes in one after the other whoever still fits, and keeps each group on the way. */
function grow({ wishes }: Thing, host: number, order: readonly number[], rules: Rules, keep: (members: readonly number[]) => Group | null): void {
  let members = [host];
  for (const next of order) {
    const larger = [...members, next];
    const all = larger.map((at) => wishes[at]!);
    if (!mayMeet(all, rules) || (needsDays(all[0]!) && clashesOf(all).length > 0)) continue;
    members = larger;
    keep(members);
  }
}

/** Those who may use what somebody lends by the day: each pays less than alone, and their days fit between them and what is idle. */
function lentTo({ wishes, offers, kmLent }: Thing, rules: Rules): Group[] {
  const few = offers.length <= MOST_SMALL && wishes.length <= ALL_GROUPS;
  return offers.flatMap((owner, at) => {
    const gain = (wish: Wish) => wish.value.aloneCents - Math.round((daysPerYear(wish) ?? Infinity) * owner.value.dayCents);
    const able = wishes
      .keys()
      .filter((i) => wishes[i]!.party !== owner.party && gain(wishes[i]!) > 0 && kmLent[at * wishes.length + i]! <= wishes[i]!.value.maxKm + 1e-9 && clashesOf([wishes[i]!], owner).length === 0)
      .map((i) => wishes[i]!)
      .toArray()
      .sort((a, b) => gain(b) - gain(a) || (a.id < b.id ? -1 : 1))
      .slice(0, few ? ALL_GROUPS : NEAR - 2);
    const groups: Group[] = [];
    const extend = (members: Wish[], next: number) => {
      for (let i = next; i < able.length; i++) {
        const all = [...members, able[i]!];
        if (!mayMeet([owner, ...all], rules) || clashesOf(all, owner).length > 0) continue;
        const saving = all.reduce((sum, wish) => sum + gain(wish), 0);
        groups.push({ wishes: all, owner, host: null, cost: costAlone(all) - saving, saving, value: Math.round(rules.weigh(saving, [owner, ...all])), takes: [owner.id, ...takesOf(all)] });
        if (few || all.length < MOST_SMALL) extend(all, i + 1);
      }
    };
    extend([], 0);
    return groups;
  });
}
