import type { LegalReminder } from '../../board.ts';

const labour = (articles: string) => `Code du travail, ${articles}`;

/** What the law says of proposing jobs to a household, in our words. */
export const LAW: Readonly<Record<string, LegalReminder>> = {
  family: { text: 'La situation de famille et le lieu de résidence ne comptent pas pour embaucher. Chaque employeur n’apprend que ce qui touche à son poste : rien de l’autre membre du foyer, sauf si la personne le dit elle-même.', source: labour('art. L1132-1 et L1142-1') },
  questions: { text: 'On ne demande à quelqu’un qui postule que ce qui a un lien direct et nécessaire avec l’emploi.', source: labour('art. L1221-6') },
  free: { text: 'Chercher ou trouver un emploi ne se paie pas : aucune somme n’est demandée à la personne.', source: labour('art. L5321-3 et L5331-1') },
  'part-time': { text: 'Sous 24 heures par semaine, il faut un accord de branche, ou une demande écrite et motivée du salarié.', source: labour('art. L3123-7 et L3123-27') },
  night: { text: 'Le travail de nuit reste exceptionnel : il se justifie, se compense par du repos et suit un accord ou une autorisation.', source: labour('art. L3122-1 et suivants') },
};
