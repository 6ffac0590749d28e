import { z } from 'zod';
import { factsFile } from '#core/kernel/index.ts';

const Figures = z.object({
  fullTime: z.object({ note: z.string(), hoursAWeek: z.number() }),
  partTimeFloor: z.object({ note: z.string(), hoursAWeek: z.number() }),
  daysAWeek: z.object({ note: z.string(), most: z.int() }),
  publicShare: z.object({ most: z.number() }),
  betweenKm: z.object({ note: z.string(), value: z.number() }),
  spread: z.object({ note: z.string(), measured: z.number(), stated: z.number(), estimated: z.number() }),
});

/** What shared jobs are counted with: limits of the law with their article, and what is assumed. */
export const FIGURES = Figures.parse(JSON.parse(factsFile('exchange/temps-partage.json')));
