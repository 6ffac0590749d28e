import { daysInWords, PRODUCE } from '#core/directory/index.ts';
import { date, euros, km as inKm, listed, listedShort, number, percent } from '#lib/format.ts';
import { type BoardContext, type BoardProposal, type BoardSide, leastSure, type Stop, SURE, type TextTable } from '../../board.ts';
import { aloneCents, assumed } from './assumed.ts';
import { type Fit, goesCold, isAnimal, type Need, type Offer, offered, perKg, priceOf, sought } from './fits.ts';
import type { Round } from './rounds.ts';
import { nextOf, WEEKS, weeksInWords } from './season.ts';
import type { SeasonPlan, Week } from './season-plan.ts';
import { worthPerKg } from './weekly.ts';

const NBSP = '\u00a0';
const DAY_NAMES = ['', 'lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'];

/** What goes with one vehicle on one day of the week, over the season. */
type Tour = { carrier: string; day: number; fits: number[]; weeks: { weeks: number[]; round: Round }[] };

/** The season as proposals: one for each vehicle and day; what another takes in some weeks stays with the one that takes it most. */
export function proposalsOf(fits: Fit[], offers: readonly BoardSide<Offer>[], plan: SeasonPlan, context: BoardContext): BoardProposal[] {
  const worth = worthPerKg(fits, context);
  return plan.groups.flatMap(({ fits: own, weeks }) => toursOf(own, weeks, plan)).map((tour) => proposalOf(tour, fits, offers, plan, worth, context)).sort((a, b) => b.value - a.value);
}

function toursOf(own: readonly number[], weeks: Week[], plan: SeasonPlan): Tour[] {
  const driven = weeks.flatMap((week) => week.rounds.map((round) => ({ weeks: week.weeks, round })));
  const keyOf = ({ round }: { round: Round }) => `${round.day}/${round.carrier}`;
  const mainOf = (fit: number) => {
    const by = new Map<string, number>();
    for (const one of driven) if (one.round.deliveries.some((delivery) => delivery.own.includes(fit))) by.set(keyOf(one), (by.get(keyOf(one)) ?? 0) + one.weeks.length * plan.kg[fit]![one.weeks[0]! - 1]!);
    return [...by].toSorted(([a, x], [b, y]) => y - x || a.localeCompare(b))[0]?.[0];
  };
  return [...Map.groupBy(own, mainOf)].flatMap(([key, fits]) => {
    const same = driven.filter((one) => keyOf(one) === key);
    return key === undefined || same.length === 0 ? [] : [{ carrier: same[0]!.round.carrier, day: same[0]!.round.day, fits, weeks: same }];
  });
}

