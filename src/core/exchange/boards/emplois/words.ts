import { RECORD_KINDS } from '#core/directory/index.ts';
import { date, euros, listed, number, plural } from '#lib/format.ts';
import { type BoardProposal, leastSure, SURE } from '../../board.ts';
import { FIGURES } from './figures.ts';
import { minutesInWords, postInWords } from './fits.ts';
import { A_PERSON, type Settling } from './settlings.ts';

const NBSP = '\u00a0';
const PART_TIME_FLOOR = 24;

/** A household and its posts as they are told. */
export function proposalOf({ home, fits, minutes, over, value }: Settling): BoardProposal {
  const [posts, both, most] = [fits.map((fit) => fit.post), fits.length > 1, home.value.maxMinutes];
  const firms = listed(posts.map((_, i) => `{${i + 1}}`));
  const sure = leastSure([home, ...posts]);
  const paid = posts.every((post) => post.value.payCents !== undefined);
  const year = posts.reduce((sum, post) => sum + (post.value.payCents ?? 0) * 12, 0);
  const longest = Math.max(...minutes);
  const anywhere = home.value.lives === 'anywhere';
  const late = posts.flatMap((post, i) => (home.value.from && post.value.from && post.value.from < home.value.from ? [`{${i + 1}} cherche dès le ${date(post.value.from)}, {0} n’est libre que le ${date(home.value.from)}${NBSP}: à discuter.`] : []));
  const way = (i: number) => (posts[i]!.value.remote ? 'à distance' : anywhere && !both ? 'à côté du poste' : `à ${minutesInWords(minutes[i]!)}`);
  return {
    parties: [
      { side: home.id, role: both ? 'cherchent deux emplois' : 'cherche un emploi', gives: RECORD_KINDS.household.says(home.value) },
      ...posts.map((post) => ({ side: post.id, role: 'a un poste', gives: RECORD_KINDS.job.says(post.value) })),
    ],
    title: both ? `Deux emplois pour {0}, chez ${firms}` : `Un emploi pour {0}, chez {1}`,
    sentence:
      over === 0
        ? `${both ? `Les deux ont un poste à ${minutesInWords(most)} de route au plus${anywhere ? ', en vivant à mi-chemin' : ''}` : `Un poste à ${minutesInWords(most)} de route au plus`}${NBSP}: ${listed(posts.map((post, i) => `${postInWords(post)} chez {${i + 1}}`))}.`
        : `Le plus près du temps voulu${NBSP}: ${listed(posts.map((post, i) => `${postInWords(post)} chez {${i + 1}}, ${way(i)}`))}, pour ${minutesInWords(most)} voulues.`,
    reasons: [
      ...posts.map((post, i) => `{${i + 1}}${NBSP}: ${postInWords(post)}, ${number(post.value.hoursAWeek, 1)}${NBSP}h par semaine${post.value.payCents === undefined ? '' : `, ${euros(post.value.payCents)} brut par mois`}, ${way(i)}.`),
      ...(over > 0 ? [`Aucun ensemble de postes n’est dans le temps voulu pour ${both ? 'les deux' : 'cette personne'} sans en priver d’autres${NBSP}: ${minutesInWords(over)} de trop en tout.`] : []),
      ...(home.value.housing ? [posts.some((post) => post.value.housing) ? `Cherche un logement${NBSP}: ${listed(posts.flatMap((post, i) => (post.value.housing ? [`{${i + 1}}`] : [])))} peut y aider.` : 'Cherche un logement : aucun des employeurs n’a dit pouvoir y aider.'] : []),
      ...late,
    ],
    value: value / A_PERSON,
    worth: paid ? { value: year, low: Math.round(year * (1 - FIGURES.spread[sure.certainty])), high: Math.round(year * (1 + FIGURES.spread[sure.certainty])) } : null,
    quantity: fits.length,
    figures: [
      { label: plural(fits.length, 'emploi').replace(/^\S+\u00a0/, ''), value: number(fits.length) },
      { label: 'de trajet au plus, à l’aller', value: minutesInWords(longest), note: `pour ${minutesInWords(most)} voulues` },
    ],
    certainties: [
      { what: 'Postes et souhaits', how: `${SURE[sure.certainty].word}, ${date(sure.statedOn)}`, dots: SURE[sure.certainty].dots },
      { what: 'Temps de trajet', how: 'estimé, sans circulation', dots: 1 },
      { what: 'Salaires', how: paid ? 'dits par chaque employeur' : 'pas dits partout : rien n’est compté en euros', dots: paid ? 2 : 0 },
    ],
    law: ['family', 'questions', 'free', ...(posts.some((post) => post.value.hoursAWeek < PART_TIME_FLOOR) ? ['part-time'] : []), ...(posts.some((post) => post.value.shifts.includes('night')) ? ['night'] : [])],
    improvement: over > 0 ? { code: 'minutes', text: `Chez {0}${NBSP}: accepter ${minutesInWords(longest)} de trajet au lieu de ${number(most)}${NBSP}: ${both ? 'les deux emplois conviennent' : 'l’emploi convient'}.`, with: home.id, gain: fits.length } : null,
    events: posts.flatMap((post, i) => (post.value.from ? [{ on: post.value.from, title: `Début du poste chez {${i + 1}}` }] : [])),
  };
}
