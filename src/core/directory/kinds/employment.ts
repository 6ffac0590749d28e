import { number as shownNumber } from '#lib/format.ts';
import { cents, choice, choices, day, number, optional, rows, text, usually, yes } from './fields.ts';
import { recordKind } from './kind.ts';
import { tradeInWords, TRADES } from './trades.ts';

const SHIFTS = { day: 'En journée', early: 'Tôt le matin', evening: 'Le soir', night: 'La nuit', weekend: 'Le samedi ou le dimanche' } as const;
const EVERY_SHIFT = Object.keys(SHIFTS) as (keyof typeof SHIFTS)[];
const LIVES = { here: 'Ici, et y reste', wishes: 'Ailleurs, et veut venir ici', anywhere: 'Ailleurs, prêts à vivre là où sont les emplois' } as const;
const NBSP = '\u00a0';

/** A post to be filled, one record a post. */
export const job = recordKind('job', {
  side: 'offers',
  label: 'Poste à pourvoir',
  ask: 'Un poste que vous cherchez à pourvoir',
  fields: {
    trade: choice({ label: 'Quel métier ?', options: TRADES }),
    words: optional(text({ label: 'Précision', hint: 'Le métier avec vos mots, s’il n’est pas dans la liste.', most: 80 })),
    hoursAWeek: usually(number({ label: 'Heures par semaine', unit: 'h', min: 1, max: 48 }), 35),
    shifts: usually(choices({ label: 'Quels horaires ?', options: SHIFTS }), ['day']),
    payCents: optional(cents({ label: 'Salaire brut', unit: 'par mois', max: 50_000_00 })),
    from: optional(day({ label: 'À partir du' })),
    remote: usually(yes({ label: 'Peut se faire entièrement à distance' }), false),
    housing: usually(yes({ label: 'Vous pouvez aider à loger' }), false),
  },
  says: (value) => `${tradeInWords(value.trade, value.words)}, ${shownNumber(value.hoursAWeek, 1)}${NBSP}h par semaine`,
  check: (value) => (value.trade === 'other' && !value.words ? { field: 'words', problem: 'Dites le métier avec vos mots.' } : null),
});

/** One or two adults of a household who look for work together. Said by persons, kept by an adviser. */
export const household = recordKind('household', {
  side: 'needs',
  label: 'Foyer qui cherche des emplois',
  ask: 'Un couple ou une personne qui cherche du travail ici',
  fields: {
    adults: rows({
      label: 'Qui cherche un emploi ?', hint: 'Une ou deux personnes, sans leur nom.', most: 2,
      fields: {
        trades: choices({ label: 'Métiers possibles', options: TRADES }),
        words: optional(text({ label: 'Précision', most: 80 })),
        hoursMin: usually(number({ label: 'Heures par semaine, au moins', unit: 'h', min: 1, max: 48 }), 24),
        hoursMax: usually(number({ label: 'Heures par semaine, au plus', unit: 'h', min: 1, max: 48 }), 39),
        shifts: usually(choices({ label: 'Horaires possibles', options: SHIFTS }), EVERY_SHIFT),
        payCents: optional(cents({ label: 'Salaire brut, au moins', unit: 'par mois', max: 50_000_00 })),
      },
    }),
    lives: usually(choice({ label: 'Où vivent-ils ?', hint: 'La commune dite est celle où ils vivent, ou celle où ils veulent vivre.', options: LIVES }), 'here'),
    maxMinutes: usually(number({ label: 'Trajet au plus, à l’aller, pour chacun', unit: 'min', min: 5, max: 180 }), 30),
    from: optional(day({ label: 'Disponibles à partir du' })),
    housing: usually(yes({ label: 'Cherchent aussi un logement' }), false),
  },
  says: (value) => value.adults.map((adult) => adult.trades.map((one) => tradeInWords(one, adult.words)).join(' ou ')).join(' ; et '),
  check: (value) => {
    if (value.adults.some((adult) => adult.hoursMin > adult.hoursMax)) return { field: 'adults', problem: 'Les heures au plus ne peuvent pas être sous les heures au moins.' };
    if (value.adults.some((adult) => adult.trades.includes('other') && !adult.words)) return { field: 'adults', problem: 'Dites le métier avec ses mots.' };
    return null;
  },
});
