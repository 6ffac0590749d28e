import { z } from 'zod';
import { RECORD_KINDS, type ValueOf } from '#core/directory/index.ts';
import { factsFile } from '#core/kernel/index.ts';
import { date, euros, km as inKm, listed, number } from '#lib/format.ts';
import { board, type BoardContext, type BoardLeftOut, type BoardProposal, type BoardSide, leastSure, SURE } from '../board.ts';
import { chooseColumns, type Column, firstThatBrings, greedily } from '../columns.ts';
import { gainsAround } from '../near.ts';
import { leftOutOf, oneChangeAway, type Pair, pairsBySide, pairUp, type PairObstacle } from '../pairs.ts';

const { 'premises-offer': offered, 'premises-need': sought } = RECORD_KINDS;
type Offer = ValueOf<typeof offered.fields>;
type Need = ValueOf<typeof sought.fields>;
type Fit = Pair<Offer, Need>;
/** One place and those who share it. `worth`: cents a year; `weight` adds the wait in a queue. */
type Sharing = Column & { offer: BoardSide<Offer>; pairs: Fit[]; worth: number; weight: number };

const Figure = z.number();
const Assumptions = z.object({
  rentCentsPerSquareMetreYear: z.object({ note: z.string(), workshop: Figure, storage: Figure, yard: Figure, dock: Figure, office: Figure, 'food-workshop': Figure }),
  shuttle: z.object({ note: z.string(), centsPerKm: Figure, tripsPerYear: Figure }),
  queueCentsPerMonth: z.object({ note: z.string(), value: Figure }),
});
const assumed = Assumptions.parse(JSON.parse(factsFile('exchange/locaux.json')));

const NBSP = '\u00a0';
// Of those who could share a place, this many of the best are put together: up to three, and up to eight where that stays countable.
const MOST_CANDIDATES = 16;
const TOGETHER = { least: 3, most: 8, sharings: 20_000 } as const;
// Beyond so many sides left out, their changes are not all searched: those who seek come first.
const MOST_CHANGES = 300;
const SURE_SHARE = { measured: 0.1, stated: 0.2, estimated: 0.4 } as const;

