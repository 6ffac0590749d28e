import { unbroken } from '#lib/format.ts';

/** A source with its year, said once: many titles hold it already. */
export const sourceWords = ({ text, year }: { text: string; year: number | null }): string => unbroken(year === null || text.includes(String(year)) ? text : `${text}, ${year}`);
