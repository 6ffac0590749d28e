import { z } from 'zod';
import { nafOf } from '../naf/index.ts';
import { wasteOf } from '../waste/index.ts';
import { activityTerm } from './activities.ts';
import { ADVISERS, PUBLIC } from './document.ts';
import type { Viewer } from '../model.ts';
import { SIZE_CLASSES, type SizeClass } from './size.ts';
import { searchWords } from './words.ts';

const Sizes = SIZE_CLASSES.map(({ code }) => code) as [SizeClass, ...SizeClass[]];

/** What is asked of the directory. An activity is a section (`C`) or any level below (`10.7`, `10.71C`). Pages count from 1. */
export const SearchInput = z.object({
  q: z.string().max(200).default(''),
  commune: z.string().regex(/^[0-9AB]{5}$/).optional(),
  epci: z.string().regex(/^\d{9}$/).optional(),
  activity: z.string().max(7).refine((code) => nafOf(code) !== null).optional(),
  size: z.enum(Sizes).optional(),
  /** Who offers (`out`) or looks for (`in`) a by-product. */
  flow: z.enum(['out', 'in']).optional(),
  status: z.enum(['open', 'all']).default('open'),
  page: z.int().min(1).max(25).default(1),
});
export type SearchInput = z.infer<typeof SearchInput>;

/** How a query reads: the number of an establishment or of a firm, or words. */
export type Reading = { kind: 'number'; from: string; to: string; by: 'siret' | 'siren' } | { kind: 'words'; words: string[]; wasteCode: string | null };

const MOST_WORDS = 8;

/** A SIRET or a SIREN with or without its spaces, from six digits on when only digits were typed; a six-digit code of the list of waste comes first. */
export function readQuery(q: string): Reading {
  const close = q.replace(/[\s.\u00a0\u202f*]/g, '').toUpperCase();
  const waste = /^\d{6}$/.test(close) ? wasteOf(close) : null;
  if (!waste && (/^\d{6,14}$/.test(close) || (/^[0-9A-Z]{9,14}$/.test(close) && (close.match(/\d/g)?.length ?? 0) >= 8))) {
    const by = close.length <= 9 ? 'siren' : 'siret';
    const length = by === 'siren' ? 9 : 14;
    return { kind: 'number', by, from: close.padEnd(length, '0'), to: close.padEnd(length, 'Z') };
  }
  return { kind: 'words', words: waste ? [] : [...new Set(searchWords(q))].slice(0, MOST_WORDS), wasteCode: waste?.code ?? null };
}

/** The filters as groups of terms: one term of each group must stand. */
export function filterTerms({ commune, epci, activity, size, flow, status }: SearchInput, viewer: Viewer): string[][] {
  const groups: string[][] = [];
  if (commune) groups.push([`i${commune.toLowerCase()}`]);
  if (epci) groups.push([`e${epci}`]);
  const naf = activity ? nafOf(activity) : null;
  if (naf) groups.push([activityTerm(naf)]);
  if (size) groups.push([`z${size}`]);
  if (flow) groups.push(fieldsFor(viewer).map((letters) => `${letters.flow}${flow}`));
  if (status === 'open') groups.push(['oopen']);
  return groups;
}

/** The letters of the fields of facts that a viewer may search. */
export const fieldsFor = (viewer: Viewer) => (viewer.kind === 'adviser' ? [PUBLIC, ADVISERS] : [PUBLIC]);
