/** The same two parties, SIRETs or identifiers, have one key, whichever is named first. */
export const pairKey = (party: string, other: string): string => (party < other ? `${party} ${other}` : `${other} ${party}`);
