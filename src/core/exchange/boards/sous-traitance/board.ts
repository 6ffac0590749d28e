import { z } from 'zod';
import { familyName } from '#core/directory/index.ts';
import { factsFile } from '#core/kernel/index.ts';
import { date, euros, km as inKm, listed, percent } from '#lib/format.ts';
import { board, type BoardContext, type BoardProposal, type BoardSide, leastSure, SURE } from '../../board.ts';
import { firstThatBrings } from '../../columns.ts';
import { leftOutOf, oneChangeAway, pairsBySide, pairUp } from '../../pairs.ts';
import { type Fit, lifted, type Need, obstacles, type Offer, offered, openEuros, sought } from './fits.ts';
import { gainsWith, place } from './placing.ts';

const Note = z.object({ note: z.string(), kind: z.enum(['assumption', 'source']), source: z.string().optional() });
const assumed = z
  .object({ shares: Note.extend({ measured: z.number(), stated: z.number(), estimated: z.number() }), nearest: Note.extend({ value: z.int() }), vigilance: Note.extend({ cents: z.int() }) })
  .parse(JSON.parse(factsFile('exchange/sous-traitance.json')));

const NBSP = '\u00a0';
/** Changes really solved for one side. */
const TRIES = 3;
/** A change is also looked for where a purchase finds less than this share of what it could. */
const ENOUGH = 0.9;

/** Of each purchase, only the nearest makers are compared: what is proved by the bound is proved over these. */
function nearestFits(pairs: Fit[]): Fit[] {
  const fits = pairs.filter((pair) => pair.obstacles.length === 0);
  return [...Map.groupBy(fits, ({ need }) => need.id).values()].flatMap((own) => own.toSorted((a, b) => a.km! - b.km! || a.offer.id.localeCompare(b.offer.id)).slice(0, assumed.nearest.value));
}

/** A purchase and those who could make it. */
function proposalOf(need: BoardSide<Need>, own: { fit: Fit; euros: number }[], context: BoardContext, change: BoardProposal['improvement']): BoardProposal {
  const served = own.toSorted((a, b) => b.euros - a.euros || a.fit.offer.id.localeCompare(b.fit.offer.id));
  const placed = served.reduce((sum, one) => sum + one.euros, 0);
  const sides: BoardSide<Offer | Need>[] = [need, ...served.map(({ fit }) => fit.offer)];
  const makers = served.map((_, i) => `{${i + 1}}`);
  const total = need.value.centsPerYear;
  const [before, after] = [need.value.localTodayPercent / 100, need.value.localTodayPercent / 100 + (placed * 100) / total];
  const sure = leastSure(sides);
  const spread = assumed.shares[sure.certainty];
  const farthest = Math.max(...served.map(({ fit }) => fit.km ?? 0));
  return {
    parties: [{ side: need.id, role: 'achète', gives: sought.says(need.value) }, ...served.map(({ fit, euros: one }) => ({ side: fit.offer.id, role: 'fabrique ici', gives: `${euros(one * 100)} par an, ${offered.says(fit.offer.value)}` }))],
    title: `{0} peut acheter à ${listed(makers)}${NBSP}: ${familyName(need.value.family)}`,
    sentence: `{0} achète pour ${euros(total)} par an (${familyName(need.value.family)})${NBSP}; ${listed(makers)} ${makers.length > 1 ? 'peuvent' : 'peut'} en faire ${euros(placed * 100)} à ${inKm(farthest)}${makers.length > 1 ? ' au plus' : ''}.`,
    reasons: [
      ...served.map(({ fit, euros: one }, i) => `{${i + 1}} fait cela à ${inKm(fit.km ?? 0)}${NBSP}: ${euros(one * 100)} sur ${euros(fit.offer.value.capacityCents)} de capacité libre${need.value.certificates ? ', avec les certificats exigés' : ''}.`),
      `La part achetée ici passerait de ${percent(before)} à ${percent(after)}, pour ${percent(need.value.mayBeLocalPercent / 100)} possibles.`,
      ...(need.value.lotCents || served.some(({ fit }) => fit.offer.value.minLotCents) ? ['Aucune commande n’est plus petite que ce que l’un confie ou que l’autre accepte.'] : []),
    ],
    value: served.reduce((sum, { fit, euros: one }) => sum + one * Math.max(1, Math.round(context.weigh(100, [fit.offer, need]))), 0),
    quantity: placed,
    worth: { value: placed * 100, low: Math.round(placed * 100 * (1 - spread)), high: Math.round(placed * 100 * (1 + spread)) },
    figures: [
      { label: 'peuvent encore s’acheter ici', value: euros(openEuros(need.value) * 100), note: 'par an, avant cette proposition' },
      { label: 'de cette famille achetés ici', value: `${percent(before)} puis ${percent(after)}`, note: 'avant, après' },
    ],
    certainties: [{ what: 'Montants', how: `${SURE[sure.certainty].word}, ${date(sure.statedOn)}`, dots: SURE[sure.certainty].dots }, { what: 'Route', how: context.travel.basis, dots: 1 }],
    law: ['subcontracting', 'payment', ...(served.some((one) => one.euros * 100 >= assumed.vigilance.cents) ? ['vigilance'] : [])],
    improvement: change,
    tables: [{ caption: 'Part achetée ici, avant et après', head: ['Qui', 'Aujourd’hui', 'Avec cette proposition'], rows: [['Déjà ici', euros(total * before), euros(total * before)], ...served.map(({ euros: one }, i) => [makers[i]!, euros(0), euros(one * 100)]), ['En tout', percent(before), percent(after)]] }],
  };
}

