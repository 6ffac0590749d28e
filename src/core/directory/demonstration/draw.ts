import { seededRandom } from '#engine/common/random.ts';
import type { Range } from './data.ts';

/** Everything a demonstration draws, always the same for one seed. */
export type Draw = ReturnType<typeof drawing>;

export function drawing(seed: number) {
  const random = seededRandom(seed);
  const weighted = <T>(choices: [T, number][]): T => {
    let left = random() * choices.reduce((sum, [, weight]) => sum + weight, 0);
    return (choices.find(([, weight]) => (left -= weight) < 0) ?? choices.at(-1)!)[0];
  };
  return {
    weighted,
    one: <T>(list: T[]): T => list[Math.floor(random() * list.length)]!,
    chance: (share: number) => random() < share,
    between: (low: number, high: number) => low + random() * (high - low),
    /** Two figures that matter: what somebody would say, not what a machine would. */
    figure: (range: Range): number => {
      if (typeof range === 'number') return range;
      const value = range[0] + random() * (range[1] - range[0]);
      return value === 0 ? 0 : Number(value.toPrecision(2));
    },
  };
}
