import { months as monthsInWords, number as shownNumber } from '#lib/format.ts';
import { cents, choice, choices, days, months, number, optional, text, usually, yes } from './fields.ts';
import { recordKind } from './kind.ts';
import { tradeInWords, TRADES } from './trades.ts';

const FORMS = { group: 'Un groupement d’employeurs', 'part-time': 'Un contrat à temps partiel dans chaque entreprise', loan: 'Un prêt de salarié, sans profit' } as const;
const NBSP = '\u00a0';
const WEEKDAYS = [1, 2, 3, 4, 5];
const ALL_YEAR = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
const EVERY_FORM = Object.keys(FORMS) as (keyof typeof FORMS)[];
const season = (list: number[]) => (new Set(list).size === 12 ? '' : `, ${monthsInWords(list)}`);

/** Part of a job that a firm needs: a trade, some days a week, some months. One of days or hours a week is said, or both: hours spread over these days. */
export const timeNeed = recordKind('time-need', {
  side: 'needs',
  label: 'Temps de travail recherché',
  ask: 'Quelqu’un dont vous avez besoin quelques jours par semaine, ou une saison',
  fields: {
    skill: choice({ label: 'Quel métier ?', options: TRADES }),
    words: optional(text({ label: 'Précision', hint: 'Le métier avec vos mots, s’il n’est pas dans la liste.', most: 80 })),
    daysAWeek: optional(number({ label: 'Combien de jours par semaine', unit: 'jours', min: 0.5, max: 6, hint: 'Par demi-journées. Ou dites des heures.' })),
    hoursAWeek: optional(number({ label: 'Ou combien d’heures par semaine', unit: 'h', min: 1, max: 35 })),
    hoursADay: usually(number({ label: 'Heures d’une journée', unit: 'h', min: 2, max: 10 }), 7),
    days: usually(days({ label: 'Quels jours est-ce possible ?' }), WEEKDAYS),
    months: usually(months({ label: 'Quels mois ?' }), ALL_YEAR),
    remote: usually(yes({ label: 'Peut se faire entièrement à distance' }), false),
    hourCents: optional(cents({ label: 'Prix possible de l’heure', unit: 'par heure, tout compris', max: 300_00 })),
    idcc: optional(text({ label: 'Convention collective (IDCC)', hint: 'Quatre chiffres au plus, sur une fiche de paie.', most: 4 })),
    publicBody: usually(yes({ label: 'Commune, intercommunalité ou établissement public' }), false),
    forms: usually(choices({ label: 'Sous quelle forme ?', options: FORMS }), EVERY_FORM),
  },
  says: (value) => `${tradeInWords(value.skill, value.words)}, ${value.daysAWeek === undefined ? `${shownNumber(value.hoursAWeek ?? 0, 1)}${NBSP}h` : `${shownNumber(value.daysAWeek, 1)}${NBSP}${value.daysAWeek < 2 ? 'jour' : 'jours'}`} par semaine${season(value.months)}`,
  check: (value) => {
    if (value.daysAWeek === undefined && value.hoursAWeek === undefined) return { field: 'daysAWeek', problem: 'Dites un nombre de jours ou un nombre d’heures par semaine.' };
    if (value.daysAWeek !== undefined && !Number.isInteger(value.daysAWeek * 2)) return { field: 'daysAWeek', problem: 'Par demi-journées : 0,5, 1, 1,5 jour…' };
    const perDay = value.daysAWeek === undefined ? value.hoursADay : (value.hoursAWeek ?? value.daysAWeek * value.hoursADay) / value.daysAWeek;
    if (perDay > 10) return { field: 'hoursAWeek', problem: 'Dix heures par jour au plus : ajoutez un jour ou ôtez des heures.' };
    const needed = value.daysAWeek ?? Math.ceil((value.hoursAWeek ?? 0) / (value.hoursADay / 2) - 1e-9) / 2;
    if (needed > new Set(value.days).size) return { field: 'days', problem: `Il faut ${shownNumber(needed, 1)} jours par semaine : cochez au moins autant de jours possibles.` };
    if (value.skill === 'other' && !value.words) return { field: 'words', problem: 'Dites le métier avec vos mots.' };
    if (value.idcc && !/^\d{1,4}$/.test(value.idcc)) return { field: 'idcc', problem: 'Quatre chiffres au plus.' };
    return null;
  },
});

/** Somebody who looks for work made of several parts: trades, days, share of a full time, months, road. Said by a person, kept by an adviser. */
export const worker = recordKind('worker', {
  side: 'offers',
  label: 'Personne qui cherche du travail',
  ask: 'Quelqu’un qui accepterait un emploi partagé entre plusieurs entreprises',
  fields: {
    skills: choices({ label: 'Quels métiers ?', options: TRADES }),
    words: optional(text({ label: 'Précision', hint: 'Le métier avec ses mots, s’il n’est pas dans la liste.', most: 80 })),
    shareMin: usually(number({ label: 'Temps voulu, au moins', unit: '% d’un temps plein', min: 10, max: 100 }), 80),
    shareMax: usually(number({ label: 'Temps voulu, au plus', unit: '% d’un temps plein', min: 10, max: 100 }), 100),
    days: usually(days({ label: 'Quels jours ?' }), WEEKDAYS),
    months: usually(months({ label: 'Quels mois ?' }), ALL_YEAR),
    maxKm: usually(number({ label: 'À combien de route au plus', unit: 'km', min: 1, max: 200 }), 30),
    remote: usually(yes({ label: 'Accepte de travailler à distance' }), true),
  },
  says: (value) => `${value.skills.map((one) => tradeInWords(one, value.words)).join(' ; ')}, de ${shownNumber(value.shareMin)} à ${shownNumber(value.shareMax)}${NBSP}%${season(value.months)}`,
  check: (value) => {
    if (value.shareMin > value.shareMax) return { field: 'shareMax', problem: 'Le plus ne peut pas être sous le moins.' };
    if (value.skills.includes('other') && !value.words) return { field: 'words', problem: 'Dites le métier avec ses mots.' };
    return null;
  },
});
