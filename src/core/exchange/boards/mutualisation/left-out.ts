import { daysInWords } from '#core/directory/index.ts';
import { euros, km as inKm, number } from '#lib/format.ts';
import type { BoardChange, BoardContext, BoardLeftOut } from '../../board.ts';
import { firstThatBrings } from '../../columns.ts';
import { type Clash, clashesOf, clashInWords } from './calendar.ts';
import { around, type Group, listGroups, needsPlace, type Thing } from './groups.ts';
import { costAlone, costTogether, daysPerYear, type Lent, NBSP, type Wish } from './things.ts';

type Lift = { code: string; text: string; with: string | null; thing: Thing };

/** What some groups more would bring: see `gainsAround`. */
type GainWith = (added: readonly Group[], context: Pick<BoardContext, 'seconds' | 'signal'>) => Promise<number>;

const NEAREST = 3;
const LOOKED_AT = 15;
const wayOf = (km: number) => (Number.isNaN(km) ? Infinity : km);
const MOST_LIFTS = 8;

/** What keeps a wish from another one, or from an offer: in words, with `{0}` for the other. */
function obstacles(wish: Wish, other: Wish | Lent, km: number, apart: BoardContext['apart']): string[] {
  const found: string[] = [apart?.(wish.party, other.party) ?? []].flat();
  const lent = 'dayCents' in other.value;
  const most = lent ? wish.value.maxKm : Math.max(wish.value.maxKm, (other as Wish).value.maxKm);
  if (needsPlace(wish) && !(km <= most + 1e-9)) found.push(Number.isFinite(km) ? `À ${inKm(km)} de {0}, pour ${inKm(most)} acceptés.` : 'Le lieu de l’un des deux est inconnu.');
  const say = (at: number) => (at === 0 ? 'celui-ci' : '{0}');
  if (lent) {
    const days = daysPerYear(wish);
    if (days === null) found.push('Les jours d’usage ne sont pas dits : le prix par jour de {0} ne se compare pas.');
    else if (days * (other as Lent).value.dayCents >= wish.value.aloneCents) found.push(`Chez {0}, ${number(days, 1)}${NBSP}jours coûteraient ${euros(Math.round(days * (other as Lent).value.dayCents))}, pour ${euros(wish.value.aloneCents)} seul.`);
    found.push(...clashesOf([wish], other as Lent).map((clash) => clashInWords(clash, say)));
  } else {
    if (wish.value.sort === 'equipment' || wish.value.sort === 'service') found.push(...clashesOf([wish, other as Wish]).map((clash) => clashInWords(clash, say)));
    if (found.length === 0) {
      const both = [wish, other as Wish];
      const cost = costTogether(both);
      if (cost === null) found.push('Ni l’un ni l’autre n’a de prix pour le faire à plusieurs.');
      else if (cost >= costAlone(both)) found.push(`À deux, ${euros(cost)} en tout pour ${euros(costAlone(both))} chacun de son côté : il faudrait être plus nombreux.`);
    }
  }
  return found.length > 0 ? found : ['Conviendrait avec {0}, mais un autre groupe vaut plus.'];
}

const changed = (thing: Thing, wishes: Map<string, Wish>): Thing => ({ ...thing, wishes: thing.wishes.map((wish) => wishes.get(wish.id) ?? wish) });
const saying = (wish: Wish, value: Partial<Wish['value']>): Wish => ({ ...wish, value: { ...wish.value, ...value } });

/** A thing with some more who would want it, each where one who is there already is. */
function joinedBy(thing: Thing, others: readonly Wish[], like: number): Thing {
  const at = [...thing.wishes.keys(), ...others.map(() => like)];
  const n = thing.wishes.length;
  return {
    ...thing,
    wishes: [...thing.wishes, ...others],
    km: Float64Array.from(at.flatMap((i) => at.map((j) => thing.km[i * n + j]!))),
    kmLent: Float64Array.from(thing.offers.flatMap((_, o) => at.map((j) => thing.kmLent[o * n + j]!))),
  };
}

