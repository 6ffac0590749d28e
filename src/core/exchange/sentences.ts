import { BYPRODUCT_CONDITIONS, type Certainty, type Fact, type FlowIn, type FlowOut } from '#core/directory/index.ts';
import { date, euros, km, listed, months, number, plural, tonnes, wasteCode } from '#lib/format.ts';
import { ofCommune } from '#core/territory/index.ts';
import { lawObstacles } from './boards/matieres.ts';
import type { Party } from './parties.ts';
import type { Proposal } from './proposals.ts';
import { CONDITION_WORDS } from './words.ts';

const NBSP = '\u00a0';
const LORRY_TONNES = 25;
// A sentence names this many parties, and counts the others.
const LEAD_SPOKES = 3;

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
const NUMBER_WORDS = ['', 'une', 'deux', 'trois', 'quatre', 'cinq', 'six', 'sept', 'huit', 'neuf', 'dix'];
const inWords = (count: number) => NUMBER_WORDS[count] ?? number(count);

/** What a party is called: its name, or its commune where the viewer may not know more. */
export const called = (party: Party | undefined): string => party?.name ?? (party?.commune ? `une entreprise ${ofCommune(party.commune)}` : 'une entreprise');

/** Who a proposal turns around and whom it reaches, with what moves between them. */
export function shapeOf({ body, parties }: Pick<Proposal, 'body' | 'parties'>) {
  const hubIsOffer = body.hub === 'offer';
  const first = body.flows[0]!;
  const hub = parties[hubIsOffer ? first.from : first.to];
  const spokes = body.flows.map((flow) => ({ flow, party: parties[hubIsOffer ? flow.to : flow.from] }));
  return { hubIsOffer, hub, spokes, tonnesPerYear: body.flows.reduce((sum, flow) => sum + flow.tonnesPerYear, 0), longestKm: Math.max(...body.flows.map((flow) => flow.km)) };
}

/** The proposal in one line: what, with whom, how far. */
export function proposalTitle(proposal: Proposal): string {
  const { hubIsOffer, hub, spokes, longestKm } = shapeOf(proposal);
  const material = capital(proposal.body.material);
  if (spokes.length === 1) {
    const [from, to] = hubIsOffer ? [hub, spokes[0]!.party] : [spokes[0]!.party, hub];
    return `${material}${NBSP}: de ${called(from)} à ${called(to)}, à ${km(longestKm)}`;
  }
  if (proposal.body.round) return `${material}${NBSP}: une tournée ramasse chez ${inWords(spokes.length)} entreprises pour ${called(hub)}, à ${km(longestKm)} au plus`;
  return hubIsOffer
    ? `${material}${NBSP}: ${called(hub)} peut servir ${inWords(spokes.length)} entreprises, à ${km(longestKm)} au plus`
    : `${material}${NBSP}: ${inWords(spokes.length)} entreprises suffisent à ${called(hub)}, à ${km(longestKm)} au plus`;
}

/** The proposal in one sentence more: how much goes where, and when. */
export function proposalLead(proposal: Proposal): string {
  const { hubIsOffer, spokes, tonnesPerYear } = shapeOf(proposal);
  const told = spokes.length > LEAD_SPOKES + 1 ? spokes.slice(0, LEAD_SPOKES) : spokes;
  const rest = spokes.slice(told.length);
  const parts = told.map(({ flow, party }) => {
    const [offer, need] = [proposal.facts[flow.offerId]?.value as FlowOut | undefined, proposal.facts[flow.needId]?.value as FlowIn | undefined];
    const shared = offer && need ? offer.months.filter((month) => need.months.includes(month)) : [];
    const where = [party?.commune ?? 'commune non dite', shared.length > 0 && shared.length < 12 ? months(shared) : ''].filter(Boolean);
    return `${tonnes(flow.tonnesPerYear)} ${hubIsOffer ? 'vers' : 'de'} ${called(party)}${where.length > 0 ? ` (${where.join(', ')})` : ''}`;
  });
  if (rest.length > 0) parts.push(`${tonnes(rest.reduce((sum, { flow }) => sum + flow.tonnesPerYear, 0))} ${hubIsOffer ? 'vers' : 'de'} ${inWords(rest.length)} autres`);
  const { round } = proposal.body;
  const way = round ? `, en ${plural(round.perYear, 'tournée')} de ${km(round.km)}` : '';
  return `${tonnes(tonnesPerYear)} par an trouvent un usage${way}${NBSP}: ${listed(parts)}.`;
}

/** How many lorries a year that makes, said when it says something. */
export function lorries(tonnesPerYear: number): string {
  if (tonnesPerYear < LORRY_TONNES) return 'moins d’un camion par an';
  const count = Math.ceil(tonnesPerYear / LORRY_TONNES);
  return count <= 12 ? `${plural(count, 'camion')} par an` : `un camion tous les ${number(365 / count)}${NBSP}jours`;
}

