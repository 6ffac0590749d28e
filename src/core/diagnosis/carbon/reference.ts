import { Reference } from '../model.ts';
import { readReference } from '../read-reference.ts';
import { type TradeQuestion, trades } from './trades/read-trades.ts';
import type { z } from 'zod';

/** Other units that an answer may be typed in, and how many of the question's own one of them is. */
const OTHER_UNITS: Record<string, [label: string, factor: number][]> = { tonnes: [['kg', 0.001]], litres: [['m³', 1000]], 'k€': [['€', 0.001]], ha: [['m²', 0.0001]], 'm²': [['ha', 10_000]], hl: [['litres', 0.01], ['bouteilles de 75 cl', 0.0075]] };

/** The identifier that a trade's question has among the diagnosis' own. */
export const questionId = (trade: string, question: string): string => `${trade}-${question}`;

function questionOf(trade: string, question: z.output<typeof TradeQuestion>): unknown {
  const base = { id: questionId(trade, question.id), text: question.text, why: question.why, ...(question.hint ? { hint: question.hint } : {}), when: [{ question: 'trade', is: [trade] }] };
  if (question.kind === 'choice') return { ...base, kind: 'choice', options: question.options };
  const others = OTHER_UNITS[question.unit] ?? [];
  return { ...base, kind: 'number', units: [{ id: 'own', label: question.unit, factor: 1 }, ...others.map(([label, factor], i) => ({ id: `unit-${i + 1}`, label, factor }))], min: question.min, max: question.max, whole: question.whole, unusual: question.unusual };
}

/** The carbon diagnosis as all are: the trade, then its three questions, from facts/carbon/trades. */
export const carbonReference: Reference = Reference.parse({
  ...readReference('carbon'),
  pages: [...readReference('carbon').pages, { id: 'metier', title: 'Trois questions', questions: trades().flatMap((trade) => trade.questions.map((question) => questionOf(trade.id, question))) }],
});
