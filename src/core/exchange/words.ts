import { euros, km, months, number, tonnes } from '#lib/format.ts';
import type { LeastChange, Obstacle } from './model.ts';

export const STATE_WORDS: Record<string, string> = { 'dry-solid': 'solide et sec', 'wet-solid': 'solide et humide', powder: 'poudre', paste: 'pâte', sludge: 'boue', liquid: 'liquide' };

/** The five conditions of art. L541-4-2 as a question that a producer can answer. */
export const CONDITION_WORDS: Record<string, { short: string; question: string }> = {
  'certain-use': { short: 'usage certain', question: 'Quelqu’un s’engage-t-il vraiment à l’utiliser ? Un contrat ou une lettre le prouve.' },
  'direct-use': { short: 'usage direct', question: 'Peut-on l’utiliser tel quel, sans autre traitement que ce qui se fait d’ordinaire dans le métier ?' },
  'integral-part': { short: 'issu de la production', question: 'Sort-il de votre production même, sans avoir été recherché ?' },
  'meets-requirements': { short: 'conforme', question: 'Respecte-t-il les règles de produit, d’environnement et de santé de l’usage prévu ?' },
  'no-harm': { short: 'sans nuisance', question: 'Son usage est-il sans effet nuisible sur l’environnement et la santé ?' },
};

const NBSP = '\u00a0';

/** « boue, pâte ou liquide ». */
const eitherOf = (words: readonly string[]): string => (words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} ou ${words.at(-1)}`);

/** Why two sides do not fit, as one would say it on the telephone. */
export function obstacleText(obstacle: Obstacle): string {
  switch (obstacle.code) {
    case 'hazardous':
      return `Déchet dangereux${NBSP}: il ne s’échange pas ici. Un opérateur autorisé le prend, avec un bordereau Trackdéchets.`;
    case 'not-a-byproduct':
      return `Reste un déchet (condition «${NBSP}${CONDITION_WORDS[obstacle.condition]?.short ?? obstacle.condition}${NBSP}» non remplie)${NBSP}: seule une installation autorisée peut le prendre.`;
    case 'state':
      return `Proposé ${STATE_WORDS[obstacle.offered]}, demandé ${eitherOf(obstacle.accepted.map((state) => STATE_WORDS[state] ?? state))}.`;
    case 'moisture':
      return `Trop humide${NBSP}: ${number(obstacle.percent)}${NBSP}% d’eau, ${number(obstacle.max)} au plus sont acceptés.`;
    case 'moisture-unknown':
      return `Humidité non mesurée${NBSP}: il en faut moins de ${number(obstacle.max)}${NBSP}%.`;
    case 'months':
      return `Pas aux mêmes mois${NBSP}: proposé ${months(obstacle.offered)}, demandé ${months(obstacle.accepted)}.`;
    case 'too-far':
      return `À ${km(Math.ceil(obstacle.km))}, pour ${km(obstacle.maxKm)} acceptés.`;
    case 'no-place':
      return 'Lieu inconnu.';
    case 'not-worth-it':
      return `À ${km(obstacle.km)}, l’échange rapporterait moins que ce qu’il coûte${NBSP}: charger, rouler, et le temps des deux entreprises.`;
    case 'too-little':
      return `${tonnes(obstacle.tonnesPerYear)} par an, il en faut au moins ${tonnes(obstacle.minTonnesPerYear)}.`;
    case 'apart':
      return obstacle.words;
    case 'outbid':
      return 'La place est prise par un échange qui vaut plus.';
  }
}

/** The least change, as advice: what to change and what it would bring. */
export function changeText(change: LeastChange): string {
  const brings = `${tonnes(change.tonnesPerYear)} par an`;
  const { obstacle } = change;
  switch (obstacle.code) {
    case 'moisture':
      return `Sécher de ${number(obstacle.percent)} à ${number(obstacle.max)}${NBSP}% d’eau ferait partir ${brings}.`;
    case 'moisture-unknown':
      return `Mesurer l’humidité suffit peut-être${NBSP}: sous ${number(obstacle.max)}${NBSP}%, ${brings} trouvent preneur.`;
    case 'state':
      return `Livré ${STATE_WORDS[obstacle.accepted[0] ?? ''] ?? 'autrement'}, ${brings} trouvent preneur.`;
    case 'months':
      return `Stocker pour servir ${months(obstacle.accepted)} ferait partir ${brings}.`;
    case 'too-far':
      return `${km(Math.ceil(obstacle.km) - obstacle.maxKm)} de plus acceptés (${km(Math.ceil(obstacle.km))} au lieu de ${km(obstacle.maxKm)})${NBSP}: ${brings}.`;
    case 'too-little':
      return `En réunissant encore ${tonnes(obstacle.minTonnesPerYear - obstacle.tonnesPerYear)} par an avec d’autres, ou avec un minimum plus bas${NBSP}: ${brings}.`;
    case 'not-worth-it':
    case 'outbid':
      return `${euros(obstacle.centsPerTonne)} de mieux par tonne, d’un côté ou de l’autre${NBSP}: ${brings}.`;
    default:
      return obstacleText(obstacle);
  }
}
