import type { Line } from '../inventory.ts';
import { farmFactor } from '../farms/farm-factor.ts';
import type { Trade, TradeLine } from './read-trades.ts';

/** What was answered to a trade's questions: numbers in the question's unit, or the option chosen. */
export type TradeAnswers = Record<string, number | string>;
/** An inventory line that a trade's answers estimate, with what it rests on. */
export type EstimatedLine = { line: Line; from: TradeLine };

/** The lines that the answers allow: one whose question is unanswered or whose condition fails is not there; one of quantity zero neither. */
export function estimate(trade: Trade, answers: TradeAnswers): EstimatedLine[] {
  return trade.lines.flatMap((from) => {
    const per = answers[from.per];
    if (typeof per !== 'number' || per <= 0) return [];
    if (from.when && !from.when.is.includes(String(answers[from.when.question] ?? ''))) return [];
    const factor = typeof from.factor === 'string' ? from.factor : farmFactor(from.factor.farm, from.factor.what);
    if (factor === null) return [];
    const line: Line = {
      id: from.id, label: from.label, activity: from.activity, quantity: per * from.rate, unit: from.unit, factor, uncertaintyPercent: Math.round((from.times - 1) * 1000) / 10,
      ...(from.operatedBy ? { operatedBy: from.operatedBy } : {}), ...(from.years === undefined ? {} : { years: from.years }), ...(from.cooling ? { cooling: from.cooling } : {}),
    };
    return [{ line, from }];
  });
}
