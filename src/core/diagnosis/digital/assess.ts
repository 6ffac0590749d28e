import { date, number } from '#lib/format.ts';
import type { Asked } from '../diagnosis.ts';
import { questionsOf, type Source, sourceOf } from '../model.ts';
import type { Action, Dimension, Line, Result, Section } from '../result.ts';
import { type DigitalData, digitalData, shows } from './model.ts';

const NBSP = '\u00a0';
const LEVELS: [number, string][] = [[10, 'très élevée'], [7, 'élevée'], [4, 'faible'], [0, 'très faible']];

/** How many of the twelve criteria of Eurostat's index are met. */
export function intensityOf({ reference, answers }: Pick<Asked, 'reference' | 'answers'>): { met: number; answered: boolean } {
  const criteria = digitalData(reference).intensity.map((one) => shows(answers, one));
  return { met: criteria.filter((one) => one === true).length, answered: criteria.some((one) => one !== null) };
}

const dimensionsOf = ({ answers }: Asked, data: DigitalData): Dimension[] =>
  data.dimensions.map(({ id, label, items }) => {
    const said = items.flatMap((item) => shows(answers, item) ?? []);
    const value = said.length === 0 ? null : Math.round((100 * said.filter(Boolean).length) / items.length);
    return { id, label, value, of: 100, words: value === null ? 'Sans réponse' : value > 75 ? 'Avancé' : value > 50 ? 'Assez avancé' : value > 25 ? 'Moyen' : 'De base' };
  });

const needsOf = ({ answers }: Asked, data: DigitalData) => data.needs.filter((need) => shows(answers, need.unless) === false).toSorted((a, b) => b.weight - a.weight);
type Need = ReturnType<typeof needsOf>[number];

function actionOf({ reference }: Asked, need: Need): Action {
  const source = sourceOf(reference, need.source);
  return {
    id: need.id, title: need.title, why: need.why, how: need.how, cost: need.cost, time: need.time, gain: need.gain ?? null, sure: source.assumption ? 'assumed' : 'estimated', source,
    leadsTo: need.diagnosis ? { kind: 'diagnosis', href: need.diagnosis, label: 'Faire le diagnostic cyber' } : { kind: 'adviser', subject: need.subject, words: `Numérique${NBSP}: ${need.title}`, label: 'Se faire aider par un conseiller' },
  };
}

function dutySection({ reference, today, answers }: Asked, { duty }: DigitalData): Section {
  const source = sourceOf(reference, duty.source);
  const when = (day: string) => (today >= day ? `depuis le ${date(day)}` : `à partir du ${date(day)}`);
  const ready = answers['invoicing'] === 'platform' ? ' Vous avez déjà une plateforme.' : '';
  return {
    id: 'facture', kind: 'steps', title: 'La facture électronique, pour vous', lead: `Toute entreprise assujettie à la TVA, même en franchise, quelle que soit sa taille.${ready}`,
    steps: [{ what: `Recevoir${NBSP}: obligatoire ${when(duty.receiveFrom)}`, source }, { what: `Émettre${NBSP}: obligatoire ${when(duty.sendFrom)} pour les entreprises de moins de 250 salariés` }, { what: 'Sinon', detail: `${duty.fine}.`, source }],
  };
}

/** Tools for the needs found, European makers first, then those whose seat was not read. */
function toolsSection({ reference }: Asked, data: DigitalData, needs: Need[]): Section[] {
  const fits = data.tools.filter((tool) => tool.needs.some((id) => needs.some((need) => need.id === id))).toSorted((a, b) => Number(b.europe === true) - Number(a.europe === true));
  if (fits.length === 0) return [];
  return [{
    id: 'outils', kind: 'table', title: 'Des outils qui répondent à ces besoins', lead: 'Libres d’abord, d’Europe d’abord, et que l’on peut quitter. Seuls figurent ceux dont nous avons lu la source.',
    columns: ['Outil', 'Pour', 'Qui le fait', 'Où sont les données', 'Licence et prix', 'Peut-on partir\u00a0?', 'Source'],
    rows: fits.map((one) => [one.name, one.does, `${one.maker}${one.europe === null ? ' (siège non vérifié)' : ''}`, one.hosted, `${one.licence}. ${one.price}`, `${one.reversible}${one.caution ? `. ${one.caution}` : ''}`, sourceOf(reference, one.source).text]),
  }];
}

const linesOf = ({ reference, answers }: Asked, data: DigitalData): Line[] =>
  data.intensity.flatMap((one) => {
    const met = shows(answers, one);
    if (met === null) return [];
    const source: Source = sourceOf(reference, one.source);
    return [{ id: one.id, label: one.label, value: met ? 'oui' : 'non', detail: 'Critère de l’indice européen\u00a0: un point s’il est rempli.', certainty: 'stated' as const, source, question: one.question }];
  });

/** How far a firm has come with digital tools, in the terms of Eurostat and of the European assessment, and what it needs. */
export function assessDigital(asked: Asked): Result {
  const { reference, answers } = asked;
  const data = digitalData(reference);
  const { met, answered } = intensityOf(asked);
  const needs = needsOf(asked, data);
  const level = LEVELS.find(([from]) => met >= from)![1];
  const basic = met >= data.basicFrom.value ? `le niveau de base (${data.basicFrom.value} critères sur ${data.basicFrom.of}) est atteint` : `le niveau de base demande ${data.basicFrom.value} critères sur ${data.basicFrom.of}`;
  const second = data.intensity.filter((one) => one.source !== data.basicFrom.source).length;
  return {
    headline: [{ id: 'intensity', label: 'critères européens remplis', value: answered ? met : null, unit: `sur ${data.intensity.length}`, certainty: 'stated', note: answered ? `Intensité ${level}${NBSP}: ${basic}.` : '' }],
    dimensions: dimensionsOf(asked, data), sections: [dutySection(asked, data), ...toolsSection(asked, data, needs)], lines: linesOf(asked, data), actions: needs.map((need) => actionOf(asked, need)),
    missing: questionsOf(reference).filter((one) => !(one.id in answers)).map(({ id, text, why }) => ({ question: id, text, why })),
    notes: [
      `Des ${data.intensity.length} critères de l’indice, ${data.intensity.length - second} ont été lus chez Eurostat et ${second} dans une analyse publique de ses données de 2023, première année de cette liste${NBSP}: celle de 2025 n’a pas été relue en entier. Chaque ligne dit d’où vient son critère.`,
      `${number(data.publicShare.value, 1)}${NBSP}% ${data.publicShare.label} (Eurostat, 2025). L’indice est fait pour les entreprises de dix personnes ou plus${NBSP}: plus petite, lisez-le comme un repère.`,
      'Les six dimensions sont celles de l’évaluation européenne\u00a0; leurs points (part de ce qui est en place) et l’ordre des besoins sont ceux du produit (hypothèse).',
    ],
  };
}
