import { z } from 'zod';
import { RECORD_KINDS } from './kinds/index.ts';

export const FactSource = z.enum(['firm', 'adviser', 'register', 'estimate']);
export type FactSource = z.infer<typeof FactSource>;

/** How sure a figure is: measured with an instrument or a weighbridge, stated by who knows, or estimated. */
export const Certainty = z.enum(['measured', 'stated', 'estimated']);
export type Certainty = z.infer<typeof Certainty>;

/** Who may see a fact, from nobody but its owner to everybody. `partners`: the other parties of a proposal that its owner accepted. */
export const Consent = z.enum(['private', 'advisers', 'partners', 'public']);
export type Consent = z.infer<typeof Consent>;

const Months = z.array(z.int().min(1).max(12)).min(1).max(12);
const WasteCode = z.string().regex(/^\d{6}$/);
const TonnesPerYear = z.number().positive().max(5_000_000);
export const PhysicalState = z.enum(['dry-solid', 'wet-solid', 'powder', 'paste', 'sludge', 'liquid']);
export type PhysicalState = z.infer<typeof PhysicalState>;

/** The five cumulative conditions of a by-product, Code de l'environnement, art. L541-4-2, in the order of the text. */
export const BYPRODUCT_CONDITIONS = ['certain-use', 'direct-use', 'integral-part', 'meets-requirements', 'no-harm'] as const;
export type ByproductCondition = (typeof BYPRODUCT_CONDITIONS)[number];
export const ByproductAnswers = z.partialRecord(z.enum(BYPRODUCT_CONDITIONS), z.object({ met: z.enum(['yes', 'no', 'unknown']), evidence: z.string().max(2_000).default('') }));
export type ByproductAnswers = z.infer<typeof ByproductAnswers>;

/** What leaves an establishment and could serve elsewhere. Quantities in tonnes a year, prices in cents a tonne, months from 1 to 12. */
export const FlowOut = z.object({
  material: z.string().min(2).max(120),
  wasteCode: WasteCode,
  tonnesPerYear: TonnesPerYear,
  state: PhysicalState,
  /** Water in the mass, in per cent. */
  moisturePercent: z.number().min(0).max(100).optional(),
  months: Months.default([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]),
  since: z.iso.date().optional(),
  /** What getting rid of it costs today; negative where it is sold. */
  disposalCentsPerTonne: z.int().min(-1_000_000).max(1_000_000).optional(),
  condition: z.string().max(500).optional(),
  byproduct: ByproductAnswers.default({}),
});
export type FlowOut = z.infer<typeof FlowOut>;

/** What an establishment could take in. */
export const FlowIn = z.object({
  material: z.string().min(2).max(120),
  wasteCodes: z.array(WasteCode).min(1).max(30),
  tonnesPerYear: TonnesPerYear,
  /** Below this a year the change is not worth it to the receiver. */
  minTonnesPerYear: z.number().min(0).max(5_000_000).default(0),
  states: z.array(PhysicalState).min(1),
  maxMoisturePercent: z.number().min(0).max(100).optional(),
  months: Months.default([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]),
  maxKm: z.number().positive().max(1_000).optional(),
  /** What it pays today for the material that this would replace; negative where it is paid to take it. */
  purchaseCentsPerTonne: z.int().min(-1_000_000).max(1_000_000).optional(),
  use: z.string().max(200).optional(),
  condition: z.string().max(500).optional(),
});
export type FlowIn = z.infer<typeof FlowIn>;

/** Flows of material, which have a page and words of their own. */
export const FLOW_KINDS = { 'flow-out': FlowOut, 'flow-in': FlowIn } as const;
export type FlowKind = keyof typeof FLOW_KINDS;

const schemas = <K extends Record<string, { schema: z.ZodType }>>(kinds: K) => Object.fromEntries(Object.entries(kinds).map(([kind, { schema }]) => [kind, schema])) as { [Kind in keyof K]: K[Kind]['schema'] };

/** What a record may hold: one schema a kind. A new kind is one line in `kinds/index.ts`. */
export const FACT_KINDS = { ...FLOW_KINDS, ...schemas(RECORD_KINDS) } as const;
export type FactKind = keyof typeof FACT_KINDS;
export type FactValue<K extends FactKind> = z.infer<(typeof FACT_KINDS)[K]>;

/** A fact as the rooms below read it, once consent has been applied. */
export type Fact<K extends FactKind = FactKind> = {
  id: string;
  territoryId: string;
  siret: string;
  kind: K;
  value: FactValue<K>;
  source: FactSource;
  sourceDetail: string | null;
  statedOn: string;
  certainty: Certainty;
  consent: Consent;
};

export type FlowFact = Fact<'flow-out'> | Fact<'flow-in'>;

/** Whether a fact is a flow of material. */
export const isFlow = (fact: Pick<Fact, 'kind'>): fact is FlowFact => fact.kind in FLOW_KINDS;

/** Who is looking. Advisers see what advisers may; partners are the sirets that a proposal brought together and that agreed. */
export type Viewer = { kind: 'visitor' } | { kind: 'adviser' } | { kind: 'member'; siret: string } | { kind: 'partner'; siret: string; partnersOf: string[] };
