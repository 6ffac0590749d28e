import { factsTable, once } from '../facts-file.ts';
import type { Waste } from './model.ts';

const list = once(
  () =>
    new Map(
      factsTable<'code' | 'hazardous' | 'label'>('waste/list.csv').map(({ code, hazardous, label }): [string, Waste] => [
        code,
        { code, hazardous: hazardous === 'yes', label, chapter: code.slice(0, 2), subchapter: code.slice(0, 4) },
      ]),
    ),
);

const titles = once(() => new Map(factsTable<'code' | 'label'>('waste/chapters.csv').map(({ code, label }) => [code, label])));

/** The 842 entries of the European List of Waste, in its order. */
export const wasteList = (): Waste[] => [...list().values()];

/** One entry, by its six digits with or without spaces; null when the list has none. */
export const wasteOf = (code: string): Waste | null => list().get(code.replace(/\s|\*/g, '')) ?? null;

/** The title of a chapter (two digits) or sub-chapter (four digits); null when the list has none. */
export const wasteTitle = (code: string): string | null => titles().get(code) ?? null;

/** A code as the law prints it: `03 01 05`, with a star when hazardous. */
export const wasteCodeShown = ({ code, hazardous }: Pick<Waste, 'code' | 'hazardous'>): string => `${code.replace(/(\d\d)(?=\d)/g, '$1\u00a0')}${hazardous ? '*' : ''}`;
