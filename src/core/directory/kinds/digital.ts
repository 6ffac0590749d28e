import { z } from 'zod';
import { factsFile } from '#core/kernel/index.ts';
import { euros } from '#lib/format.ts';
import { cents, choice, choices, day, longText, number, optional, usually, yes } from './fields.ts';
import { recordKind } from './kind.ts';

const Named = z.array(z.object({ id: z.string(), title: z.string() }));
const inFile = (name: string, list: string) => Named.parse((JSON.parse(factsFile(`diagnosis/${name}.json`)) as { data: Record<string, unknown> }).data[list]);

/** What a firm may need done: the needs that the digital diagnosis finds and the measures of the cyber one, under the same identifiers. */
export const DIGITAL_NEEDS: Readonly<Record<string, string>> = Object.fromEntries([
  ...inFile('digital', 'needs').map(({ id, title }) => [id, title]),
  ...inFile('cyber', 'measures').map(({ id, title }) => [`cyber-${id}`, title]),
]);
const lower = (title: string) => title.charAt(0).toLowerCase() + title.slice(1);

/** Something digital that a firm needs done, for how much and by when. */
export const digitalNeed = recordKind('digital-need', {
  side: 'needs',
  label: 'Besoin numérique',
  ask: 'Ce qu’il vous faut de numérique, d’après un diagnostic ou non',
  fields: {
    need: choice({ label: 'Quel besoin ?', options: DIGITAL_NEEDS }),
    budgetCents: optional(cents({ label: 'Budget au plus', unit: 'en tout', min: 1 })),
    by: optional(day({ label: 'Pour quand', hint: 'Ce trimestre si rien n’est dit.' })),
    onSite: usually(yes({ label: 'Quelqu’un doit venir sur place' }), false),
    europe: usually(choice({ label: 'Outils européens', options: { preferred: 'De préférence', required: 'Seulement' } }), 'preferred'),
    words: optional(longText({ label: 'Avec vos mots' })),
  },
  says: (value) => lower(DIGITAL_NEEDS[value.need] ?? value.need),
});

/** Who can do it: skills, prices, how many projects at a time, where the tools are made and where data are kept. */
export const digitalProvider = recordKind('digital-provider', {
  side: 'offers',
  label: 'Prestataire numérique',
  ask: 'Ce que vous savez faire pour d’autres entreprises en numérique',
  fields: {
    skills: choices({ label: 'Que savez-vous faire ?', options: DIGITAL_NEEDS }),
    fromCents: cents({ label: 'Un projet coûte à partir de', unit: 'en tout' }),
    toCents: cents({ label: 'Et jusqu’à', unit: 'en tout' }),
    perQuarter: number({ label: 'Projets que vous pouvez prendre', unit: 'par trimestre', max: 500 }),
    taken: usually(number({ label: 'Dont déjà pris ce trimestre', unit: 'projets', max: 500 }), 0),
    made: choice({ label: 'Où vos outils sont-ils faits ?', options: { europe: 'En Europe', mixed: 'En partie en Europe', outside: 'Hors d’Europe' } }),
    hosted: choice({ label: 'Où les données sont-elles gardées ?', options: { client: 'Chez le client', europe: 'Dans l’Union européenne', outside: 'Hors de l’Union européenne' } }),
    remote: usually(yes({ label: 'À distance aussi' }), true),
    maxKm: usually(number({ label: 'Vous vous déplacez jusqu’à', unit: 'km', max: 1_000 }), 50),
  },
  says: (value) => `projets de ${euros(value.fromCents)} à ${euros(value.toCents)}`,
  check: (value) => {
    if (value.toCents < value.fromCents) return { field: 'toCents', problem: 'Un prix au moins égal au premier.' };
    if (!Number.isInteger(value.perQuarter)) return { field: 'perQuarter', problem: 'Un nombre entier de projets.' };
    return Number.isInteger(value.taken) && value.taken <= value.perQuarter ? null : { field: 'taken', problem: 'Un nombre entier, pas plus que les projets du trimestre.' };
  },
});
