import { board } from '../../board.ts';
import { pairUp } from '../../pairs.ts';
import { assumed } from './assumed.ts';
import { type Fit, fitOf, obstacles, offered, sought } from './fits.ts';
import { leftOutSides } from './left-out.ts';
import { proposalsOf } from './proposals.ts';
import { planSeason } from './season-plan.ts';

/** Further than this nobody is told of anybody: a product is then no longer from here. */
const NEIGHBOURS_KM = 120;

/** Produce from here for who cooks or sells it here: flows week by week, then rounds that pay because they are pooled. */
export const circuitsCourts = board({
  id: 'circuits-courts',
  name: 'Circuits courts',
  promise: 'Ce qui pousse ici dans les assiettes d’ici, et des tournées groupées qui se paient.',
  objective: 'ce que valent par an les produits vendus ici, au prix que l’acheteur accepte, là où la livraison se paie ; à valeur égale, la ferme la moins chère, puis la plus proche',
  unit: 'cents',
  worth: { label: 'par an, une fois la route payée', told: 'Ensemble, cela vaut environ {0} par an, une fois la route payée.', promised: true },
  done: { unit: 'kg', perYear: true },
  offers: offered,
  needs: sought,
  people: [],
  law: {
    procurement: { text: 'Une cantine publique achète sans publicité ni mise en concurrence en dessous de 60 000 € hors taxes pour tout son besoin de l’année en ce produit, en variant ses fournisseurs ; au-delà, une procédure adaptée. Exiger un produit « local » est interdit : la fraîcheur, la saison, le bio ou le nombre d’intermédiaires se demandent.', source: 'Code de la commande publique, art. R2122-8 (décret n° 2025-1386 du 29 décembre 2025, seuil depuis le 1er avril 2026) et L3' },
    egalim: { text: 'Une cantine doit au moins 50 % de produits durables et de qualité, dont 20 % de bio, en valeur d’achats sur l’année civile. Un produit qui n’est que local n’y compte pas sans bio ni signe de qualité.', source: 'Code rural et de la pêche maritime, art. L230-5-1 et R230-30-1' },
    carriage: { text: 'Une ferme porte les produits d’une autre sans être transporteur à moins de 100 km de sa commune, avec un véhicule de ferme, sans se faire payer autre chose que le partage des frais. L’entraide est un contrat : en garder une trace, prévenir l’assureur.', source: 'Code des transports, art. R3211-3 (décret n° 2020-1088 du 24 août 2020) ; code rural, art. L325-1' },
    animal: { text: 'Viande, lait, œufs et miel : agrément sanitaire, ou dérogation déclarée à la direction départementale pour de petites quantités livrées à des commerces et cantines à moins de 80 km.', source: 'Règlement (CE) n° 853/2004 ; arrêté du 8 juin 2006 modifié, titre III' },
    cold: { text: 'La chaîne du froid ne se rompt pas : le véhicule ou les caisses tiennent la température jusqu’à la porte, et qui porte le produit d’un autre en répond.', source: 'Règlement (CE) n° 852/2004 ; arrêté du 21 décembre 2009' },
    payment: { text: 'Un produit frais se paie dans les trente jours qui suivent la livraison ; avec une facture par décade, trente jours après la fin de la décade.', source: 'Code de commerce, art. L441-11, II, 1°' },
  },
  assumptions: [assumed.stop.note, assumed.speed.note, assumed.day.note, assumed.unsaidPrice.note, assumed.shares.note, `${assumed.vehicle.note} Source : ${assumed.vehicle.source}.`, `${assumed.work.note} ${assumed.share.note}`, assumed.school.note],
  solve: async (someOffers, someNeeds, context) => {
    const started = performance.now();
    // Of sides alike in all, the first by name goes first, whatever the order of entry.
    const [offers, needs] = [someOffers.toSorted((a, b) => a.id.localeCompare(b.id)), someNeeds.toSorted((a, b) => a.id.localeCompare(b.id))];
    const found = await pairUp(offers, needs, context, { groupsOfOffer: ({ product }) => [product], groupsOfNeed: ({ product }) => [product], obstacles, withinKm: NEIGHBOURS_KM });
    const pairs: Fit[] = found.map(fitOf);
    const fits = pairs.filter((pair) => pair.obstacles.length === 0);
    const plan = await planSeason(fits, offers, context);
    return {
      status: plan.bound <= plan.value ? 'optimal' : 'feasible',
      value: plan.value, bound: Math.max(plan.value, plan.bound), simple: Math.min(plan.simple, plan.value),
      seconds: (performance.now() - started) / 1_000,
      proposals: proposalsOf(fits, offers, plan, context),
      leftOut: await leftOutSides({ offers, needs }, pairs, fits, plan, context),
    };
  },
});
