import { BYPRODUCT_CONDITIONS, type ByproductAnswers, type Certainty, type Consent, type FactSource } from '../model.ts';
import type { Demonstration, Flow, Range, Trade } from './data.ts';
import type { Draw } from './draw.ts';

export type Said = { kind: Flow['kind']; value: object; consent: Consent; certainty: Certainty; source: FactSource; statedOn: string };

const CONSENTS: [Consent, number][] = [['advisers', 50], ['partners', 27], ['public', 14], ['private', 9]];
const SOURCES: [[FactSource, Certainty], number][] = [[['firm', 'stated'], 50], [['firm', 'measured'], 15], [['adviser', 'stated'], 20], [['estimate', 'estimated'], 15]];
const EVIDENCE = { 'certain-use': 'Un preneur est d’accord sur le principe (exemple).', 'direct-use': 'Servira telle quelle (exemple).', 'integral-part': 'Vient de la fabrication même (exemple).', 'meets-requirements': 'Contrôlée une fois l’an (exemple).', 'no-harm': 'Rien de plus à craindre qu’avec la matière remplacée (exemple).' } as const;

/** What a firm of a trade says, drawn from what its trade may say. */
export const factsOfTrade = (trade: Trade, edition: string, draw: Draw): Said[] =>
  trade.flows.flatMap((flow) => {
    if (!draw.chance(flow.share)) return [];
    const [source, certainty] = draw.weighted(SOURCES);
    const statedOn = new Date(Date.parse(edition) - Math.floor(draw.between(0, 400)) * 86_400_000).toISOString().slice(0, 10);
    const value = flow.kind === 'flow-out' ? { ...valueOf(flow, draw), byproduct: conditions(draw) } : valueOf(flow, draw);
    return [{ kind: flow.kind, value, consent: draw.weighted(CONSENTS), certainty, source, statedOn }];
  });

/** What a firm that is written out says, as written. */
export const factsOfStory = (story: Demonstration['stories'][number], draw: Draw): Said[] =>
  story.flows.map((flow) => ({ kind: flow.kind, value: valueOf(flow, draw), consent: flow.consent, certainty: flow.certainty, source: flow.certainty === 'estimated' ? 'estimate' : 'firm', statedOn: flow.statedOn }));

/** A flow of the file as the record holds it: figures drawn, euros in cents. */
function valueOf(flow: Flow, draw: Draw): object {
  const cents = (range: Range | undefined) => (range === undefined ? undefined : Math.round(draw.figure(range) * 100));
  if (flow.kind === 'flow-out') {
    const { disposalEurosPerTonne, ...value } = flow.value;
    return { ...value, tonnesPerYear: draw.figure(value.tonnesPerYear), moisturePercent: value.moisturePercent === undefined ? undefined : Math.round(draw.figure(value.moisturePercent)), disposalCentsPerTonne: cents(disposalEurosPerTonne) };
  }
  const { purchaseEurosPerTonne, ...value } = flow.value;
  return { ...value, tonnesPerYear: draw.figure(value.tonnesPerYear), purchaseCentsPerTonne: cents(purchaseEurosPerTonne) };
}

/** The five conditions of a by-product: all met, begun, or not yet asked. */
function conditions(draw: Draw): ByproductAnswers {
  const answered = draw.weighted([[5, 35], [2, 25], [0, 40]]);
  return Object.fromEntries(BYPRODUCT_CONDITIONS.slice(0, answered).map((condition) => [condition, { met: 'yes' as const, evidence: EVIDENCE[condition] }]));
}
