import type { BoardChange, BoardProposal, BoardSolved } from './board.ts';

/**
 * Gives each proposal that has none the least change that would improve it: of the sides left out whose own change goes through one of its parties, the one that
 * brings most. Found when the change was, by solving again around it: nothing is solved here. Other possibilities, which only hold if the best fails, get none.
 */
export function withImprovements(solved: BoardSolved): BoardSolved {
  const through = new Map<string, { left: string; change: BoardChange }>();
  const out = new Set(solved.leftOut.map((one) => one.side));
  for (const { side, change } of solved.leftOut) {
    if (!change?.with || out.has(change.with)) continue;
    const known = through.get(change.with);
    if (!known || change.gain > known.change.gain) through.set(change.with, { left: side, change });
  }
  const proposals = solved.proposals.map((proposal): BoardProposal => {
    if (proposal.improvement || proposal.value === 0) return proposal;
    const [best] = proposal.parties.flatMap(({ side }, party) => { const found = through.get(side); return found ? [{ ...found, party }] : []; }).sort((a, b) => b.change.gain - a.change.gain);
    return best ? { ...proposal, improvement: elsewhere(best) } : proposal;
  });
  return { ...solved, proposals };
}

/** A change of a side left out, told from the proposal: `{0}` becomes that side, `{1}` and on the parties of the proposal. */
function elsewhere({ left, change, party }: { left: string; change: BoardChange; party: number }): BoardChange {
  const text = change.text.replaceAll('{0}', `{${party + 1}}`);
  return { ...change, with: left, text: `Pour {0}, sans solution\u00a0: ${/^\{/.test(text) ? text : `${text[0]!.toLowerCase()}${text.slice(1)}`}` };
}