/** Single changes that could bring a wish into a group: another day, a longer way, one member more, a lower price. The least effort first. */
function liftsOf(wish: Wish, thing: Thing): Lift[] {
  const lifts: Lift[] = [];
  const at = thing.wishes.indexOf(wish);
  const others = thing.wishes.keys().filter((i) => i !== at && thing.wishes[i]!.party !== wish.party).toArray().sort((a, b) => thing.km[at * thing.wishes.length + a]! - thing.km[at * thing.wishes.length + b]! || a - b);
  // A day or a number of days is settled with whoever is nearest.
  const closest = (others.length > 0 ? thing.wishes[others[0]!]! : thing.offers[0])?.id ?? null;
  const clashes: Clash[] = [...others.slice(0, NEAREST).flatMap((i) => clashesOf([wish, thing.wishes[i]!])), ...thing.offers.flatMap((owner) => clashesOf([wish], owner))];
  for (const weekday of new Set(clashes.flatMap((clash) => (clash.weekday !== null && wish.value.weekdays?.includes(clash.weekday) ? [clash.weekday] : [])))) {
    for (const instead of [1, 2, 3, 4, 5, 6].filter((one) => !wish.value.weekdays!.includes(one)))
      lifts.push({ code: 'weekday', with: closest, text: `Prendre le ${daysInWords([instead])} au lieu du ${daysInWords([weekday])}`, thing: changed(thing, new Map([[wish.id, saying(wish, { weekdays: wish.value.weekdays!.map((one) => (one === weekday ? instead : one)) })]])) });
  }
  for (const over of clashes.filter((clash) => clash.weekday === null).toSorted((a, b) => a.over - b.over).slice(0, 1)) {
    const fewer = (wish.value.daysPerMonth ?? 0) - over.over;
    if (fewer > 0) lifts.push({ code: 'days', with: closest, text: `Se contenter de ${number(fewer, 1)}${NBSP}jours par mois`, thing: changed(thing, new Map([[wish.id, saying(wish, { daysPerMonth: fewer })]])) });
  }
  if (needsPlace(wish))
    for (const i of others.slice(0, NEAREST)) {
      const km = thing.km[at * thing.wishes.length + i]!;
      if (Number.isFinite(km) && km > wish.value.maxKm) lifts.push({ code: 'too-far', with: thing.wishes[i]!.id, text: `Accepter ${inKm(Math.ceil(km))} de route au lieu de ${inKm(wish.value.maxKm)}`, thing: changed(thing, new Map([[wish.id, saying(wish, { maxKm: Math.ceil(km) })]])) });
    }
  for (const [j, owner] of thing.offers.entries()) {
    const km = thing.kmLent[j * thing.wishes.length + at]!;
    if (owner.party !== wish.party && Number.isFinite(km) && km > wish.value.maxKm) lifts.push({ code: 'too-far', with: owner.id, text: `Accepter ${inKm(Math.ceil(km))} de route au lieu de ${inKm(wish.value.maxKm)}`, thing: changed(thing, new Map([[wish.id, saying(wish, { maxKm: Math.ceil(km) })]])) });
  }
  for (const i of [at, ...others]) {
    const most = thing.wishes[i]!.value.mostMembers;
    if (most !== undefined && most <= others.length) lifts.push({ code: 'members', with: i === at ? null : thing.wishes[i]!.id, text: `Accepter ${number(most + 1)}${NBSP}membres au lieu de ${number(most)}`, thing: changed(thing, new Map([[thing.wishes[i]!.id, saying(thing.wishes[i]!, { mostMembers: most + 1 })]])) });
  }
  const near = [wish, ...others.filter((i) => !needsPlace(wish) || thing.km[at * thing.wishes.length + i]! <= wish.value.maxKm).map((i) => thing.wishes[i]!)];
  const cost = costTogether(near);
  // Somebody like this one, next door, who may not have said so yet: how many more it takes is what one calls about.
  for (const more of near.length > 1 && cost !== null && cost >= costAlone(near) ? [1, 2, 3] : []) {
    const others = Array.from({ length: more }, (_, i): Wish => ({ ...saying(wish, { sharedCents: undefined, mostMembers: undefined }), id: `${wish.id} more ${i}`, party: `${wish.party} more ${i}` }));
    if (costTogether([...near, ...others])! >= costAlone([...near, ...others])) continue;
    lifts.push({ code: 'one-more', with: closest, text: `Trouver ${more === 1 ? 'un membre de plus, qui paie' : `${number(more)} membres de plus, qui paient`} ${euros(wish.value.aloneCents)} par an ${more === 1 ? 'seul' : 'chacun de son côté'}`, thing: joinedBy(thing, others, at) });
    break;
  }
  // A cent less than what they pay alone is where sharing begins to pay; ten euros less is a price that one can ask for.
  const price = costAlone(near) - 10_00;
  if (near.length > 1 && price > 0 && (cost === null || cost > price)) {
    const asked = new Map(near.map((one, i) => [one.id, saying(one, { sharedCents: i === 0 ? price : undefined, steps: undefined })]));
    lifts.push({ code: 'price', with: closest, text: cost === null ? `Obtenir un devis partagé de ${euros(price)} par an au plus, à ${number(near.length)}` : `Obtenir ${euros(price)} par an au lieu de ${euros(cost)}, à ${number(near.length)}`, thing: changed(thing, asked) });
  }
  return lifts;
}

