import type { RecordKind, Shape, ValueOf } from '#core/directory/index.ts';
import { communePositions, straightLineTravel } from '#core/territory/index.ts';
import type { BoardContext, BoardSide } from '../board.ts';

let read: ReturnType<typeof communePositions> | undefined;
const placeOf = (code: string) => (read ??= communePositions()).get(code) ?? null;

// About Cahors, where a hundredth of a degree of longitude is 0.8 km as the crow flies.
const HERE = { longitude: 1.44, latitude: 44.45 };
const DEGREES_PER_KM = 1 / (111.32 * Math.cos((HERE.latitude * Math.PI) / 180));

/** A side of a board, this many kilometres by crow east of Cahors, read by its schema as a page or a file would be. */
export const aSide = <S extends Shape>(id: string, kind: RecordKind<S>, value: object, eastKm = 0, more: Partial<BoardSide<ValueOf<S>>> = {}): BoardSide<ValueOf<S>> => ({
  id, party: id, value: kind.schema.parse(value) as ValueOf<S>, certainty: 'stated', statedOn: '2026-11-03', place: { ...HERE, longitude: HERE.longitude + eastKm * DEGREES_PER_KM }, small: true, ...more,
});

/** What boards are given: the straight line with its factor, ten seconds, nobody favoured. */
export const aContext = (more: Partial<BoardContext> = {}): BoardContext => ({ travel: straightLineTravel(), today: '2026-11-23', seconds: 10, weigh: (value) => value, communePlace: (code) => placeOf(code), communeName: (code) => code, ...more });
