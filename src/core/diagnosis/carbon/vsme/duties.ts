import { z } from 'zod';
import { factsFile } from '#core/kernel/index.ts';

const Duty = z.strictObject({
  id: z.string(), title: z.string(), duty: z.string(),
  dates: z.array(z.union([z.strictObject({ on: z.iso.date(), label: z.string().optional() }), z.strictObject({ text: z.string() })])).min(1),
  /** What the law looks at; `ask`: something that only the firm knows. */
  when: z.strictObject({
    employeesAtLeast: z.number().optional(), employeesBelow: z.number().optional(), turnoverKeurosAtLeast: z.number().optional(), areaAtLeast: z.number().optional(), heatingKwAtLeast: z.number().optional(), parkingAtLeast: z.number().optional(),
    naf: z.array(z.string()).optional(), notNaf: z.array(z.string()).optional(), ask: z.enum(['waste', 'office', 'works']).optional(),
  }),
  penalty: z.string().nullable(), certainty: z.enum(['high', 'medium', 'low']), source: z.string(), note: z.string().nullable(), kind: z.enum(['duty', 'right', 'voluntary']),
});
export type Duty = z.output<typeof Duty>;

let read: { edition: string; duties: Duty[] } | undefined;
/** The calendar of obligations that the product ships: facts/carbon/duties.json. */
export const dutyCalendar = () => (read ??= z.strictObject({ edition: z.string(), duties: z.array(Duty).min(1) }).parse(JSON.parse(factsFile('carbon/duties.json'))));

/** What is known of a firm that a duty looks at; null when nobody said. */
export type FirmSize = { employees: number | null; turnoverKeuros: number | null; areaM2: number | null; heatingKw: number | null; parking: number | null; activityCode: string | null };
/** Whether a duty is this firm's: yes, no with why, or depending on what is missing. */
export type Applies = { kind: 'yes' } | { kind: 'no'; why: string } | { kind: 'incomplete'; missing: string[] };
export type FirmDuty = { duty: Duty; applies: Applies; next: string | null };

const WORDS = { waste: 'le volume de vos déchets', office: 'le nombre d’employés de bureau', works: 'vos projets de travaux' } as const;

/** The firm's own duties on a day: those that are its own, those that hang on something not said, then the others. `next`: the next date to come, or the one that already holds. */
export function dutiesOf(firm: FirmSize, today: string): FirmDuty[] {
  const order = { yes: 0, incomplete: 1, no: 2 };
  return dutyCalendar().duties.map((duty) => ({ duty, applies: appliesTo(duty.when, firm), next: nextOf(duty, today) })).sort((a, b) => order[a.applies.kind] - order[b.applies.kind] || (a.next ?? '9999').localeCompare(b.next ?? '9999'));
}

function appliesTo(when: Duty['when'], firm: FirmSize): Applies {
  const missing: string[] = [];
  const limits: [limit: number | undefined, value: number | null, words: string, unit: string][] = [
    [when.employeesAtLeast, firm.employees, 'votre effectif', 'salariés'], [when.turnoverKeurosAtLeast, firm.turnoverKeuros, 'votre chiffre d’affaires', 'k€'],
    [when.areaAtLeast, firm.areaM2, 'la surface de vos locaux', 'm²'], [when.heatingKwAtLeast, firm.heatingKw, 'la puissance de votre chauffage', 'kW'], [when.parkingAtLeast, firm.parking, 'le nombre de places de votre parking', 'places'],
  ];
  for (const [limit, value, words, unit] of limits) {
    if (limit === undefined) continue;
    if (value === null) missing.push(words);
    else if (value < limit) return { kind: 'no', why: `à partir de ${limit} ${unit}` };
  }
  if (when.employeesBelow !== undefined) {
    if (firm.employees === null) missing.push('votre effectif');
    else if (firm.employees >= when.employeesBelow) return { kind: 'no', why: `en dessous de ${when.employeesBelow} salariés` };
  }
  if (when.naf || when.notNaf) {
    if (firm.activityCode === null) missing.push('votre activité');
    else if (when.naf && !when.naf.some((start) => firm.activityCode!.startsWith(start))) return { kind: 'no', why: 'une autre activité' };
    else if (when.notNaf?.some((start) => firm.activityCode!.startsWith(start))) return { kind: 'no', why: 'hors du tertiaire' };
  }
  if (when.ask) missing.push(WORDS[when.ask]);
  return missing.length > 0 ? { kind: 'incomplete', missing } : { kind: 'yes' };
}

function nextOf({ dates }: Duty, today: string): string | null {
  const days = dates.flatMap((date) => ('on' in date ? [date.on] : []));
  return days.find((on) => on >= today) ?? days.at(-1) ?? null;
}
