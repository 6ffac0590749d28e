import { z } from 'zod';
import { plural } from '#lib/format.ts';
import { cents, commune, days, type Field, number, optional, rows, text, usually, yes } from './fields.ts';
import { recordKind } from './kind.ts';

/** A time of the day, « 07:30 ». */
const clock = (asked: { label: string; hint?: string }): Field<z.ZodString> => ({ ...text(asked), problem: 'Une heure, par exemple 07:30.', schema: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/).meta({ title: asked.label, description: 'Heure du jour, 07:30.' }) });

const SHIFT = {
  days: usually(days({ label: 'Jours' }), [1, 2, 3, 4, 5]),
  start: clock({ label: 'Début' }),
  end: clock({ label: 'Fin', hint: 'Plus tôt que le début quand on finit le lendemain.' }),
};

const STAFF = {
  commune: commune({ label: 'Commune du domicile' }),
  people: number({ label: 'Combien de personnes', unit: 'personnes', min: 1, max: 500 }),
  shift: usually(number({ label: 'Horaire', unit: 'rang dans la liste des horaires', min: 1, max: 8 }), 1),
  drives: usually(yes({ label: 'Peuvent conduire', hint: 'Sinon passagers seulement.' }), true),
  seats: usually(number({ label: 'Places offertes à des passagers', unit: 'places', min: 0, max: 8 }), 3),
};

/** How the staff of a site come to work: hours of the teams, home communes and how many. Never a name, never an address. */
export const commutes = recordKind('commutes', {
  side: 'needs',
  label: 'Trajets du personnel',
  ask: 'Les horaires de vos équipes et les communes d’où l’on vient : des nombres, jamais un nom ni une adresse',
  fields: {
    shifts: rows({ label: 'Horaires', fields: SHIFT, most: 8 }),
    staff: rows({ label: 'D’où vient-on ?', hint: 'Une ligne par commune et par horaire, avec un nombre.', fields: STAFF, most: 100 }),
    maxDetourKm: usually(number({ label: 'Détour accepté', unit: 'km par trajet', max: 60 }), 8),
    waitMinutes: usually(number({ label: 'Attente acceptée avant et après l’horaire', unit: 'minutes', max: 120 }), 15),
    incentiveCents: optional(cents({ label: 'Prime de l’employeur', hint: 'À qui covoiture, conducteur ou passager.', unit: 'par personne et par an', max: 5_000_00 })),
  },
  says: (value) => `${plural(value.staff.reduce((sum, row) => sum + row.people, 0), 'personne')} à faire venir`,
  check: (value) => {
    const whole = value.staff.find((row) => ![row.people, row.shift, row.seats].every(Number.isInteger));
    if (whole) return { field: 'staff', problem: 'Des nombres entiers de personnes, de places et de rangs.' };
    if (value.staff.some((row) => row.shift > value.shifts.length)) return { field: 'staff', problem: `Le rang d’un horaire va de 1 à ${value.shifts.length}.` };
    if (value.shifts.some((shift) => shift.start === shift.end)) return { field: 'shifts', problem: 'Un horaire commence et finit à deux heures différentes.' };
    return null;
  },
});