/** What stands between a place and who seeks one on this day. Rents are no obstacle: they are talked about. */
const obstaclesOn = (today: string) => ({ value: offer }: BoardSide<Offer>, { value: need }: BoardSide<Need>, km: number | null): PairObstacle[] => {
  const found: PairObstacle[] = [];
  const not = (code: string, size: number, text: string, change: string | null) => found.push({ code, size, text, change });
  if (need.squareMetres > offer.squareMetres) not('area', need.squareMetres / offer.squareMetres - 1, `${number(offer.squareMetres)}${NBSP}m² libres pour ${number(need.squareMetres)} demandés.`, `Tenir dans ${number(offer.squareMetres)}${NBSP}m² au lieu de ${number(need.squareMetres)}`);
  if (need.heightMetres !== undefined && offer.heightMetres !== undefined && need.heightMetres > offer.heightMetres) not('height', need.heightMetres / offer.heightMetres - 1, `${number(offer.heightMetres, 1)}${NBSP}m de haut pour ${number(need.heightMetres, 1)} demandés.`, `Se contenter de ${number(offer.heightMetres, 1)}${NBSP}m de haut`);
  if (need.powerKw !== undefined && (offer.powerKw ?? 0) < need.powerKw)
    not('power', offer.powerKw ? need.powerKw / offer.powerKw - 1 : 1, offer.powerKw === undefined ? `Puissance électrique non dite, il faut ${number(need.powerKw)}${NBSP}kW.` : `${number(offer.powerKw)}${NBSP}kW pour ${number(need.powerKw)} demandés.`, offer.powerKw === undefined ? `Faire dire la puissance${NBSP}: il faut ${number(need.powerKw)}${NBSP}kW` : `Augmenter la puissance à ${number(need.powerKw)}${NBSP}kW`);
  if (need.dock && !offer.dock) not('dock', 0.5, 'Aucun camion ne peut y charger.', 'Charger sans quai, au hayon');
  const missing = need.parts.filter((part) => !offer.parts.includes(part));
  if (missing.length > 0) not('hours', missing.length / need.parts.length, `Pas libre ${listed(missing.map((part) => PART_WORDS[part]))}.`, missing.length === need.parts.length ? null : `Se passer de la place ${listed(missing.map((part) => PART_WORDS[part]))}`);
  const [from, until] = [need.from && need.from > today ? need.from : today, needUntil(need, today)];
  if (offer.from && need.from && offer.from > from) not('from', 0.3, `Libre à partir du ${date(offer.from)} seulement.`, `Attendre le ${date(offer.from)}`);
  if (offer.until && offer.until > from && until && offer.until < until) not('until', 0.5, `Libre jusqu’au ${date(offer.until)} seulement.`, `Se contenter d’une durée qui finit le ${date(offer.until)}`);
  if (offer.until && offer.until <= from) not('over', 2, `N’est plus libre après le ${date(offer.until)}.`, null);
  if (km === null) not('no-place', 1, 'Lieu inconnu.', null);
  else if (km > need.maxKm) not('too-far', km / need.maxKm - 1, `À ${inKm(Math.ceil(km))}, pour ${inKm(need.maxKm)} acceptés.`, `Accepter ${inKm(Math.ceil(km))} de route au lieu de ${inKm(need.maxKm)}`);
  if (km !== null && !offer.queue) {
    const [rent, road] = [rentOf(offer, need, Math.max(rateOf(offer, need), assumed.rentCentsPerSquareMetreYear[need.use])), roadOf(need, km)];
    if (road >= rent) not('not-worth-it', road / Math.max(1, rent), `La route entre les deux sites coûterait ${euros(road)} par an, pour une place qui se loue ${euros(rent)}.`, null);
  }
  return found;
};

/** The pair as it would be with its one obstacle lifted, on this day; null when another would then stand in the way. */
function lifted(pair: Fit, today: string): Fit | null {
  const { offer, need, km } = pair;
  const from = need.value.from && need.value.from > today ? need.value.from : today;
  const monthsUntil = (day: string) => Math.max(1, Math.floor((Date.parse(day) - Date.parse(from)) / 86_400_000 / (365.25 / 12)));
  const [{ code }] = pair.obstacles as [PairObstacle];
  const change = (value: Partial<Need>): Fit => ({ ...pair, need: { ...need, value: { ...need.value, ...value } } });
  const changed =
    code === 'area' ? change({ squareMetres: offer.value.squareMetres })
    : code === 'height' ? change({ heightMetres: offer.value.heightMetres })
    : code === 'dock' ? change({ dock: false })
    : code === 'hours' ? change({ parts: need.value.parts.filter((part) => offer.value.parts.includes(part)) })
    : code === 'from' ? change({ from: offer.value.from })
    : code === 'until' ? change({ months: monthsUntil(offer.value.until!) })
    : code === 'too-far' ? change({ maxKm: Math.ceil(km!) })
    : { ...pair, offer: { ...offer, value: { ...offer.value, powerKw: need.value.powerKw } } };
  const left = obstaclesOn(today)(changed.offer, changed.need, km);
  return left.length > 0 ? null : { ...changed, obstacles: [] };
}
const PART_WORDS: Record<Need['parts'][number], string> = { morning: 'le matin', afternoon: 'l’après-midi', evening: 'le soir', night: 'la nuit', weekend: 'le week-end' };

function needUntil(need: Need, today: string): string | null {
  if (need.months === undefined) return null;
  const end = new Date(`${need.from ?? today}T00:00:00Z`);
  end.setUTCMonth(end.getUTCMonth() + Math.round(need.months));
  return end.toISOString().slice(0, 10);
}

