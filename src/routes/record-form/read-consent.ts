import { RecordFact } from '#core/directory/index.ts';
import type { Problems, Values } from './read-record.ts';

const text = (values: Values, name: string): string => (Array.isArray(values[name]) ? (values[name][0] ?? '') : (values[name] ?? '')).trim();

const WHERE: Record<string, { name: string; problem: string }> = {
  source: { name: 'source', problem: 'Dites d’où vient l’information.' },
  sourceDetail: { name: 'precision', problem: 'Trois cents caractères au plus.' },
  statedOn: { name: 'date', problem: 'La date à laquelle cela a été dit.' },
  certainty: { name: 'certitude', problem: 'Dites si c’est mesuré, déclaré ou estimé.' },
  consent: { name: 'consentement', problem: 'Dites à qui l’entreprise accepte que ce soit montré.' },
  consentGivenBy: { name: 'accord_qui', problem: 'Dites qui, dans l’entreprise, a donné son accord.' },
  consentHow: { name: 'accord_comment', problem: 'Dites comment l’accord a été donné.' },
};

/** The fact that a value makes, with where it comes from and what its owner agreed to, as typed below the fields; or what is to be seen again. */
export function readFact(values: Values, said: { kind: string; value: object }, on: { territoryId: string; siret: string }): { ok: true; fact: RecordFact } | { ok: false; problems: Problems } {
  const read = RecordFact.safeParse({
    ...on, ...said, source: text(values, 'source'), sourceDetail: text(values, 'precision') || undefined, statedOn: text(values, 'date'), certainty: text(values, 'certitude'), consent: text(values, 'consentement'),
    consentGivenBy: text(values, 'accord_qui'), consentHow: [text(values, 'accord_comment'), text(values, 'accord_date') && `le ${text(values, 'accord_date')}`].filter(Boolean).join(', '),
  });
  if (read.success) return { ok: true, fact: read.data };
  return { ok: false, problems: Object.fromEntries(read.error.issues.flatMap((issue) => { const where = WHERE[String(issue.path[0])]; return where ? [[where.name, where.problem]] : []; })) };
}
