import { eurosAbout, listed, plural } from '#lib/format.ts';
import type { Reason } from './model.ts';

const NBSP = '\u00a0';

/** Why go there, in a few words. */
export function reasonText(reason: Reason): string {
  switch (reason.code) {
    case 'proposals': return `${plural(reason.count, 'proposition')} l’${reason.count > 1 ? 'attendent' : 'attend'}${reason.cents > 0 ? `, ${eurosAbout(reason.cents)} par an à partager` : ''}`;
    case 'lead': return `pourrait prendre ${reason.material} de ${reason.from}`;
    case 'usual': return `son métier laisse souvent ${listed(reason.materials)}`;
    case 'young': return 'créée il y a moins de deux ans';
    case 'employs': return reason.label;
    case 'far-from-help': return 'aucune visite dans sa commune';
  }
}

/** What to say or ask at the door, one sentence a reason. */
export function doorText(reason: Reason): string | null {
  switch (reason.code) {
    case 'proposals': return `Montrer${NBSP}: ${reason.titles.join(' ; ')}.`;
    case 'lead': return `Demander si elle prendrait ${reason.material}, que ${reason.from} ne sait où mettre.`;
    case 'usual': return `Demander ce que deviennent ${listed(reason.materials)}.`;
    case 'young': return 'Demander ce qui manque depuis le démarrage, et par qui elle a été suivie.';
    default: return null;
  }
}

/** What is asked at every door. */
export const ALWAYS_ASKED = ['Qu’est-ce qui vous prend du temps ou de l’argent en ce moment ?', 'Que jetez-vous dont un autre se servirait ? Qu’achetez-vous loin ?', 'Cherchez-vous quelqu’un ? Partez-vous bientôt ?'];