/** Rent of a year for what is really used, in cents, less the way between the two sites; who is given a relay workshop settles there and has no second site. */
const worthOf = ({ offer, need, km }: Fit): number => rentOf(offer.value, need.value, rateOf(offer.value, need.value)) - (offer.value.queue ? 0 : roadOf(need.value, km ?? 0));
const yearsOf = (need: Need) => Math.min(1, (need.months ?? 12) / 12);
const rentOf = (offer: Offer, need: Need, rate: number): number => Math.round(Math.min(need.squareMetres, offer.squareMetres) * rate * (need.parts.length / 5) * yearsOf(need));
const roadOf = (need: Need, km: number): number => Math.round(2 * km * assumed.shuttle.centsPerKm * assumed.shuttle.tripsPerYear * yearsOf(need));
const rateOf = (offer: Offer, need: Need): number =>
  offer.rentCents !== undefined && need.rentCents !== undefined ? Math.min(offer.rentCents, need.rentCents) : (offer.rentCents ?? need.rentCents ?? assumed.rentCentsPerSquareMetreYear[need.use]);

const monthsWaited = (need: Need, today: string) => (need.since ? Math.max(0, (Date.parse(today) - Date.parse(need.since)) / (365.25 / 12) / 86_400_000) : 0);

/** How many may share a place, so that all ways to fill all places can be looked at. `suitors`: how many suit each place. */
function mostTogether(suitors: readonly number[]): number {
  const ways = (most: number) => suitors.reduce((sum, count) => sum + groupsOf(Math.min(count, MOST_CANDIDATES), most), 0);
  let most: number = TOGETHER.least;
  while (most < TOGETHER.most && ways(most + 1) <= TOGETHER.sharings) most++;
  return most;
}
function groupsOf(count: number, most: number): number {
  let [all, ofSize] = [0, 1];
  for (let size = 1; size <= Math.min(count, most); size++) all += ofSize = (ofSize * (count - size + 1)) / size;
  return all;
}

/** Every way to fill one place: one firm, or several that fit together by area and hours; with `must`, those that hold it. */
function sharingsOf(offer: BoardSide<Offer>, fits: Fit[], most: number, context: BoardContext, must: Fit | null = null): Sharing[] {
  const weight = (fit: Fit) => Math.max(1, worthOf(fit)) + (offer.value.queue ? Math.round(monthsWaited(fit.need.value, context.today) * assumed.queueCentsPerMonth.value) : 0);
  const best = fits.filter((fit) => fit.need.id !== must?.need.id).sort((a, b) => weight(b) - weight(a) || a.need.id.localeCompare(b.need.id)).slice(0, MOST_CANDIDATES);
  const sharings: Sharing[] = [];
  const extend = (pairs: Fit[], next: number) => {
    if (pairs.length > 0) {
      const sides = [offer, ...pairs.map((fit) => fit.need)];
      const weighed = pairs.reduce((sum, fit) => sum + weight(fit), 0);
      sharings.push({ offer, pairs, worth: pairs.reduce((sum, fit) => sum + worthOf(fit), 0), weight: weighed, value: context.weigh(weighed, sides), takes: sides.map((side) => side.id) });
    }
    if (pairs.length === (offer.value.divisible ? most : 1)) return;
    for (let i = next; i < best.length; i++) if (holds(offer.value, [...pairs, best[i]!].map((fit) => fit.need.value))) extend([...pairs, best[i]!], i + 1);
  };
  extend(must ? [must] : [], 0);
  return sharings;
}

/** Whether some needs fit in a place together: at no part of the week more than its area. */
const holds = (offer: Offer, needs: Need[]): boolean => offer.parts.every((part) => needs.filter((need) => need.parts.includes(part)).reduce((sum, need) => sum + need.squareMetres, 0) <= offer.squareMetres);


