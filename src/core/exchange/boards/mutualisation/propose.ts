import { date, euros, km as inKm, listed, listedShort, number, percent, plural } from '#lib/format.ts';
import { type BoardProposal, leastSure, SURE, type Slot } from '../../board.ts';
import { calendarOf } from './calendar.ts';
import type { Group, Thing } from './groups.ts';
import { sharesOf, type Shares } from './shares.ts';
import { costAlone, costTogether, daysPerYear, lent, NBSP, type Wish, wished } from './things.ts';

const SURE_SHARE = { measured: 0.05, stated: 0.15, estimated: 0.35 } as const;
const BY_WORDS: Record<Shares['kept']['by'], string> = {
  use: 'Le partage suit l’usage : c’est le plus simple à vérifier, et personne ne paie plus que seul.',
  shapley: 'Le partage suit ce que chacun apporte au groupe (valeur de Shapley) : à l’usage, quelqu’un paierait plus que seul, ou l’usage n’est pas dit.',
  alone: 'Le partage suit ce que chacun paierait seul : c’est ici la règle qui ne fait payer à personne plus que seul.',
};

/** The fewest of a group for whom sharing already pays: their places in it. Of several as small, those who save most together. */
export function smallestThatPays(wishes: readonly Wish[]): number[] {
  const pays = (members: readonly number[]) => costAlone(members.map((at) => wishes[at]!)) - (costTogether(members.map((at) => wishes[at]!)) ?? Infinity);
  if (wishes.length > 12) {
    const order = [...wishes.keys()].sort((a, b) => wishes[b]!.value.aloneCents - wishes[a]!.value.aloneCents || a - b);
    for (let size = 2; size < order.length; size++) if (pays(order.slice(0, size)) > 0) return order.slice(0, size).sort((a, b) => a - b);
    return [...wishes.keys()];
  }
  let best: { members: number[]; saving: number } | null = null;
  for (let set = 1; set < 1 << wishes.length; set++) {
    const members = wishes.keys().filter((i) => set & (1 << i)).toArray();
    const saving = members.length > 1 ? pays(members) : 0;
    if (saving > 0 && (!best || members.length < best.members.length || (members.length === best.members.length && saving > best.saving))) best = { members, saving };
  }
  return best?.members ?? [...wishes.keys()];
}

/** What a group is told: who pays what and why so, who uses it when, from how many it pays, what the law says. */
export function proposalOf(group: Group, thing: Thing): BoardProposal {
  return group.owner ? lentProposal(group, group.owner, thing) : boughtProposal(group, thing);
}

const common = (group: Group, sides: { certainty: Wish['certainty']; statedOn: string }[]) => {
  const sure = leastSure(sides);
  const spread = SURE_SHARE[sure.certainty];
  return {
    value: group.saving,
    quantity: group.wishes.length + (group.owner ? 1 : 0),
    worth: { value: group.saving, low: Math.round(group.saving * (1 - spread)), high: Math.round(group.saving * (1 + spread)) },
    certainties: [{ what: 'Coûts et usages', how: `${SURE[sure.certainty].word}, ${date(sure.statedOn)}`, dots: SURE[sure.certainty].dots }],
    improvement: null,
  };
};

function boughtProposal(group: Group, thing: Thing): BoardProposal {
  const { wishes, cost, saving, host } = group;
  const { sort, what } = wishes[0]!.value;
  const name = what.toLowerCase();
  const shares = sharesOf(wishes, cost);
  const fewest = smallestThatPays(wishes);
  const names = listed(wishes.map((_, i) => `{${i}}`));
  const longest = host === null ? 0 : Math.max(...wishes.map((wish) => thing.km[thing.wishes.indexOf(wish) * thing.wishes.length + thing.wishes.indexOf(wishes[host]!)]!));
  const quoted = wishes.flatMap((wish, i) => (wish.value.sharedCents === cost ? [`{${i}}`] : []));
  const calendar = calendarOf(wishes, 0);
  return {
    parties: wishes.map((wish, i) => ({ side: wish.id, role: i === host && sort === 'equipment' ? 'l’accueille' : 'partage', gives: `${euros(wish.value.aloneCents)} par an seul, ${euros(shares.kept.cents[i]!)} à plusieurs` })),
    title: `${what}${NBSP}: ${listedShort(wishes.map((_, i) => `{${i}}`))} ensemble`,
    sentence: `${listedShort(wishes.map((_, i) => `{${i}}`))} paieraient ${euros(cost)} par an à ${wishes.length} pour ${name}, au lieu de ${euros(costAlone(wishes))} chacun de son côté${NBSP}: ${euros(saving)} d’économie.`,
    reasons: [
      fewest.length < wishes.length ? `Le partage paie dès ${number(fewest.length)}${NBSP}: ${listed(fewest.map((i) => `{${i}}`))} suffiraient ; chaque membre de plus allège la part des autres.` : `Il faut être ${number(wishes.length)} pour que le partage paie.`,
      quoted.length > 0 ? `Devis de ${listed(quoted)}${NBSP}: ${euros(cost)} par an en tout.` : `Au prix de la quantité totale, ${number(wishes.reduce((sum, wish) => sum + (wish.value.quantity ?? 0), 0), 2)}${NBSP}unités par an.`,
      BY_WORDS[shares.kept.by],
      ...(host === null ? [] : [longest >= 0.5 ? `Chez {${host}}, le plus central${NBSP}: ${inKm(longest)} de route au plus pour les autres.` : 'Tous sont au même endroit.']),
      ...(calendar ? ['Les jours d’usage tiennent ensemble, mois par mois.'] : sort === 'equipment' || sort === 'service' ? ['Les jours d’usage ne sont pas dits par tous : à vérifier avant de s’engager.'] : []),
      ...wishes.flatMap((wish, i) => (wish.value.conditions ? [`Condition de {${i}}${NBSP}: ${wish.value.conditions}`] : [])),
    ],
    ...common(group, wishes),
    figures: [
      { label: 'de moins que chacun seul', value: percent(saving / costAlone(wishes)), note: `${euros(cost)} par an au lieu de ${euros(costAlone(wishes))}` },
      { label: 'suffisent pour que cela paie', value: plural(fewest.length, 'membre') },
    ],
    law: lawOf(wishes),
    tables: [shareTable(wishes, shares), ...(calendar ? [calendar] : [])],
    week: weekOf(wishes, 0),
  };
}

