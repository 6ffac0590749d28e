import type { SearchInput } from '#core/directory/index.ts';

/** The names that filters have in the address, so that a search can be mailed. */
export const NAMES = { q: 'q', commune: 'commune', epci: 'groupement', activity: 'activite', size: 'taille', flow: 'matieres', status: 'etat', page: 'page' } as const;
export const FLOWS = { out: 'offre', in: 'cherche' } as const;

export const VIEWS = ['liste', 'carte', 'tableau'] as const;
export type View = (typeof VIEWS)[number];

/** The address of a search. */
export function addressOf(input: Partial<SearchInput>, view: View = 'liste', path = '/annuaire'): string {
  const params = new URLSearchParams();
  for (const name of Object.keys(NAMES) as (keyof typeof NAMES)[]) {
    const value = input[name];
    if (value === undefined || value === '' || (name === 'page' && value === 1) || (name === 'status' && value === 'open')) continue;
    params.set(NAMES[name], name === 'flow' ? FLOWS[value as 'out'] : name === 'status' ? 'tous' : String(value));
  }
  if (view !== 'liste') params.set('voir', view);
  const text = params.toString();
  return text ? `${path}?${text}` : path;
}