function proposalOf({ offer, pairs, worth, weight }: Sharing): BoardProposal {
  const sure = leastSure([offer, ...pairs.map((fit) => fit.need)]);
  const spread = SURE_SHARE[sure.certainty];
  const used = pairs.reduce((sum, fit) => sum + fit.need.value.squareMetres, 0);
  const names = listed(pairs.map((_, i) => `{${i + 1}}`));
  const rentSaid = offer.value.rentCents !== undefined || pairs.every((fit) => fit.need.value.rentCents !== undefined);
  const longest = Math.max(...pairs.map((fit) => fit.km ?? 0));
  return {
    parties: [
      { side: offer.id, role: 'a de la place', gives: offered.says(offer.value) },
      ...pairs.map((fit) => ({ side: fit.need.id, role: 'cherche de la place', gives: `${sought.says(fit.need.value)}, ${fit.need.value.parts.length === 5 ? 'en permanence' : listed(fit.need.value.parts.map((part) => PART_WORDS[part]))}` })),
    ],
    title: `${names} chez {0}`,
    sentence: `{0} a ${number(offer.value.squareMetres)}${NBSP}m² libres${NBSP}; ${names} ${pairs.length > 1 ? 'en cherchent ensemble' : 'en cherche'} ${number(used)}, à ${inKm(longest)}${pairs.length > 1 ? ' au plus' : ''}.`,
    reasons: [
      ...pairs.map((fit, i) => `{${i + 1}} cherche ${sought.says(fit.need.value)} à ${inKm(fit.need.value.maxKm)} au plus${NBSP}: {0} est à ${inKm(fit.km ?? 0)}.`),
      pairs.length > 1 ? 'À aucun moment de la semaine ils n’occupent ensemble plus que la surface libre.' : `La surface, la hauteur, la puissance et les heures conviennent.`,
      ...(offer.value.queue ? [`Atelier relais${NBSP}: l’attente compte. ${pairs.map((fit, i) => (fit.need.value.since ? `{${i + 1}} attend depuis le ${date(fit.need.value.since)}` : `{${i + 1}} n’a pas dit depuis quand`)).join(', ')}.`] : []),
    ],
    value: weight,
    quantity: used,
    worth: worth > 0 ? { value: worth, low: Math.round(worth * (1 - spread)), high: Math.round(worth * (1 + spread)) } : null,
    figures: [
      { label: 'de place utilisée', value: `${number(used)}${NBSP}m²`, note: `sur ${number(offer.value.squareMetres)}${NBSP}m² libres` },
      { label: 'entre les deux sites', value: inKm(longest) },
    ],
    certainties: [
      { what: 'Surfaces et heures', how: `${SURE[sure.certainty].word}, ${date(sure.statedOn)}`, dots: SURE[sure.certainty].dots },
      { what: 'Loyer', how: rentSaid ? 'dit par un côté au moins' : 'hypothèse de la bourse, personne n’en a dit', dots: rentSaid ? 2 : 0 },
    ],
    law: ['contract', 'insurance', ...(offer.value.queue ? ['public-premises'] : []), ...(pairs.some((fit) => fit.need.value.use === 'food-workshop') ? ['food'] : [])],
    improvement: null,
    events: pairs.flatMap((fit) => (fit.need.value.from ? [{ on: fit.need.value.from, title: `Entrée de ${sought.says(fit.need.value)}` }] : [])),
  };
}

