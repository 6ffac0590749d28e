import { aboutHectares, RECORD_KINDS } from '#core/directory/index.ts';
import { date, listed, number } from '#lib/format.ts';
import { type BoardProposal, leastSure, SURE } from '../../board.ts';
import { FIGURES } from './figures.ts';
import { activityInWords, changesProduction, hectaresOf, roughly, type Transfer } from './fit.ts';
import { A_PARTY, type Handover } from './handovers.ts';

const NBSP = '\u00a0';
const QUALIFIED: readonly Transfer['value']['what'][] = ['bakery', 'butchery', 'garage', 'building', 'care'];
const SHOPS: readonly Transfer['value']['what'][] = ['bakery', 'butchery', 'grocery', 'restaurant', 'hotel', 'shop', 'care', 'craft'];
const EXPERIENCE = { none: 'sans expérience dite', some: 'avec de l’expérience', diploma: 'avec un diplôme', both: 'avec un diplôme et de l’expérience' } as const;

const areaOf = ({ value }: Transfer) => (value.area ? `, secteur ${value.area}` : '');

/** A hand-over as it is told by steps: activity, wide area, about how much; never a village, an exact area or a price. `other`: a second or third possibility, beside the best set. */
export function proposalOf(handover: Handover, other: boolean): BoardProposal {
  const { from, to, cut, km } = handover;
  const takers = listed(to.map((_, i) => `{${i + from.length}}`));
  const givers = from.length > 1 ? '{0} et {1}' : '{0}';
  const activity = activityInWords(from[0]!);
  const land = handover.hectares > 0 ? aboutHectares(handover.hectares) : null;
  const left = cut && cut.left.length > 0 ? aboutHectares(cut.left.reduce((sum, group) => sum + from[0]!.value.parcels![group]!.hectares, 0)) : null;
  const sure = leastSure([...from, ...to]);
  const price = priceOf(handover);
  const change = from.flatMap((farm, f) => to.flatMap((one, i) => (changesProduction(farm, one) ? [`{${i + from.length}} ferait autre chose que {${f}}${NBSP}: la production change, ce qui est accepté.`] : [])));
  const told = from.length > 1 ? `{2} réunirait {0} et {1}${NBSP}: ${land} ensemble` : to.length > 1 ? `{0}${areaOf(from[0]!)}, ${aboutHectares(hectaresOf(from[0]!) ?? 0)}, se partagerait entre ${takers}` : `{1} reprendrait {0} (${activity}${areaOf(from[0]!)})${land ? `${NBSP}: ${land}` : ''}`;
  return {
    parties: [
      ...from.map((farm) => ({ side: farm.id, role: 'transmet', gives: `${RECORD_KINDS.transfer.says(farm.value)}${areaOf(farm)}` })),
      ...to.map((one, i) => ({ side: one.id, role: 'reprend', gives: `${RECORD_KINDS.candidate.says(one.value)}${cut && to.length > 1 ? `${NBSP}: ${aboutHectares(cut.lots[i]!.lot.hectares ?? 0)}` : ''}` })),
    ],
    title: `${other ? 'Autre accord possible : ' : ''}${givers} pour ${takers}`,
    sentence: `${told}${left ? ` ; ${left} restent à placer` : ''}.`,
    reasons: [
      ...(other ? ['Deuxième ou troisième possibilité : elle ne se fait que si la première n’aboutit pas.'] : []),
      ...to.map((one, i) => `{${i + from.length}} cherche ${RECORD_KINDS.candidate.says(one.value)}, ${EXPERIENCE[one.value.experience]}, à ${roughly(km)}.`),
      ...(cut && to.length > 1 ? [`Chaque groupe de parcelles reste entier${NBSP}: ${listed(cut.lots.map(({ lot }, i) => `${aboutHectares(lot.hectares ?? 0)} pour {${i + 1}}`))}.`] : []),
      ...(from.length > 1 ? ['Aucune des deux fermes n’est assez grande seule.'] : []),
      ...change,
      ...(price ? ['Le prix demandé tient dans le budget.'] : ['Aucun prix n’est dit : rien n’est compté en euros.']),
    ],
    value: other ? 0 : (to.length + (left ? 0 : from.length)),
    worth: price,
    quantity: to.length,
    figures: [
      { label: to.length > 1 ? 'installations' : 'installation', value: number(to.length) },
      ...(land ? [{ label: 'repris', value: land, ...(left ? { note: `${left} restent` } : {}) }] : []),
      { label: 'du lieu cherché', value: roughly(km) },
    ],
    certainties: [
      { what: 'Ce qui est transmis et cherché', how: `${SURE[sure.certainty].word}, ${date(sure.statedOn)}`, dots: SURE[sure.certainty].dots },
      ...(to.length > 1 || left ? [{ what: 'Prix de chaque lot', how: 'au prorata des hectares, à estimer', dots: 0 }] : []),
    ],
    law: lawOf(from),
    improvement: null,
    ...(cut && to.length > 1
      ? { tables: [{ caption: 'Qui reprend quoi', head: ['Repreneur', 'Surface', 'Groupes de parcelles', 'Bâtiments et logement'], rows: cut.lots.map(({ groups, lot }, i) => [`{${i + 1}}`, aboutHectares(lot.hectares ?? 0), number(groups.length), listed([...lot.buildings.map(buildingWords), ...(lot.housing ? ['logement'] : [])]) || 'aucun']) }] }
      : {}),
    events: from.flatMap((farm, f) => (farm.value.from ? [{ on: farm.value.from, title: `Reprise possible de {${f}}` }] : [])),
  };
}

const buildingWords = (code: string) => (RECORD_KINDS.transfer.fields.buildings.control as { options: Record<string, string> }).options[code]!.toLowerCase();

/** The price asked for what is taken, in cents, once; null where a firm said none. */
function priceOf({ from, cut }: Handover): BoardProposal['worth'] {
  if (from.some((farm) => farm.value.priceLowCents === undefined && farm.value.priceHighCents === undefined)) return null;
  const share = cut && cut.left.length > 0 ? cut.hectares / hectaresOf(from[0]!)! : 1;
  const [low, high] = from.reduce(([a, b], { value }) => [a + (value.priceLowCents ?? value.priceHighCents!), b + (value.priceHighCents ?? value.priceLowCents!)], [0, 0]);
  const [least, most] = low === high ? [low * (1 - FIGURES.spread.value), high * (1 + FIGURES.spread.value)] : [low, high];
  return { value: Math.round(((low + high) / 2) * share), low: Math.round(least * share), high: Math.round(most * share) };
}

function lawOf(from: Transfer[]): string[] {
  const has = (test: (one: Transfer['value']) => boolean) => from.some((one) => test(one.value));
  const farm = has((one) => one.what === 'farm');
  return [
    'discretion',
    ...(farm ? ['safer', 'structures', 'notice'] : []),
    ...(has((one) => one.leased) ? ['tenant'] : []),
    ...(has((one) => one.employees && one.what !== 'farm') ? ['employees'] : []),
    ...(has((one) => SHOPS.includes(one.what)) ? ['commune'] : []),
    ...(has((one) => QUALIFIED.includes(one.what)) ? ['qualification'] : []),
  ];
}
export const partiesServed = (value: number) => value / A_PARTY;
