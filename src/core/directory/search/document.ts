import { type Fact, type FlowFact, isFlow, type Viewer } from '../model.ts';
import { saidOf, sideOf } from '../said.ts';
import { mayShow } from '../visible.ts';
import { activityTerms } from './activities.ts';
import { sizeClass, sizeOrder } from './size.ts';
import { searchWords } from './words.ts';

/** What a search document is made from: an establishment's row, its commune, its facts that still stand. */
export type Source = {
  siret: string;
  name: string | null;
  sign: string | null;
  postal_code: string | null;
  commune_code: string;
  commune_name: string;
  commune_postal_codes: string[];
  epci_code: string | null;
  activity_code: string | null;
  size_band: string | null;
  head_office: boolean;
  status: 'open' | 'closed';
};
export type SourceFact = Pick<Fact, 'siret' | 'kind' | 'value' | 'consent'>;

export type SearchDocument = { siret: string; communeCode: string; terms: string[]; nameWords: number; prominence: number };

const VISITOR: Viewer = { kind: 'visitor' };
const ADVISER: Viewer = { kind: 'adviser' };
// Above any size: who says something comes before who says nothing.
const WITH_PUBLIC_FACT = 20;

/** What an establishment is found by. Facts count by the one rule of consent: for all, for advisers, or not at all. */
export function documentOf(source: Source, facts: SourceFact[]): SearchDocument {
  const name = [...new Set([...searchWords(source.name ?? ''), ...searchWords(source.sign ?? '')])];
  const postal = source.postal_code ? [source.postal_code] : source.commune_postal_codes;
  const size = sizeClass(source.size_band);
  const terms = new Set<string>([
    ...name.map((word) => `n${word}`),
    ...[...searchWords(source.commune_name), ...postal].map((word) => `c${word}`),
    `i${source.commune_code.toLowerCase()}`,
    `o${source.status}`,
  ]);
  if (source.epci_code) terms.add(`e${source.epci_code}`);
  if (source.activity_code) for (const term of activityTerms(source.activity_code)) terms.add(term);
  if (size) terms.add(`z${size}`);
  for (const fact of facts) {
    const letters = mayShow(fact, VISITOR) ? PUBLIC : mayShow(fact, ADVISER) ? ADVISERS : null;
    if (letters) for (const term of termsOfFact(fact, letters)) terms.add(term);
  }
  const said = saysSomething(facts);
  return { siret: source.siret, communeCode: source.commune_code, terms: [...terms].sort(), nameWords: name.length, prominence: prominenceOf(source, said) };
}

/** Whether some fact of these is for all to see. */
export const saysSomething = (facts: SourceFact[]): boolean => facts.some((fact) => mayShow(fact, VISITOR));

/** Who comes first among equals: who says something to all, then the larger. Never what only some may know. */
export const prominenceOf = (source: Pick<Source, 'size_band' | 'head_office'>, saysSomething: boolean): number =>
  (saysSomething ? WITH_PUBLIC_FACT : 0) + sizeOrder(source.size_band) + (source.head_office ? 1 : 0);

/** The letters of the fields that hold what facts say, by who may search them. */
export const PUBLIC = { product: 'p', waste: 'w', flow: 'f' } as const;
export const ADVISERS = { product: 'q', waste: 'v', flow: 'g' } as const;

function* termsOfFact(fact: SourceFact, letters: typeof PUBLIC | typeof ADVISERS): Generator<string> {
  yield `${letters.flow}${sideOf(fact.kind) === 'offers' ? 'out' : 'in'}`;
  if (!isFlow(fact as Fact)) {
    for (const word of searchWords(saidOf(fact))) yield `${letters.product}${word}`;
    return;
  }
  const { value } = fact as FlowFact;
  for (const word of searchWords(value.material)) yield `${letters.product}${word}`;
  const codes = 'wasteCode' in value ? [value.wasteCode] : value.wasteCodes;
  for (const code of codes) yield `${letters.waste}${code}`;
}
