export { establishmentsByCommune, hasDemonstration, type MonthFigures, monthFigures, type TradeCount, tradesOfCommune } from './counts.ts';
