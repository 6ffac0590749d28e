import type { AuditFilter } from '#core/identity/index.ts';
import { DID_WORDS } from '../did-words.ts';

export const PAGE_SIZE = 50;
const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** What was typed in the form of the trail, whatever it is worth. */
export type Typed = { qui: string; entreprise: string; quoi: string; du: string; au: string };

/** Reads an address of the trail: what is asked, what was typed, and what cannot be read, field by field. */
export function readTrail(params: URLSearchParams): { filter: AuditFilter; typed: Typed; problems: Partial<Record<keyof Typed, string>>; page: number } {
  const text = (name: string) => (params.get(name) ?? '').trim().slice(0, 120);
  const typed: Typed = { qui: text('qui'), entreprise: text('entreprise'), quoi: text('quoi'), du: text('du'), au: text('au') };
  const siret = typed.entreprise.replace(/\s/g, '');
  const isDate = (date: string) => DATE.test(date) && !Number.isNaN(Date.parse(date));
  const problems: Partial<Record<keyof Typed, string>> = {
    ...(siret && !/^\d{14}$/.test(siret) ? { entreprise: 'Il faut un SIRET, 14 chiffres.' } : {}),
    ...(typed.du && !isDate(typed.du) ? { du: 'Cette date ne se lit pas.' } : {}),
    ...(typed.au && !isDate(typed.au) ? { au: 'Cette date ne se lit pas.' } : {}),
  };
  const filter: AuditFilter = {
    ...(typed.qui ? { person: typed.qui } : {}),
    ...(siret && !problems.entreprise ? { siret } : {}),
    ...(typed.quoi in DID_WORDS ? { did: typed.quoi } : {}),
    ...(typed.du && !problems.du ? { from: typed.du } : {}),
    ...(typed.au && !problems.au ? { to: typed.au } : {}),
  };
  return { filter, typed, problems, page: Math.min(10_000, Math.max(1, Number.parseInt(params.get('page') ?? '1', 10) || 1)) };
}

/** The address of the trail with the same filters. */
export function trailAddress(typed: Typed, { page = 1, path = '/journal' }: { page?: number; path?: string } = {}): string {
  const params = new URLSearchParams([...Object.entries(typed).filter(([, value]) => value !== ''), ...(page > 1 ? [['page', String(page)]] : [])] as [string, string][]);
  return params.size > 0 ? `${path}?${params}` : path;
}
