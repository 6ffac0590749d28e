import { daysInWords } from '#core/directory/index.ts';
import { date, euros, km as inKm, listed, months as monthsInWords, number, plural } from '#lib/format.ts';
import { type BoardContext, type BoardProposal, type BoardSide, leastSure, type Slot, SURE } from '../../board.ts';
import { FIGURES } from './figures.ts';
import type { Job } from './jobs.ts';
import { type Form, monthsIn, type Part } from './parts.ts';
import type { Roads } from './roads.ts';
import { formsOf, hoursInWords, weekOf } from './standing.ts';
import { halvesIn, type Week, weekInWords } from './week.ts';

const NBSP = '\u00a0';
const MORNING_ENDS = 12;
const AFTERNOON_BEGINS = 14;
const FORM_WORDS: Record<Form, string> = { group: 'un groupement d’employeurs : il embauche, chaque entreprise membre paie ses heures', 'part-time': 'un contrat à temps partiel dans chaque entreprise', loan: 'un prêt sans profit : une des entreprises embauche et prête aux autres' };

/** A job as it is told: who, the week, the form it needs, what the law asks, what is not known. */
export async function proposalOf(job: Job, roads: Roads, context: BoardContext): Promise<BoardProposal> {
  const { parts, person } = job;
  const first = person ? 1 : 0;
  const weeks = weekOf(parts, person);
  const form = formsOf(parts)[0]!;
  const firms = listed(parts.map((_, i) => `{${i + first}}`));
  const share = parts.reduce((sum, part) => sum + part.year, 0) / yearOf(12);
  const active = parts.reduce((bits, part) => bits | part.months, 0);
  const byMonth = monthsIn(active).map((month) => parts.reduce((sum, part) => sum + (part.months & (1 << (month - 1)) ? part.hours : 0), 0));
  const [low, high] = [Math.min(...byMonth), Math.max(...byMonth)];
  const weekly = low === high ? hoursInWords(high) : `${number(low, 1)} à ${hoursInWords(high)}`;
  const trades = listed([...new Set(parts.map((part) => part.trade))]);
  const seasonal = monthsIn(active).length < 12;
  const sides: BoardSide<unknown>[] = [...(person ? [person.side] : []), ...parts.map((part) => part.side)];
  const sure = leastSure(sides);
  const priced = parts.every((part) => part.side.value.hourCents !== undefined);
  const worth = Math.round(parts.reduce((sum, part) => sum + part.year * (part.side.value.hourCents ?? 0), 0));
  const way = await wayOf(job, roads, context);
  return {
    parties: [
      ...(person ? [{ side: person.side.id, role: 'cherche du travail', gives: `de ${number(person.side.value.shareMin)} à ${number(person.side.value.shareMax)}${NBSP}% d’un temps plein` }] : []),
      ...parts.map((part, i) => ({ side: part.side.id, role: 'emploie', gives: `${part.trade}, ${hoursInWords(part.hours)} par semaine, ${weekInWords(weeks[i]!)}${season(part)}` })),
    ],
    title: person ? `Un emploi partagé pour {0}, chez ${firms}` : `Un emploi à créer entre ${firms}`,
    sentence: `${firms} ont besoin de ${trades}, ${weekly} par semaine en tout${seasonal ? `, ${monthsInWords([...monthsIn(active)])}` : ''}, à des jours qui s’accordent${NBSP}: ${person ? 'c’est l’emploi que {0} cherche' : 'c’est un emploi, la personne reste à trouver'}.`,
    reasons: [
      `Équivalent temps plein sur l’année${NBSP}: ${number(share, 2)}.`,
      ...parts.map((part, i) => `{${i + first}}${NBSP}: ${weekInWords(weeks[i]!)}${season(part)}, parmi ${daysInWords(part.side.value.days)} possibles.`),
      way.reason,
      `Ce qu’il faut${NBSP}: ${FORM_WORDS[form]}.`,
    ],
    value: parts.reduce((sum, part) => sum + part.year, 0),
    worth: priced ? { value: worth, low: Math.round(worth * (1 - FIGURES.spread[sure.certainty])), high: Math.round(worth * (1 + FIGURES.spread[sure.certainty])) } : null,
    quantity: Math.round(parts.reduce((sum, part) => sum + part.year, 0)),
    figures: [
      { label: 'équivalent temps plein', value: number(share, 2), note: `${weekly} par semaine, ${plural(monthsIn(active).length, 'mois', 'mois')} par an` },
      { label: 'entreprises', value: number(parts.length) },
      { label: person ? 'de route au plus, à l’aller' : 'entre deux des sites au plus', value: inKm(way.km) },
    ],
    certainties: [
      { what: 'Jours, heures et mois', how: `${SURE[sure.certainty].word}, ${date(sure.statedOn)}`, dots: SURE[sure.certainty].dots },
      { what: 'Prix de l’heure', how: priced ? 'dit par chaque entreprise' : 'pas dit partout : rien n’est compté en euros', dots: priced ? 2 : 0 },
      { what: 'La personne', how: person ? 'connue d’un conseiller' : 'reste à trouver', dots: person ? 2 : 0 },
    ],
    law: lawOf(parts, form),
    improvement: null,
    tables: [{ caption: 'Qui emploie quand', head: ['Entreprise', 'Métier', 'Jours', 'Heures par semaine', 'Mois'], rows: parts.map((part, i) => [`{${i + first}}`, part.trade, weekInWords(weeks[i]!), hoursInWords(part.hours), monthsInWords([...monthsIn(part.months)])]) }],
    week: parts.flatMap((part, i) => slotsOf(part, weeks[i]!, i + first)),
  };
}