/** Why this proposal: who takes the material and within what, then what is paid today; what several say alike is said once. */
export function reasonsOf(proposal: Proposal): string[] {
  const { parties, facts, body } = proposal;
  const offersOf = Map.groupBy(body.flows, (flow) => flow.needId);
  const fits = [...offersOf].slice(0, 5).flatMap(([needId, flows]) => {
    const need = facts[needId]?.value as FlowIn | undefined;
    const offers = flows.flatMap((flow) => (facts[flow.offerId] ? [facts[flow.offerId]!.value as FlowOut] : []));
    if (!need || offers.length === 0) return [];
    const wet = offers.flatMap((offer) => offer.moisturePercent ?? []);
    const moisture = need.maxMoisturePercent === undefined || wet.length === 0 ? '' : ` jusqu’à ${number(need.maxMoisturePercent)}${NBSP}% d’eau, celle-ci en a ${range(wet, number)}`;
    return [`${called(parties[flows[0]!.to])} prend cette matière (${wasteCode(offers[0]!.wasteCode)})${moisture}${need.use ? `${NBSP}; usage${NBSP}: ${need.use.charAt(0).toLowerCase()}${need.use.slice(1)}` : ''}.`];
  });
  const givers = [...Map.groupBy(body.flows, (flow) => flow.offerId)].flatMap(([id, flows]) => (facts[id] ? [{ who: called(parties[flows[0]!.from]), cents: (facts[id].value as FlowOut).disposalCentsPerTonne ?? 0 }] : []));
  const takers = [...offersOf].flatMap(([id, flows]) => (facts[id] ? [{ who: called(parties[flows[0]!.to]), cents: (facts[id].value as FlowIn).purchaseCentsPerTonne ?? 0 }] : []));
  const said = (list: { who: string; cents: number }[], one: string, many: string) => {
    if (list.length === 0) return [];
    const prices = list.map(({ cents }) => Math.abs(cents));
    return [list.length === 1 ? `${list[0]!.who} ${one.replace('#', euros(prices[0]!))}.` : `${capital(inWords(list.length))} entreprises ${many.replace('#', range(prices, euros))}.`];
  };
  return [
    ...fits,
    ...said(givers.filter(({ cents }) => cents > 0), 'paie # la tonne pour s’en défaire', 'paient # la tonne pour s’en défaire'),
    ...said(givers.filter(({ cents }) => cents < 0), 'la vend # la tonne aujourd’hui', 'la vendent # la tonne aujourd’hui'),
    ...said(takers.filter(({ cents }) => cents > 0), 'achète # la tonne ce qu’elle remplacerait', 'achètent # la tonne ce qu’elle remplacerait'),
    ...said(takers.filter(({ cents }) => cents < 0), 'demande # la tonne pour la prendre', 'demandent # la tonne pour la prendre'),
  ];
}

/** « 31 € », or « de 12 à 31 € » where they differ. */
function range(values: number[], shown: (value: number) => string): string {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return shown(low) === shown(high) ? shown(low) : `de ${shown(low)} à ${shown(high)}`;
}

/** Where the five conditions of a by-product stand for the offers of a proposal. */
export function byproductStanding(facts: Record<string, Fact>, offerIds: string[]): { met: boolean; missing: string[]; evidence: { condition: string; text: string }[] } {
  const offers = [...new Set(offerIds)].flatMap((id) => (facts[id] ? [facts[id].value as FlowOut] : []));
  const missing = BYPRODUCT_CONDITIONS.filter((condition) => offers.some((offer) => offer.byproduct[condition]?.met !== 'yes'));
  const evidence = offers.flatMap((offer) => BYPRODUCT_CONDITIONS.flatMap((condition) => (offer.byproduct[condition]?.evidence ? [{ condition: CONDITION_WORDS[condition]!.short, text: offer.byproduct[condition].evidence }] : [])));
  return { met: missing.length === 0 && offers.every((offer) => lawObstacles(offer).length === 0), missing: missing.map((condition) => CONDITION_WORDS[condition]!.short), evidence };
}

const CERTAINTY: Record<Certainty, { dots: number; word: string }> = { measured: { dots: 3, word: 'mesurées' }, stated: { dots: 2, word: 'déclarées' }, estimated: { dots: 1, word: 'estimées' } };

/** How sure each thing is: quantities, moisture, prices, road; one to three dots, and the words that say the same. */
export function certaintiesOf(proposal: Proposal, roadBasis: string): { what: string; how: string; dots: number }[] {
  const facts = Object.values(proposal.facts);
  const least = facts.reduce((worst, fact) => (CERTAINTY[fact.certainty].dots < CERTAINTY[worst.certainty].dots ? fact : worst), facts[0]!);
  const offers = facts.filter((fact) => fact.kind === 'flow-out').map((fact) => fact.value as FlowOut);
  const needs = facts.filter((fact) => fact.kind === 'flow-in').map((fact) => fact.value as FlowIn);
  const priced = [...offers.map((offer) => offer.disposalCentsPerTonne), ...needs.map((need) => need.purchaseCentsPerTonne)];
  const known = priced.filter((price) => price !== undefined).length;
  return [
    { what: 'Quantités', how: `${CERTAINTY[least.certainty].word}, ${date(least.statedOn)}`, dots: CERTAINTY[least.certainty].dots },
    ...(offers.some((offer) => offer.moisturePercent !== undefined) ? [{ what: 'Humidité', how: 'dite par le producteur', dots: 2 }] : []),
    { what: 'Prix', how: known === priced.length ? 'dits par les deux côtés' : known === 0 ? 'inconnus, comptés zéro' : 'dits en partie, le reste compté zéro', dots: known === priced.length ? 2 : known === 0 ? 0 : 1 },
    { what: 'Route', how: roadBasis, dots: 1 },
  ];
}