function proposalOf(tour: Tour, all: Fit[], known: readonly BoardSide<Offer>[], plan: SeasonPlan, worth: number[], context: BoardContext): BoardProposal {
  const fits = tour.fits.map((i) => all[i]!);
  const kgOf = (i: number) => plan.kg[i]!.reduce((sum, kg) => sum + kg, 0);
  // Who is met on the way has a part in it, even where most of what it sells goes with another; and who drives, always.
  const aboard = [...new Set([...tour.fits, ...tour.weeks.flatMap(({ round }) => round.deliveries.flatMap(({ own }) => own))])].map((i) => all[i]!);
  const sold = [...new Set(aboard.map(({ offer }) => offer))];
  const driver = sold.some(({ party }) => party === tour.carrier) ? [] : known.filter(({ party }) => party === tour.carrier).slice(0, 1);
  const offers = [...sold, ...driver].sort((a, b) => Number(b.party === tour.carrier) - Number(a.party === tour.carrier) || a.id.localeCompare(b.id));
  const needs = [...new Set(aboard.map(({ need }) => need))].sort((a, b) => a.id.localeCompare(b.id));
  const sides: BoardSide<Offer | Need>[] = [...offers, ...needs];
  const at = (party: string) => sides.findIndex((side) => side.party === party);
  const name = (party: string) => `{${at(party)}}`;
  const shortOf = (parties: readonly { party: string }[]) => listedShort([...new Set(parties.map(({ party }) => party))].map(name));
  const farms = [...new Set(offers.map(({ party }) => party))];
  const passengers = farms.filter((farm) => farm !== tour.carrier);
  const pooled = passengers.length > 0;
  const carrier = name(tour.carrier);
  const fullest = tour.weeks.toSorted((a, b) => b.round.deliveries.length - a.round.deliveries.length || b.round.km - a.round.km || a.weeks[0]! - b.weeks[0]!)[0]!;
  const kg = tour.fits.reduce((sum, i) => sum + kgOf(i), 0);
  const prices = fits.map(({ offer, need }) => priceOf(offer.value, need.value));
  const said = prices.some(Boolean);
  const sales = (pick: (price: { low: number; high: number }) => number) => Math.round(tour.fits.reduce((sum, i, f) => sum + (prices[f] ? kgOf(i) * pick(prices[f]) : 0), 0));
  const middle = sales(({ low, high }) => (low + high) / 2);
  const driving = Math.round(tour.weeks.reduce((sum, { weeks, round }) => sum + weeks.length * round.cents, 0));
  const sure = leastSure(sides);
  const spread = assumed.shares[sure.certainty];
  const weeks = [...new Set(tour.fits.flatMap((i) => WEEKS.filter((week) => plan.kg[i]![week - 1]! > 0)))];
  const productsOf = (some: readonly Fit[]) => listed([...new Set(some.map(({ offer }) => lower(PRODUCE[offer.value.product].label)))]);
  const products = productsOf(fits);
  const carried = productsOf(fullest.round.deliveries.flatMap(({ own }) => own).map((i) => all[i]!));
  const total = fullest.round.deliveries.reduce((sum, delivery) => sum + delivery.kg, 0);
  const canteens = needs.filter(({ value }) => value.buyer === 'canteen');
  const organicKg = tour.fits.reduce((sum, i) => sum + (all[i]!.offer.value.organic ? kgOf(i) : 0), 0);
  const apart = Math.round(fits.reduce((sum, fit, f) => sum + aloneCents(fit.km ?? 0) * WEEKS.filter((week) => plan.kg[tour.fits[f]!]![week - 1]! > 0).length, 0));
  return {
    parties: [
      ...offers.map((offer) => ({ side: offer.id, role: offer.party === tour.carrier ? (pooled ? 'produit et porte pour les autres' : 'produit et livre') : 'produit', gives: offered.says(offer.value) })),
      ...needs.map((need) => ({ side: need.id, role: 'achète', gives: sought.says(need.value) })),
    ],
    title: pooled ? `${shortOf(offers)} livrent ensemble ${shortOf(needs)}` : `${name(farms[0]!)} livre ${shortOf(needs)}`,
    sentence: `${capital(DAY_NAMES[tour.day]!)}, ${carrier} livre ${number(total, 1)}${NBSP}kg (${carried}) à ${shortOf(needs)}${pooled ? `, dont ceux de ${listedShort(passengers.map(name))} pris en route` : ''}${NBSP}: ${inKm(fullest.round.km)} aller et retour.`,
    reasons: [
      ...fits.map(({ offer, need, days, km }) => `${name(need.party)} achète ${sought.says(need.value)}, ${name(offer.party)} en a${NBSP}: ${offered.says(offer.value)}, à ${inKm(km ?? 0)}, ${daysInWords(days)}.`),
      pooled
        ? `Ensemble, la route coûte ${euros(round(driving))} par an${apart > driving ? ` au lieu de ${euros(round(apart))} si chacun livrait seul` : ''}, soit ${percent(driving / Math.max(1, middle || 1))} de ce qui est vendu${said ? '' : ' (prix supposé)'}.`.replace(said ? /$^/ : /, soit .*$/, '.')
        : said ? `La route coûte ${percent(driving / Math.max(1, middle))} de ce qui est vendu, pour ${percent(assumed.share.value)} au plus.` : `La route coûte ${euros(round(driving))} par an.`,
      'À aucune semaine une ferme ne livre plus que ce qu’elle a dit, ni un véhicule ne porte plus que sa charge.',
    ],
    value: Math.round(tour.fits.reduce((sum, i) => sum + kgOf(i) * worth[i]!, 0)),
    quantity: Math.round(kg),
    worth: said ? { value: middle - driving, low: Math.round(sales(({ low }) => low) * (1 - spread)) - driving, high: Math.round(sales(({ high }) => high) * (1 + spread)) - driving } : null,
    figures: [
      { label: 'vendus ici par an', value: `${number(kg)}${NBSP}kg`, note: weeksInWords(weeks) },
      ...(said ? [{ label: 'de ventes par an', value: euros(round(middle)), ...(prices.every(Boolean) ? {} : { note: 'sans les produits dont personne n’a dit le prix' }) }] : []),
      { label: 'de route par semaine', value: inKm(fullest.round.km), note: `${duration(fullest.round.minutes)}, ${euros(round(fullest.round.cents))}` },
      ...(pooled && apart > driving ? [{ label: 'de route évités par an', value: euros(round(apart - driving)), note: 'par rapport à chacun seul' }] : []),
      ...(canteens.length > 0 ? [{ label: 'de bio dans ces produits', value: percent(kg > 0 ? organicKg / kg : 0) }] : []),
    ],
    certainties: [
      { what: 'Quantités et semaines', how: `${SURE[sure.certainty].word}, ${date(sure.statedOn)}`, dots: SURE[sure.certainty].dots },
      { what: 'Prix', how: prices.every(Boolean) ? 'dits par un côté au moins' : said ? 'dits en partie, le reste n’est pas compté' : 'personne n’en a dit', dots: prices.every(Boolean) ? 2 : said ? 1 : 0 },
      { what: 'Route', how: context.travel.basis, dots: 1 },
    ],
    law: lawOf(fits, pooled),
    improvement: null,
    tables: [weeklyTable(tour, all, plan, name), carriageTable(tour, name)],
    week: [{ day: tour.day, from: assumed.day.startsAt / 60, to: Math.min(24, Math.round((assumed.day.startsAt + fullest.round.minutes) / 6) / 10), party: at(tour.carrier), label: `Tournée${NBSP}: ${carried}` }],
    stops: roadSheet(fullest.round, all, at, name),
    events: [{ on: dayAfter(nextOf(weeks, context.today), tour.day - 1), title: `Première livraison de ${products}` }],
  };
}