async function changeFor(side: BoardSide<Offer> | BoardSide<Need>, own: Fit[], gainWith: (changed: Fit) => Promise<number>) {
  const brings = await firstThatBrings(oneChangeAway(own), (pair) => gainWith(lifted(pair)), TRIES);
  if (!brings) return null;
  const { change: pair, gain } = brings;
  return { code: pair.obstacles[0]!.code, text: `${pair.obstacles[0]!.change}${NBSP}: ${euros(gain)} de plus achetés ici par an.`, with: pair.offer.id === side.id ? pair.need.id : pair.offer.id, gain };
}

/** What local branches buy, made here: the local share of purchases, before and after. */
export const sousTraitance = board({
  id: 'sous-traitance',
  name: 'Sous-traitance',
  promise: 'Ce que les grands sites d’ici achètent au loin, fabriqué par ceux d’ici.',
  objective: 'les achats placés ici par an, en euros ; à valeur égale, au plus près',
  unit: 'cents',
  worth: { label: 'achetés ici de plus par an', told: 'Cela représente environ {0} d’achats par an.', promised: true },
  done: { unit: '€ d’achats', perYear: true },
  offers: offered,
  needs: sought,
  people: [],
  law: {
    subcontracting: { text: 'Si l’acheteur confie une part d’un marché qu’il a lui-même reçu, son client doit accepter le sous-traitant et agréer ses conditions de paiement ; accepté, celui-ci peut se faire payer par ce client si l’acheteur ne paie pas. Fabriquer sur catalogue est une vente, sans ces règles.', source: 'Loi n° 75-1334 du 31 décembre 1975, art. 1er, 3 et 12' },
    payment: { text: 'Sans accord, l’acheteur paie dans les trente jours ; au plus soixante jours après la facture, ou quarante-cinq jours fin de mois si le contrat le dit. Tout retard vaut pénalités et indemnité.', source: 'Code de commerce, art. L441-10' },
    vigilance: { text: 'À partir de 5 000 € hors taxes, l’acheteur demande à son fournisseur l’attestation de vigilance et sa preuve d’immatriculation, puis tous les six mois.', source: 'Code du travail, art. L8222-1, R8222-1 et D8222-5' },
  },
  assumptions: [assumed.shares.note, assumed.nearest.note],
  solve: async (offers, needs, context) => {
    const started = performance.now();
    const pairs = await pairUp(offers, needs, context, { groupsOfOffer: ({ families }) => families, groupsOfNeed: ({ family }) => [family], obstacles });
    const fits = nearestFits(pairs);
    const placed = await place(fits, context);
    const gainWith = gainsWith(fits, placed, { ...context, seconds: 2 });
    const bySide = pairsBySide(pairs);
    const ownOf = (id: string) => bySide.get(id) ?? [];
    const proposals: BoardProposal[] = [];
    const served = new Set<string>();
    for (const [need, at] of Map.groupBy([...fits.keys()].filter((i) => placed.euros[i]! > 0), (i) => fits[i]!.need)) {
      for (const i of at) for (const { id } of [fits[i]!.offer, need]) served.add(id);
      const got = at.reduce((sum, i) => sum + placed.euros[i]!, 0);
      const change = got < ENOUGH * openEuros(need.value) ? await changeFor(need, ownOf(need.id), gainWith) : null;
      proposals.push(proposalOf(need, at.map((i) => ({ fit: fits[i]!, euros: placed.euros[i]! })), context, change));
    }
    const leftOut = [];
    for (const side of [...needs, ...offers]) {
      if (served.has(side.id)) continue;
      const own = ownOf(side.id);
      const words = { nobody: needs.some((need) => need.id === side.id) ? 'Personne d’ici ne fait cela.' : 'Personne d’ici n’achète cela.', taken: 'Conviendrait, mais tout est déjà pris par plus proche, ou par une commande plus grande.' };
      leftOut.push(leftOutOf(side, own, words, await changeFor(side, own, gainWith)));
    }
    return {
      status: placed.bound <= placed.value ? 'optimal' : 'feasible', value: placed.value, bound: placed.bound, simple: placed.simple, seconds: (performance.now() - started) / 1_000,
      proposals: proposals.sort((a, b) => b.value - a.value || a.parties[0]!.side.localeCompare(b.parties[0]!.side)), leftOut,
    };
  },
});
