import { z } from 'zod';
import { factsFile } from '#core/kernel/index.ts';
import { labelsOf } from './labels/model.ts';
import { Source } from './model.ts';
import { readReference } from './read-reference.ts';
import type { Action, LeadsTo, Scheme } from './result.ts';

const Id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
const Written = z.strictObject({
  edition: z.string(), note: z.string(),
  /** The boards of the exchange that actions lead to, with the words of the link. */
  boards: z.record(Id, z.string()),
  schemes: z.array(z.strictObject({ id: Id, name: z.string(), body: z.string(), gives: z.string(), who: z.string(), until: z.iso.date().nullable(), subject: Id, call: z.string(), source: Source.omit({ id: true }) })),
  /** By « diagnosis/action ». */
  actions: z.record(z.string(), z.strictObject({ schemes: z.array(Id).default([]), boards: z.array(Id).default([]), labels: z.array(Id).default([]) })),
});

let read: z.output<typeof Written> | undefined;
/** What facts/diagnosis/leads.json says; a name in it that is nowhere else is a programmer's error. */
export const leadsList = (): z.output<typeof Written> => (read ??= Written.parse(JSON.parse(factsFile('diagnosis/leads.json'))));

let names: Map<string, string> | undefined;
const labelName = (id: string): string => {
  names ??= new Map(labelsOf(readReference('labels')).map((one) => [one.id, one.name]));
  return names.get(id) ?? id;
};

/** An action with all that it leads to beside its first address: boards, labels it prepares, and schemes still open on a day. */
export function withLeads(diagnosis: string, action: Action, today: string): Action {
  const list = leadsList();
  const found = list.actions[`${diagnosis}/${action.id}`];
  if (!found) return action;
  const first = 'href' in action.leadsTo ? action.leadsTo.href : null;
  const also: LeadsTo[] = [
    ...found.boards.map((id) => ({ kind: 'board' as const, href: `/bourse/${id}`, label: list.boards[id]! })),
    ...found.labels.map((id) => ({ kind: 'label' as const, href: '/diagnostics/labels', label: `Prépare le label ${labelName(id).replace(/^Label /, '')}` })),
  ].filter((one) => one.href !== first);
  return { ...action, also, schemes: schemesFor(found.schemes, action.title, today) };
}

/** Schemes still open on a day: those named, or all. `about`: what they would be asked for. */
export const schemesFor = (ids: readonly string[] | null, about: string | null, today: string): Scheme[] =>
  leadsList()
    .schemes.filter(({ id, until }) => (ids === null || ids.includes(id)) && (until === null || until >= today))
    .map((scheme) => ({ ...scheme, words: about ? `${scheme.name}, pour ceci\u00a0: ${about}` : `Je voudrais savoir si j’ai droit à ceci\u00a0: ${scheme.name}`, source: { id: scheme.id, ...scheme.source } }));

/** Schemes that go with an action, « carbon/heat-pump »; all of them where none is named. */
export const schemesOf = (key: string | null, about: string | null, today: string): Scheme[] => schemesFor(key === null ? null : (leadsList().actions[key]?.schemes ?? []), about, today);
