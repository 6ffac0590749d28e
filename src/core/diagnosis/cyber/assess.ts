import { listed } from '#lib/format.ts';
import { answerWords, choicesOf, pointsOf } from '../answers/index.ts';
import type { Asked } from '../diagnosis.ts';
import { type Answers, questionsOf, type Reference, sourceOf } from '../model.ts';
import type { Action, Dimension, Line, Result, Section } from '../result.ts';
import { type CyberMeasure, type CyberData, cyberData, weightOf } from './model.ts';

const FULL = 3;
const LISTED = 'listed';
const TONIGHT = 3;

/** Points of an answer, from 0 to 3; null when it was not asked or not answered. The first question counts by the list that is kept. */
function pointsFor(reference: Reference, answers: Answers, id: string): number | null {
  const assets = choicesOf(answers, id);
  if (assets) return assets.includes(LISTED) ? FULL : 0;
  const question = questionsOf(reference).find((one) => one.id === id);
  return question ? pointsOf(question, answers) : null;
}

type Missing = { measure: CyberMeasure; lack: number; protects: string[]; rank: number };

/** Measures not yet taken, by what they protect of what this firm has: what lacks, times the published priority, up to twice as much where all that it has is covered. */
export function rankMeasures({ reference, answers }: Pick<Asked, 'reference' | 'answers'>): Missing[] {
  const owned = (choicesOf(answers, 'assets') ?? []).filter((one) => one !== LISTED);
  return cyberData(reference)
    .measures.flatMap((measure): Missing[] => {
      const points = pointsFor(reference, answers, measure.question);
      if (points === null || points >= FULL) return [];
      const protects = measure.protects.filter((one) => owned.includes(one));
      const lack = (FULL - points) / FULL;
      return protects.length === 0 ? [] : [{ measure, lack, protects, rank: (lack * weightOf(measure.rank) * (1 + protects.length / owned.length)) / 2 }];
    })
    .toSorted((a, b) => b.rank - a.rank || (a.measure.rank ?? 99) - (b.measure.rank ?? 99));
}

/** From 0 to 100: points weighed by the published priority. Null until something was answered. */
export function cyberIndex({ reference, answers }: Pick<Asked, 'reference' | 'answers'>): number | null {
  const said = cyberData(reference).measures.flatMap((measure) => {
    const points = pointsFor(reference, answers, measure.question);
    return points === null ? [] : [{ points, weight: weightOf(measure.rank) }];
  });
  const whole = said.reduce((sum, one) => sum + one.weight * FULL, 0);
  return whole === 0 ? null : (100 * said.reduce((sum, one) => sum + one.weight * one.points, 0)) / whole;
}

const dimensionsOf = ({ reference, answers }: Asked, data: CyberData): Dimension[] =>
  data.dimensions.map(({ id, label, questions }) => {
    const points = questions.flatMap((one) => pointsFor(reference, answers, one) ?? []);
    const value = points.length === 0 ? null : Math.round((100 * points.reduce((sum, one) => sum + one, 0)) / (points.length * FULL));
    return { id, label, value, of: 100, words: value === null ? 'Sans réponse' : value >= 80 ? 'Bien tenu' : value >= 45 ? 'À compléter' : 'À prendre en main' };
  });

function actionOf(reference: Reference, { measure, protects }: Missing): Action {
  const things = protects.map((one) => cyberData(reference).assetWords[one] ?? one);
  return {
    id: measure.id, title: measure.title, why: `${measure.why} Chez vous, cela protège ${listed(things)}.`, how: measure.how, cost: measure.cost, time: measure.time, gain: null, sure: 'estimated',
    source: sourceOf(reference, measure.source),
    leadsTo: { kind: 'adviser', subject: 'cyber', words: `Cybersécurité\u00a0: ${measure.title}`, label: 'Se faire aider par un conseiller' },
  };
}

function linesOf({ reference, answers }: Asked): Line[] {
  return cyberData(reference).measures.flatMap((measure) => {
    const question = questionsOf(reference).find((one) => one.id === measure.question)!;
    const points = pointsFor(reference, answers, measure.question);
    if (points === null) return [];
    const weight = weightOf(measure.rank);
    const said = measure.question === 'assets' ? (points === FULL ? 'Liste écrite' : 'Pas de liste écrite') : answerWords(question, answers);
    return [{ id: measure.question, label: question.text, value: `${points} / ${FULL}`, detail: `${said}. Compte pour ${weight.toFixed(1).replace('.', ',')} sur ${FULL}\u00a0: rang ${measure.rank ?? 'non publié'} dans l’ordre de MonAideCyber, traduit en poids par le produit (hypothèse).`, certainty: 'stated' as const, source: sourceOf(reference, measure.source), question: question.id }];
  });
}

function sectionsOf({ reference }: Asked, data: CyberData, missing: Missing[]): Section[] {
  const tonight = missing.filter((one) => one.measure.tonight).slice(0, TONIGHT);
  const attacked: Section = { id: 'attaque', kind: 'steps', title: 'Le jour où cela arrive', lead: 'À imprimer, et à garder près de l’ordinateur.', steps: data.attacked.map(({ source, ...step }) => ({ ...step, source: sourceOf(reference, source) })) };
  if (tonight.length === 0) return [attacked];
  return [{ id: 'ce-soir', kind: 'steps', title: 'À faire ce soir', lead: 'Moins d’une heure en tout, rien à acheter ou presque.', steps: tonight.map(({ measure }) => ({ what: measure.tonight!, detail: measure.why, source: sourceOf(reference, measure.source) })) }, attacked];
}

/** What protects a firm already, what lacks, and in which order to take it up. */
export function assessCyber(asked: Asked): Result {
  const { reference, answers } = asked;
  const data = cyberData(reference);
  const [index, missing] = [cyberIndex(asked), rankMeasures(asked)];
  const share = sourceOf(reference, data.attackedShare.source);
  return {
    headline: [
      { id: 'index', label: 'de ce qui vous protégerait est en place', value: index === null ? null : Math.round(index), unit: '%', certainty: 'stated', note: 'Selon vos réponses, pesées par l’ordre de priorité publié. Ce n’est pas une probabilité d’attaque.' },
      { id: 'missing', label: missing.length === 1 ? 'mesure à prendre ou à finir' : 'mesures à prendre ou à finir', value: missing.length, unit: '', certainty: 'stated' },
    ],
    dimensions: dimensionsOf(asked, data), sections: sectionsOf(asked, data, missing), lines: linesOf(asked), actions: missing.map((one) => actionOf(reference, one)),
    missing: questionsOf(reference).filter((question) => !(question.id in answers) && question.when.length === 0).map(({ id, text, why }) => ({ question: id, text, why })),
    notes: [
      `${data.attackedShare.value}\u00a0% des petites et moyennes entreprises disent avoir été attaquées dans l’année (${share.text}, ${share.year}).`,
      'Chaque réponse vaut de 0 à 3 points\u00a0; les poids viennent du rang que MonAideCyber donne à la mesure. Le barème et les durées sont ceux du produit (hypothèse). Le gain en euros n’est pas chiffré\u00a0: aucune source solide ne le donne par mesure.',
    ],
  };
}
