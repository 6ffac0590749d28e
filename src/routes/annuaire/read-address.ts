import { SearchInput } from '#core/directory/index.ts';
import { beginning } from '#lib/format.ts';
import { FLOWS, NAMES, type View, VIEWS } from './address.ts';

/** What an address asks of the directory. A filter that does not read is left out rather than refused. */
export function readAddress(params: URLSearchParams): { input: SearchInput; view: View } {
  const text = (name: string) => params.get(name)?.trim() || undefined;
  const flow = Object.entries(FLOWS).find(([, word]) => word === text(NAMES.flow))?.[0];
  const asked = { q: beginning(text(NAMES.q) ?? '', 200) || undefined, commune: text(NAMES.commune), epci: text(NAMES.epci), activity: text(NAMES.activity)?.toUpperCase(), size: text(NAMES.size), flow, status: text(NAMES.status) === 'tous' ? 'all' : undefined, page: Number(text(NAMES.page) ?? 1) };
  let known = SearchInput.safeParse(asked);
  if (!known.success) {
    const wrong = new Set(known.error.issues.map((issue) => issue.path[0]));
    known = SearchInput.safeParse(Object.fromEntries(Object.entries(asked).filter(([name]) => !wrong.has(name))));
  }
  return { input: known.data ?? SearchInput.parse({}), view: VIEWS.find((view) => view === text('voir')) ?? 'liste' };
}
