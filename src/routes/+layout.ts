// Pages are complete without scripts; the few that gain from one load it by themselves.
export const csr = false;