/** What is said of a wish that found no group: its nearest, why not, and the least change found by searching again around it. */
export async function wishLeftOut(wish: Wish, thing: Thing, gainWith: GainWith, context: BoardContext, solveAgain: boolean): Promise<BoardLeftOut> {
  const at = thing.wishes.indexOf(wish);
  const near = [
    ...thing.wishes.flatMap((other, i) => (other.party === wish.party ? [] : [{ other, km: thing.km[at * thing.wishes.length + i]! }])),
    ...thing.offers.flatMap((other, j) => (other.party === wish.party ? [] : [{ other, km: thing.kmLent[j * thing.wishes.length + at]! }])),
  ].sort((a, b) => wayOf(a.km) - wayOf(b.km) || (a.other.id < b.other.id ? -1 : 1));
  const nearest = near.slice(0, LOOKED_AT).map((one) => ({ ...one, why: obstacles(wish, one.other, one.km, context.apart) })).sort((a, b) => a.why.length - b.why.length || wayOf(a.km) - wayOf(b.km) || (a.other.id < b.other.id ? -1 : 1));
  const brings = solveAgain && near.length > 0 ? await firstThatBrings(liftsOf(wish, around(thing, wish)), (lift) => gainWith(listGroups(lift.thing, context).filter((group) => group.wishes.some((one) => one.id === wish.id)), { ...context, seconds: 1 }), MOST_LIFTS) : null;
  const change: BoardChange | null = brings && { code: brings.change.code, text: `${brings.change.text}${NBSP}: ${euros(brings.gain)} d’économie par an, en tout.`, with: brings.change.with, gain: brings.gain };
  return {
    side: wish.id,
    candidates: near.length,
    nearest: nearest.slice(0, NEAREST).map(({ other, km, why }) => ({ with: other.id, km: Number.isFinite(km) ? km : null, why })),
    why: near.length === 0 ? 'Personne d’autre ne cherche à partager cela.' : null,
    change,
  };
}

/** What is said of an offer that nobody uses. */
export function offerLeftOut(offer: Lent, thing: Thing, apart: BoardContext['apart']): BoardLeftOut {
  const j = thing.offers.indexOf(offer);
  const near = thing.wishes.flatMap((wish, i) => (wish.party === offer.party ? [] : [{ wish, km: thing.kmLent[j * thing.wishes.length + i]! }])).sort((a, b) => wayOf(a.km) - wayOf(b.km) || (a.wish.id < b.wish.id ? -1 : 1));
  const turned = (wish: Wish, km: number) => obstacles(wish, offer, km, apart).map((why) => why.replaceAll('celui-ci', 'LUI').replaceAll('Chez {0}, ', 'Ici, ').replaceAll('de {0}', 'd’ici').replaceAll('avec {0}', 'avec lui').replaceAll('LUI', '{0}'));
  return {
    side: offer.id,
    candidates: near.length,
    nearest: near.slice(0, NEAREST).map(({ wish, km }) => ({ with: wish.id, km: Number.isFinite(km) ? km : null, why: turned(wish, km) })),
    why: near.length === 0 ? 'Personne ne cherche ce matériel.' : null,
    change: null,
  };
}
