import { factsFile } from '#core/kernel/index.ts';
import { Reference } from './model.ts';

/** The reference of a diagnosis, from `facts/diagnosis/<id>.json`; a file that does not read as one is a programmer's error. */
export const readReference = (id: string): Reference => Reference.parse(JSON.parse(factsFile(`diagnosis/${id}.json`)));
