export { type Naf, nafClassOf, nafLabel, type NafLevel, nafList, nafNearness, nafOf } from './naf.ts';
export { type NafFound, searchNaf, tradeWords } from './search-naf.ts';
