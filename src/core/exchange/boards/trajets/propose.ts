import { co2Between, date, euros, eurosAbout, km as inKm, listed, listedShort, number, plural } from '#lib/format.ts';
import { type BoardContext, type BoardProposal, leastSure, SURE, type Template } from '../../board.ts';
import type { Crew } from './crews.ts';
import { clock, figures, NBSP, said } from './figures.ts';
import { incentiveTable } from './incentive.ts';
import type { Kin, Territory } from './people.ts';

const SURE_SHARE = { measured: 0.15, stated: 0.25, estimated: 0.4 } as const;

/** Cars that join the same sites, put together: their employers make one telephone call. */
export type Line = { sites: number[]; crews: Crew[] };

/** The chosen cars by the sites that they join, those that save most first. */
export function linesOf(crews: readonly Crew[]): Line[] {
  const lines = new Map<string, Line>();
  for (const crew of crews) {
    const sites = [...new Set(crew.kin.map((one) => one.site))].sort((a, b) => a - b);
    const line = lines.get(sites.join()) ?? { sites, crews: [] };
    line.crews.push(crew);
    lines.set(sites.join(), line);
  }
  return [...lines.values()];
}

/**
 * Communes where some people of a line live, as they may be said before anybody agreed: those from which enough people of the site come that nobody is recognised.
 * The rest are counted only.
 */
export function sayHomes(kin: readonly Kin[], territory: Territory, communeName: BoardContext['communeName']): string {
  const enough = (one: Kin) => territory.kin.filter((other) => other.site === one.site && other.home === one.home).reduce((sum, other) => sum + other.people, 0) >= figures.fewestShown.value;
  const named = [...new Set(kin.filter(enough).map((one) => communeName(one.commune)))].sort((a, b) => a.localeCompare(b, 'fr'));
  const hidden = kin.some((one) => !enough(one));
  if (named.length === 0) return 'Communes de départ montrées quand chacun aura accepté';
  return `Départ de ${listed(named)}${hidden ? ', et d’autres communes montrées quand chacun aura accepté' : ''}`;
}

/** One proposal for the sites of a line. */
export function proposalOf(line: Line, territory: Territory, context: BoardContext): BoardProposal {
  const { sites, crews } = line;
  const place = (site: number) => sites.indexOf(site);
  const all = crews.flatMap((crew) => crew.kin);
  const value = crews.reduce((sum, crew) => sum + crew.cents, 0);
  const km = crews.reduce((sum, crew) => sum + crew.kmSaved, 0);
  const sides = sites.map((site) => territory.sites[site]!);
  const sure = leastSure(sides);
  const spread = SURE_SHARE[sure.certainty];
  const names = listed(sites.map((_, i) => `{${i}}`));
  const kg = km * figures.kgCo2ePerKm.value;
  const longest = Math.max(...crews.map((crew) => crew.route.km - crew.kin[0]!.alone));
  const apart = Math.max(0, ...crews.flatMap((crew) => crew.route.sites.slice(1).map((site, i) => territory.ways.sites(crew.route.sites[i]!, site))));
  const arrivals = [...new Set(crews.map((crew) => clock(crew.route.arrives)))];
  const incentives = sides.flatMap((side) => side.value.incentiveCents ?? []);
  const share = Math.round(value / all.length);
  return {
    parties: sites.map((site, i) => {
      const own = all.filter((one) => one.site === site).length;
      const everybody = sides[i]!.value.staff.reduce((sum, { people }) => sum + people, 0);
      return { side: sides[i]!.id, role: 'fait venir du personnel', gives: own === everybody ? said.says(sides[i]!.value) : `${plural(own, 'personne')} sur ${number(everybody)}` };
    }),
    title: sites.length > 1 ? `Covoiturer entre ${listedShort(sites.map((_, i) => `{${i}}`))}` : 'Covoiturer au sein de {0}',
    sentence: `${plural(all.length, 'personne')} de ${names} ${all.length > 1 ? 'viendraient' : 'viendrait'} en ${plural(crews.length, 'voiture')} au lieu de ${number(all.length)}${NBSP}: ${aboutKm(km)} de voiture en moins par an, ${eurosAbout(value)} de frais.`,
    reasons: [
      `Les horaires s’accordent${NBSP}: arrivée à ${listed(arrivals)}, ${plural(Math.min(...crews.map((crew) => crew.days)), 'jour')} par semaine ensemble${crews.length > 1 ? ' au moins' : ''}.`,
      longest >= 0.5 ? `Qui conduit fait au plus ${inKm(longest)} de plus par trajet, dans ce que son site accepte.` : 'Qui conduit ne fait pas de détour.',
      ...(sites.length > 1 ? [apart >= 0.5 ? `Les sites desservis de suite sont à ${inKm(apart)} au plus l’un de l’autre.` : 'Les sites sont au même endroit.'] : []),
      `${sayHomes(all, territory, context.communeName)}.`,
    ],
    value,
    quantity: crews.reduce((sum, crew) => sum + 2 * (crew.kin.length - 1) * crew.days, 0),
    worth: { value, low: Math.round(value * (1 - spread)), high: Math.round(value * (1 + spread)) },
    figures: [
      { label: 'de frais de voiture en moins par personne et par an', value: eurosAbout(share), note: figures.centsPerKm.source },
      { label: 'évités par an', value: co2Between(kg * (1 - figures.kgCo2ePerKm.uncertainty), kg * (1 + figures.kgCo2ePerKm.uncertainty)), note: `${figures.kgCo2ePerKm.source}. ${figures.kgCo2ePerKm.uncertaintySource}.` },
      { label: 'de voiture en moins par an', value: aboutKm(km), note: figures.weeksPerYear.note },
    ],
    certainties: [
      { what: 'Horaires, communes et nombres', how: `${SURE[sure.certainty].word}, ${date(sure.statedOn)}`, dots: SURE[sure.certainty].dots },
      { what: 'Routes', how: `estimées. ${context.travel.basis}`, dots: 1 },
      { what: 'Accord des personnes', how: 'non demandé à ce stade', dots: 0 },
    ],
    law: ['cost-sharing', 'insurance', 'incentive', 'privacy'],
    improvement: null,
    tables: [crewTable(crews, place), incentiveTable(crews, incentives)],
  };
}

const aboutKm = (km: number) => `${number(Math.round(km / 100) * 100)}${NBSP}km`;
const DAYS = ['', 'lun.', 'mar.', 'mer.', 'jeu.', 'ven.', 'sam.', 'dim.'];

function crewTable(crews: readonly Crew[], place: (site: number) => number): { caption: string; head: string[]; rows: Template[][] } {
  return {
    caption: 'Les équipages. Qui conduit peut changer d’une semaine à l’autre entre ceux qui conduisent. Le partage est un maximum par passager : les frais du trajet divisés entre tous.',
    head: ['Équipage', 'Personnes', 'Dépose', 'Jours', 'Arrivée', 'Départ', 'Partage par passager et par trajet', 'Économie par an'],
    rows: crews.map(({ kin, route, cents }, i) => {
      const bits = kin.reduce((common, one) => common & one.days, 0xfe);
      return [
        number(i + 1),
        `${number(kin.length)} (${number(kin.filter((one) => one.drives).length)} peuvent conduire)`,
        route.sites.map((site) => `{${place(site)}}`).join(', puis '),
        DAYS.filter((_, day) => day > 0 && bits & (1 << day)).join(' '),
        clock(route.arrives), clock(route.leaves),
        euros(Math.floor((route.km * figures.centsPerKm.value) / kin.length)), eurosAbout(cents),
      ];
    }),
  };
}
