/** A source with its year, said once: many titles hold it already. */
export const sourceWords = ({ text, year }: { text: string; year: number | null }): string => (year === null || text.includes(String(year)) ? text : `${text}, ${year}`);
