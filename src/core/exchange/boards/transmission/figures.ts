import { z } from 'zod';
import { factsFile } from '#core/kernel/index.ts';

const Figures = z.object({ joinKm: z.object({ note: z.string(), value: z.number() }), priceByHectare: z.object({ note: z.string() }), spread: z.object({ note: z.string(), value: z.number() }) });

/** What the board of transfers assumes, to be shown. */
export const FIGURES = Figures.parse(JSON.parse(factsFile('exchange/transmission.json')));
