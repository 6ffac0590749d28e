import { z } from 'zod';

/** Six digits of the European List of Waste, without spaces. */
export const WasteCode = z.string().regex(/^\d{6}$/, 'six chiffres');

/** A class of NAF rev. 2 (the same as NACE rev. 2): four digits with a dot. */
export const NafClass = z.string().regex(/^\d\d\.\d\d$/, 'une classe NAF telle que 23.61');

/**
 * One activity that takes a material. `score` says how established the use is: 1 standard practice everywhere, 0.7 common, 0.4 documented in several
 * places, 0.2 documented once or a pilot. `why` gives the quality limit that decides, in French. `source` is a key of a sources-*.json file.
 */
export const Use = z.strictObject({
  naf: NafClass,
  use: z.string().min(4),
  treatment: z.string().min(2),
  score: z.number().gt(0).lte(1),
  why: z.string().min(10),
  source: z.string(),
});

/**
 * What people really hold in their hands: the same code can be several materials, and one material can go under several codes.
 * A code's `weight` says how much of what goes under that code is this material (1: what one expects there). `producers` are those who yield it under
 * these codes. Without uses, `noKnownUse` says why.
 */
export const Material = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  label: z.string().min(3),
  words: z.array(z.string().min(2)),
  codes: z.array(z.strictObject({ code: WasteCode, weight: z.number().gt(0).lte(1) })).min(1),
  producers: z.array(NafClass),
  physical: z.enum(['solid', 'liquid', 'sludge', 'paste', 'powder', 'gas']),
  uses: z.array(Use),
  noKnownUse: z.string().optional(),
});

/** Where a use is said. `assumption`: common professional practice known to us without a text that one could open; it is shown as such. */
export const Source = z.strictObject({
  title: z.string().min(4),
  publisher: z.string(),
  year: z.number().int().optional(),
  kind: z.enum(['law', 'standard', 'handbook', 'paper', 'database', 'common-practice', 'assumption']),
});

export type Use = z.infer<typeof Use>;
export type Material = z.infer<typeof Material>;
export type Source = z.infer<typeof Source>;

/** One of the 842 entries of the list. `chapter` and `subchapter` are its first two and four digits. */
export type Waste = { code: string; hazardous: boolean; label: string; chapter: string; subchapter: string };
