import { z } from 'zod';
import { factsFile } from '#core/kernel/index.ts';

const Figures = z.object({
  nearestMinutes: z.object({ note: z.string(), value: z.number() }),
  spread: z.object({ note: z.string(), measured: z.number(), stated: z.number(), estimated: z.number() }),
});

/** What the board of jobs assumes, to be shown. */
export const FIGURES = Figures.parse(JSON.parse(factsFile('exchange/emplois.json')));
