import { commutes } from './commutes.ts';
import { digitalNeed, digitalProvider } from './digital.ts';
import { premisesNeed, premisesOffer } from './premises.ts';
import { equipmentShared, sharingWish } from './sharing.ts';
import { household, job } from './employment.ts';
import { timeNeed, worker } from './time.ts';
import { candidate, transfer } from './transfer.ts';
import { produceNeed, produceOffer } from './produce.ts';
import { madeHere, purchases } from './subcontracting.ts';

/** What a record may hold beside flows of material. A new kind is one line here. */
export const RECORD_KINDS = {
  'premises-offer': premisesOffer,
  'premises-need': premisesNeed,
  commutes,
  'sharing-wish': sharingWish,
  'equipment-shared': equipmentShared,
  'digital-need': digitalNeed,
  'digital-provider': digitalProvider,
  'time-need': timeNeed,
  worker,
  job,
  household,
  transfer,
  candidate,
  'produce-offer': produceOffer,
  'produce-need': produceNeed,
  'made-here': madeHere,
  purchases,
} as const;
export type RecordKindId = keyof typeof RECORD_KINDS;

export * from './fields.ts';
export { type RecordKind, recordKind } from './kind.ts';
export { DESK_TRADES, TRADES, type Trade, tradeInWords, tradeKey } from './trades.ts';
export { aboutHectares } from './transfer.ts';