const yearOf = (months: number) => FIGURES.fullTime.hoursAWeek * (52 / 12) * months;
const season = (part: Part) => (monthsIn(part.months).length === 12 ? '' : `, ${monthsInWords([...monthsIn(part.months)])}`);

/** The hours of a part in its week, mornings up to noon and afternoons from two; hours of the day are only a way to draw them. */
const slotsOf = (part: Part, week: Week, party: number): Slot[] =>
  halvesIn(week).map(({ day, morning }) => ({ day, from: morning ? MORNING_ENDS - part.hoursAHalf : AFTERNOON_BEGINS, to: morning ? MORNING_ENDS : AFTERNOON_BEGINS + part.hoursAHalf, party, label: `${part.trade}${season(part)}` }));

async function wayOf({ parts, person }: Job, roads: Roads, context: BoardContext): Promise<{ km: number; reason: string }> {
  if (parts.every((part) => part.side.value.remote)) return { km: 0, reason: 'Tout peut se faire à distance.' };
  if (person) {
    const km = Math.max(...roads.ofPerson(person).filter((near) => parts.some((part) => part.side.id === near.it.side.id)).map((near) => near.km ?? 0));
    return { km, reason: `De chez {0}, ${inKm(km)} au plus à l’aller, pour ${inKm(person.side.value.maxKm)} acceptés.` };
  }
  const pairs = parts.flatMap((a, i) => parts.slice(i + 1).map((b) => ({ a, b, km: roads.between(a, b) ?? 0 })));
  const far = pairs.toSorted((x, y) => y.km - x.km)[0]!;
  const [from, to] = [far.a.side.place, far.b.side.place];
  const placed = parts.filter((part) => part.side.place && !part.side.value.remote);
  const centre = from && to ? { longitude: (from.longitude + to.longitude) / 2, latitude: (from.latitude + to.latitude) / 2 } : null;
  const fromCentre = centre && placed.length > 0 ? Math.max(...(await context.travel.table([centre], placed.map((part) => part.side.place!)))) : far.km;
  return { km: far.km, reason: `Les sites sont à ${inKm(far.km)} au plus l’un de l’autre${NBSP}: qui vit entre eux fait ${inKm(fromCentre)} au plus à l’aller.` };
}

function lawOf(parts: Part[], form: Form): string[] {
  const codes = parts.map((part) => part.side.value.idcc);
  const several = codes.some((code) => code === undefined) || new Set(codes).size > 1;
  return [
    'not-employer',
    'for-profit',
    ...(form === 'group' ? ['group', 'inspection', 'users', 'joint', ...(several ? ['agreements'] : []), ...(parts.some((part) => part.side.value.publicBody) ? ['public-half'] : [])] : []),
    ...(form === 'loan' ? ['loan'] : []),
    ...(form === 'part-time' ? ['part-time', 'several-employers'] : []),
  ];
}
