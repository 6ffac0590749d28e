import { beginning } from '#lib/format.ts';
import { isSubject, type RequestFilter, type RequestView } from '#core/support/index.ts';

/** The names of the views in the address. */
export const VIEWS: { key: string; view: RequestView; label: string }[] = [
  { key: 'nouvelles', view: 'new', label: 'Nouvelles' },
  { key: 'miennes', view: 'mine', label: 'Les miennes' },
  { key: 'toutes', view: 'all', label: 'Toutes' },
  { key: 'sans-conseiller', view: 'uncovered', label: 'Sans conseiller' },
  { key: 'closes', view: 'closed', label: 'Closes' },
];

export const PAGE_SIZE = 30;
const MOST_PAGES = 10_000;

/** What an address asks for. */
export function readFilter(params: URLSearchParams, personId: string): { filter: RequestFilter; key: string; page: number } {
  const view = VIEWS.find((one) => one.key === params.get('voir')) ?? VIEWS[0]!;
  const subject = params.get('sujet') ?? '';
  const epci = params.get('groupement') ?? '';
  const page = Math.min(MOST_PAGES, Math.max(1, Number.parseInt(params.get('page') ?? '1', 10) || 1));
  const filter: RequestFilter = { view: view.view, personId, q: beginning(params.get('q')?.trim() ?? '', 80), limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE, ...(isSubject(subject) ? { subject } : {}), ...(/^\d{9}$/.test(epci) ? { epci } : {}) };
  return { filter, key: view.key, page };
}

/** The address of a view with the same filters. */
export function addressOf({ q, subject, epci }: Pick<RequestFilter, 'q' | 'subject' | 'epci'>, key: string, page = 1, path = '/poste/demandes'): string {
  const params = new URLSearchParams({ ...(key === 'nouvelles' ? {} : { voir: key }), ...(q ? { q } : {}), ...(subject ? { sujet: subject } : {}), ...(epci ? { groupement: epci } : {}), ...(page > 1 ? { page: String(page) } : {}) });
  return params.size > 0 ? `${path}?${params}` : path;
}
