import type { Outcome } from '#core/followup/index.ts';
import { listed, plural } from '#lib/format.ts';
import type { Because, Lack } from '../routing/model.ts';
import { subjectLabel } from '../subjects/index.ts';
import type { Reach, RequestState, Time } from './model.ts';

export const REACH_WORDS: Record<Reach, string> = { phone: 'par téléphone', video: 'en visio', writing: 'par écrit', visit: 'sur place' };
export const TIME_WORDS: Record<Time, string> = { morning: 'le matin', noon: 'entre midi et deux', afternoon: 'l’après-midi', evening: 'le soir' };
export const STATE_WORDS: Record<RequestState, string> = { uncovered: 'Sans conseiller', new: 'Nouvelle', taken: 'En cours', closed: 'Close', cancelled: 'Annulée' };
export const OUTCOME_WORDS: Record<Outcome, string> = { done: 'C’est fait', 'not-done': 'Rien n’a pu être fait', 'not-for-us': 'Ce n’était pas pour nous', unreachable: 'Injoignable', 'given-up': 'Abandonnée, personne n’a répondu' };

/** Why someone was chosen, said to whoever asked: « couvre ce sujet, à Figeac, et a le moins de demandes en cours ». */
export function becauseText(because: Because[]): string {
  return listed(
    because.map((one) => {
      switch (one.code) {
        case 'subject': return one.all ? 'suit tous les sujets' : 'suit ce sujet';
        case 'commune': return one.place === 'tout le territoire' ? 'couvre tout le territoire' : `couvre votre commune (${one.place})`;
        case 'activity': return 'connaît votre métier';
        case 'starting': return 'accompagne celles et ceux qui démarrent';
        case 'turn': return `c’est le tour de sa structure (${one.bodyName})`;
        case 'load': return one.load === 0 ? 'n’a aucune demande en cours' : `a le moins de demandes en cours (${plural(one.load, 'demande')})`;
        case 'only-one': return 'est la seule personne à le faire ici';
        case 'stands-in': return 'peut prendre le relais';
      }
    }),
  );
}

/** What kept someone from being chosen. */
export function lacksText(lacks: Lack[], request: { subject: string; communeName: string }): string {
  return listed(
    lacks.map((lack) => {
      switch (lack) {
        case 'away': return 'absente ces jours-ci';
        case 'dormant': return 'structure en sommeil';
        case 'starting': return 'ne suit pas ce stade du projet';
        case 'size': return 'ne suit pas cette taille d’entreprise';
        case 'activity': return 'ne suit pas ce métier';
        case 'commune': return `ne couvre pas ${request.communeName}`;
        case 'subject': return `ne suit pas « ${subjectLabel(request.subject)} »`;
      }
    }),
  );
}