const lower = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);
const capital = (text: string) => `Le ${text}`;
const round = (cents: number) => Math.round(cents / 100) * 100;
const duration = (minutes: number) => (minutes < 60 ? `${number(minutes)}${NBSP}min` : `${Math.floor(minutes / 60)}${NBSP}h${NBSP}${String(Math.round(minutes % 60)).padStart(2, '0')}`);
function dayAfter(iso: string, days: number): string {
  return new Date(Date.parse(iso) + days * 86_400_000).toISOString().slice(0, 10);
}

function lawOf(fits: Fit[], pooled: boolean): string[] {
  const some = (of: (fit: Fit) => boolean) => fits.some(of);
  return [
    ...(some(({ need }) => need.value.buyer === 'canteen') ? ['procurement', 'egalim'] : []),
    ...(pooled ? ['carriage'] : []),
    ...(some(({ offer }) => isAnimal(offer.value.product)) ? ['animal'] : []),
    ...(some(({ offer }) => goesCold(offer.value.product)) ? ['cold'] : []),
    'payment',
  ];
}

/** What goes where in which weeks. */
function weeklyTable(tour: Tour, all: Fit[], plan: SeasonPlan, name: (party: string) => string): TextTable {
  const rows = tour.fits.flatMap((i) => {
    const { offer, need } = all[i]!;
    const byKg = Map.groupBy(WEEKS.filter((week) => plan.kg[i]![week - 1]! > 0), (week) => plan.kg[i]![week - 1]!);
    const price = priceOf(offer.value, need.value);
    return [...byKg].map(([kg, weeks]) => ({ first: weeks[0]!, row: [weeksInWords(weeks), PRODUCE[offer.value.product].label, name(offer.party), name(need.party), `${number(kg, 1)}${NBSP}kg`, price ? (price.low === price.high ? perKg(price.low) : `${perKg(price.low)} à ${perKg(price.high)}`) : 'prix non dit'] }));
  });
  return { caption: 'Plan de la saison, par semaine', head: ['Semaines', 'Produit', 'De', 'Pour', 'Par semaine', 'Prix'], rows: rows.sort((a, b) => a.first - b.first).map(({ row }) => row) };
}

/** Who carries whose goods. */
function carriageTable(tour: Tour, name: (party: string) => string): TextTable {
  const rows = new Map<string, { cells: string[]; weeks: Set<number> }>();
  for (const { weeks, round } of tour.weeks) {
    for (const delivery of round.deliveries) {
      const cells = [name(delivery.farm), name(delivery.buyer), round.carrier === delivery.farm ? 'elle-même' : name(round.carrier)];
      const key = cells.join('/');
      const row = rows.get(key) ?? rows.set(key, { cells, weeks: new Set() }).get(key)!;
      for (const week of weeks) row.weeks.add(week);
    }
  }
  return { caption: 'Qui porte les produits de qui', head: ['Produits de', 'Pour', 'Portés par', 'Semaines'], rows: [...rows.values()].map(({ cells, weeks }) => [...cells, weeksInWords([...weeks])]) };
}

/** The fullest round as a sheet for the person at the wheel. */
function roadSheet(round: Round, all: Fit[], at: (party: string) => number, name: (party: string) => string): Stop[] {
  const start: Stop = { party: at(round.carrier), what: 'Départ', minutes: assumed.day.startsAt, km: 0 };
  const said = (deliveries: Round['deliveries']) => deliveries.map((one) => `${number(one.kg, 1)}${NBSP}kg (${listed([...new Set(one.own.map((fit) => lower(PRODUCE[all[fit]!.offer.value.product].label)))])})`);
  const stops = round.stops.map((stop, i): Stop => {
    const text = [
      ...(stop.loads.length > 0 ? [`Charger ${listed(stop.loads.flatMap((one) => said([one]).map((what) => `${what} pour ${name(one.buyer)}`)))}`] : []),
      ...(stop.unloads.length > 0 ? [`Décharger ${listed(stop.unloads.flatMap((one) => said([one]).map((what) => `${what} de ${name(one.farm)}`)))}`] : []),
    ];
    return { party: at(stop.party), what: text.length > 0 ? text.join('. ') : i === round.stops.length - 1 ? 'Retour' : 'Passage', minutes: Math.round(assumed.day.startsAt + stop.minutes), km: Math.round(stop.km * 10) / 10 };
  });
  return [start, ...stops];
}