/** Idle room for who is short of it: the neighbour's hall, shared by the hours of the day, and relay workshops with their queue. */
export const locaux = board({
  id: 'locaux',
  name: 'Locaux',
  promise: 'Le hall vide du voisin pour l’entreprise à l’étroit, même quelques heures par jour.',
  objective: 'la valeur d’un an de loyer des places utilisées, moins la route entre les sites ; dans un atelier relais, l’attente pèse aussi',
  unit: 'cents',
  worth: { label: 'par an, à se partager', told: 'Ensemble, cela vaut environ {0} par an, à se partager.', promised: true },
  done: { unit: 'm²', perYear: false },
  offers: offered,
  needs: sought,
  people: [],
  law: {
    contract: { text: 'Un écrit est nécessaire : bail commercial, bail dérogatoire de trois ans au plus, ou convention d’occupation précaire si un motif le justifie. Un locataire ne sous-loue qu’avec l’accord du propriétaire.', source: 'Code de commerce, art. L145-1, L145-5, L145-5-1 et L145-31' },
    insurance: { text: 'Prévenir les deux assureurs avant l’entrée : l’activité de chacun change le risque de l’autre.', source: 'Code des assurances, art. L113-2' },
    'public-premises': { text: 'Un atelier relais d’une collectivité est attribué par elle : la file est une aide à sa décision, non un droit.', source: 'Code général des collectivités territoriales, art. L1511-3' },
    food: { text: 'Un laboratoire partagé reste sous les règles d’hygiène : chacun déclare son activité, le plan de maîtrise sanitaire dit qui nettoie et quand.', source: 'Règlement (CE) n° 852/2004' },
  },
  assumptions: [`Choix de la bourse : ${TOGETHER.most} entreprises au plus se partagent une place ; ${TOGETHER.least} quand beaucoup de places et de besoins sont comparés.`, assumed.rentCentsPerSquareMetreYear.note, assumed.shuttle.note, assumed.queueCentsPerMonth.note],
  solve: async (offers, needs, context) => {
    const pairs = await pairUp(offers, needs, context, { groupsOfOffer: ({ use }) => [use], groupsOfNeed: ({ use }) => [use], obstacles: obstaclesOn(context.today) });
    const byOffer = Map.groupBy(pairs.filter((pair) => pair.obstacles.length === 0), (pair) => pair.offer.id);
    const most = mostTogether([...byOffer.values()].map((fits) => (fits[0]!.offer.value.divisible ? fits.length : 1)));
    const columns = [...byOffer.values()].flatMap((fits) => sharingsOf(fits[0]!.offer, fits, most, context));
    const found = await chooseColumns(columns, context);
    const gainWith = gainsAround(columns, found.chosen);
    const ownPairs = pairsBySide(pairs);
    const seeking = new Set(needs.map((need) => need.id));
    const placed = new Set(found.chosen.flatMap((sharing) => sharing.takes));
    const leftOut: BoardLeftOut[] = [];
    let searched = 0;
    for (const side of [...needs, ...offers]) {
      if (placed.has(side.id)) continue;
      const own = ownPairs.get(side.id) ?? [];
      const explained = (context.explain?.(side.id) ?? true) && searched++ < MOST_CHANGES;
      // With the change, alone in the place or with those who fit there already.
      const brings = explained
        ? await firstThatBrings(oneChangeAway(own), (pair) => { const fit = lifted(pair, context.today); return fit ? gainWith(sharingsOf(fit.offer, byOffer.get(pair.offer.id) ?? [], most, context, fit), { ...context, seconds: 1 }) : Promise.resolve(0); })
        : null;
      const change = brings && { code: brings.change.obstacles[0]!.code, text: `${brings.change.obstacles[0]!.change}${NBSP}: ${euros(brings.gain)} par an à se partager.`, with: brings.change.offer.id === side.id ? brings.change.need.id : brings.change.offer.id, gain: brings.gain };
      leftOut.push(leftOutOf(side, own, { nobody: seeking.has(side.id) ? 'Personne ne propose de place de cette sorte.' : 'Personne ne cherche de place de cette sorte.', taken: 'Conviendrait, mais un autre arrangement vaut plus.' }, change));
    }
    return { status: found.status, value: found.value, bound: found.bound, seconds: found.seconds, proposals: found.chosen.map(proposalOf).sort((a, b) => b.value - a.value), leftOut, simple: greedily(columns) };
  },
});
