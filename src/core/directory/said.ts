import { number } from '#lib/format.ts';
import { RECORD_KINDS, type RecordKind, type RecordKindId } from './kinds/index.ts';
import { type Fact, isFlow } from './model.ts';

/** The kind of a fact that is no flow of material, with its fields and words; null for a flow. */
export const kindOf = (kind: string): RecordKind | null => (RECORD_KINDS as unknown as Record<string, RecordKind | undefined>)[kind as RecordKindId] ?? null;

/** What a fact says, in a few words that name nobody: « sciure, 400 t par an », « atelier de 200 m² ». */
export const saidOf = (fact: Pick<Fact, 'kind' | 'value'>): string => {
  const flow = fact as Fact;
  return isFlow(flow) ? `${flow.value.material}, ${number(flow.value.tonnesPerYear, flow.value.tonnesPerYear < 10 ? 2 : 1)}\u00a0t par an` : kindOf(fact.kind)!.says(fact.value as never);
};

/** Whether a fact offers something or seeks it. */
export const sideOf = (kind: string): 'offers' | 'needs' => (kind === 'flow-out' ? 'offers' : kind === 'flow-in' ? 'needs' : kindOf(kind)!.side);
