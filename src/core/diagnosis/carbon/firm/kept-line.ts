import { z } from 'zod';
import { farmFactor, FARM_SOURCES } from '../farms/farm-factor.ts';
import { Line, OwnFactor } from '../inventory.ts';
import { gsd2OfQuality } from '../uncertainty.ts';
import type { AnswerValue, Answers, LineAnswer } from '../../model.ts';

/** Keys kept beside the questions: the firm's own lines, what it says of itself, of its actions, of the voluntary standard, and the accounts that were read. */
export const BESIDE = ['lines', 'head', 'sizes', 'declared', 'accounts'];

/** How well a quantity is known, as ± % at 95 %: assumptions of ours, said where they are chosen. */
export const KNOWN_AS = { bill: { label: 'lu sur une facture ou un compteur', percent: 5 }, counted: { label: 'compté ou relevé', percent: 15 }, guess: { label: 'estimé de tête', percent: 50 } } as const;
export type KnownAs = keyof typeof KNOWN_AS;

const text = z.string().max(500);
/**
 * A line as it is kept. `replaces` is the estimate that it takes the place of; `removed` 1 when that estimate is left out; `factor` a Base Carbone number,
 * « farm:sheep:enteric », or a factor in full as JSON. `price` in euros a unit.
 */
export const KeptLine = z.object({
  id: text.min(1), origin: z.enum(['entered', 'file', 'accounts']).default('entered'), replaces: text.optional(), removed: z.literal(1).optional(), label: text.optional(), activity: text.optional(), operatedBy: text.optional(), quantity: z.number().optional(), unit: text.optional(),
  factor: z.string().max(20_000).optional(), years: z.number().optional(), leakPercent: z.number().optional(), leakOf: text.optional(), chargeKg: z.number().optional(), chargeOf: text.optional(), known: z.enum(['bill', 'counted', 'guess']).optional(), percent: z.number().optional(), price: z.number().optional(),
});
export type KeptLine = z.output<typeof KeptLine>;

const rows = (value: AnswerValue | undefined): LineAnswer[] => (Array.isArray(value) ? value.filter((one): one is LineAnswer => typeof one === 'object' && one !== null) : []);

/** The lines that answers keep; what does not read as one is left out. */
export const keptLines = (answers: Answers): KeptLine[] => rows(answers['lines']).flatMap((row) => KeptLine.safeParse(row).data ?? []);

/** Lines as answers keep them. */
export const asAnswer = (lines: KeptLine[]): LineAnswer[] => lines.map((line) => Object.fromEntries(Object.entries(line).filter(([, value]) => value !== undefined)) as LineAnswer);

const Head = z.object({
  year: z.number().optional(), employees: z.number().optional(), turnoverKeuros: z.number().optional(), areaM2: z.number().optional(), heatingKw: z.number().optional(), parking: z.number().optional(),
  organisation: text.optional(), /** Activities that accounts cover: their estimates step aside. */ covered: text.optional(), /** Estimates all aside, since a whole inventory was given. */ estimates: z.literal('off').optional(),
});
export type FirmHead = z.output<typeof Head>;
export const keptHead = (answers: Answers): FirmHead => Head.safeParse(rows(answers['head'])[0] ?? {}).data ?? {};

/** What is said of actions, by action: how much of it, and a quote. */
export const keptSizes = (answers: Answers): Record<string, { size?: number; euros?: number }> =>
  Object.fromEntries(rows(answers['sizes']).map(({ action, size, euros }) => [String(action), { ...(typeof size === 'number' ? { size } : {}), ...(typeof euros === 'number' ? { euros } : {}) }]));

export const keptDeclared = (answers: Answers): Record<string, string> => Object.fromEntries(rows(answers['declared']).map(({ point, value }) => [String(point), String(value)]));
export const keptAccounts = (answers: Answers) => rows(answers['accounts']).map((row) => ({ account: String(row['account']), label: String(row['label']), euros: Number(row['euros']), how: String(row['how']), why: String(row['why'] ?? '') }));

/** The factor that a kept line names; the text itself where it names none, so that the reader says so at its line. */
function factorOf(written: string | undefined): unknown {
  if (written === undefined || written === '') return undefined;
  if (written.startsWith('{')) {
    try {
      return OwnFactor.safeParse(JSON.parse(written)).data ?? JSON.parse(written);
    } catch {
      return written;
    }
  }
  const farm = /^farm:([a-z-]+):([a-z-]+)$/.exec(written);
  const source = FARM_SOURCES.find((one) => one === farm?.[2]);
  return farm && source ? (farmFactor(farm[1]!, source) ?? written) : written;
}

/** A kept line as the inventory writes it, not yet checked. */
export function inventoryLine(kept: KeptLine): Record<string, unknown> {
  const percent = kept.percent ?? (kept.known ? KNOWN_AS[kept.known].percent : undefined);
  const cooling = { chargeKg: kept.chargeKg, chargeOf: kept.chargeOf, leakPercent: kept.leakPercent, leakOf: kept.leakOf };
  const line: Partial<Record<keyof Line, unknown>> = {
    id: kept.replaces ?? kept.id, label: kept.label, activity: kept.activity, operatedBy: kept.operatedBy, quantity: kept.quantity, unit: kept.unit, factor: factorOf(kept.factor), years: kept.years,
    uncertaintyPercent: percent, cooling: Object.values(cooling).some((one) => one !== undefined) ? defined(cooling) : undefined,
  };
  return defined(line);
}
const defined = (object: object): Record<string, unknown> => Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));

/** An inventory's line as it is kept. */
export function keptOf(line: Line, id: string, origin: KeptLine['origin']): KeptLine {
  const { factor, cooling, uncertaintyPercent: said, quality, comment: _, ...rest } = line;
  const uncertaintyPercent = said ?? (quality ? (gsd2OfQuality(quality) - 1) * 100 : undefined);
  return {
    ...rest, id, origin, ...(factor === undefined ? {} : { factor: typeof factor === 'object' ? JSON.stringify(factor) : String(factor) }), ...(uncertaintyPercent === undefined ? {} : { percent: uncertaintyPercent }),
    ...(cooling ? { ...(cooling.chargeKg === undefined ? {} : { chargeKg: cooling.chargeKg }), ...(cooling.leakPercent === undefined ? {} : { leakPercent: cooling.leakPercent }), ...(cooling.leakOf === undefined ? {} : { leakOf: String(cooling.leakOf) }), ...(cooling.chargeOf === undefined ? {} : { chargeOf: String(cooling.chargeOf) }) } : {}),
  };
}