function lentProposal(group: Group, owner: NonNullable<Group['owner']>, thing: Thing): BoardProposal {
  const { wishes, saving } = group;
  const names = listed(wishes.map((_, i) => `{${i + 1}}`));
  const at = thing.offers.indexOf(owner);
  const pays = wishes.map((wish) => Math.round(daysPerYear(wish)! * owner.value.dayCents));
  const calendar = calendarOf(wishes, 1);
  return {
    parties: [{ side: owner.id, role: 'prête', gives: `${lent.says(owner.value)}, ${euros(owner.value.dayCents)} par jour` }, ...wishes.map((wish, i) => ({ side: wish.id, role: 'utilise', gives: `${number(daysPerYear(wish)!, 1)}${NBSP}jours par an, ${euros(pays[i]!)}` }))],
    title: `${owner.value.what}${NBSP}: ${names} chez {0}`,
    sentence: `{0} a ${owner.value.what.toLowerCase()} qui ne sert pas tous les jours ; ${names} ${wishes.length > 1 ? 's’en serviraient' : 's’en servirait'} pour ${euros(group.cost)} par an au lieu de ${euros(costAlone(wishes))}.`,
    reasons: [
      `Le matériel existe déjà${NBSP}: rien n’est à acheter, {0} y gagne ${euros(group.cost)} par an.`,
      'Les jours voulus sont des jours où il est libre.',
      ...wishes.map((wish, i) => `{${i + 1}} est à ${inKm(thing.kmLent[at * thing.wishes.length + thing.wishes.indexOf(wish)]!)}, pour ${inKm(wish.value.maxKm)} acceptés.`),
      ...[owner, ...wishes].flatMap((side, i) => (side.value.conditions ? [`Condition de {${i}}${NBSP}: ${side.value.conditions}`] : [])),
    ],
    ...common(group, [owner, ...wishes]),
    figures: [{ label: 'de moins que seul, pour qui s’en sert', value: percent(saving / costAlone(wishes)) }, { label: 'par an pour qui prête', value: euros(group.cost) }],
    law: ['lending', 'liability', ...([owner, ...wishes].length > 1 ? ['insurance'] : [])],
    ...(calendar ? { tables: [calendar] } : {}),
    week: weekOf(wishes, 1),
  };
}

function shareTable(wishes: readonly Wish[], { kept, use, equal, shapley }: Shares) {
  const kinds = [['use', 'À l’usage', use], ['shapley', 'Selon l’apport de chacun (Shapley)', shapley], ['alone', 'Selon le coût seul', kept.by === 'alone' ? kept.cents : null], ['equal', 'À parts égales', equal]] as const;
  const shown = kinds.filter(([, , cents]) => cents !== null);
  return {
    caption: 'Qui paie quoi, par an. La règle retenue est la première qui ne fait payer à personne plus que seul.',
    head: ['', 'Seul', ...shown.map(([by, label]) => (by === kept.by ? `${label} (retenu)` : label))],
    rows: wishes.map((wish, i) => [`{${i}}`, euros(wish.value.aloneCents), ...shown.map(([, , cents]) => `${euros(cents![i]!)}${cents![i]! > wish.value.aloneCents ? ' (plus que seul)' : ''}`)]),
  };
}

/** Days fixed in the week, drawn from eight to eighteen. */
const weekOf = (wishes: readonly Wish[], first: number): Slot[] =>
  wishes.flatMap((wish, i) => [...new Set(wish.value.weekdays ?? [])].sort().map((day) => ({ day, from: 8, to: 18, party: first + i, label: wished.says(wish.value) })));

function lawOf(wishes: readonly Wish[]): string[] {
  const { sort } = wishes[0]!.value;
  const farms = wishes.every((wish) => wish.value.farm);
  switch (sort) {
    case 'equipment':
      return [...(farms ? [wishes.length >= 4 ? 'cuma' : 'cuma-four'] : []), 'agreement', 'liability', 'insurance'];
    case 'purchase':
      return ['competition', 'agreement'];
    case 'service':
      return ['staff', 'agreement'];
    case 'security':
      return ['guards', 'agreement'];
    case 'hosting':
      return ['data', 'agreement'];
  }
}
