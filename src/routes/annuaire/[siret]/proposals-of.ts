import { boardProposals, BOARDS, filled, latestRun, latestRunOf, matieres, proposalLead, proposalsOf, proposalTitle } from '#core/exchange/index.ts';

/** More would not be looked at on the telephone. */
const MOST = 3;

export type FirmProposal = { id: string; board: string; boardName: string; title: string; lead: string };

/** What an adviser can do for a firm today: open proposals that it is in, on all boards, the best of each board first; `more`: how many others there are. */
export async function proposalsFor({ deps, territory, viewer }: App.Locals, siret: string): Promise<{ list: FirmProposal[]; more: number }> {
  const run = await latestRun(deps.db, territory.id);
  const materials = run ? await proposalsOf(deps.db, territory.id, run.id, viewer, { siret, statuses: ['open'] }) : [];
  const others = await Promise.all(BOARDS.map(async (board) => {
    const latest = await latestRunOf(deps.db, territory.id, board.id);
    const proposals = latest ? await boardProposals(deps.db, territory.id, latest.id, viewer, { siret, statuses: ['open'], limit: MOST }) : [];
    return proposals.map((one): FirmProposal => ({ id: one.id, board: board.id, boardName: board.name, title: filled(one.body.title, one.names), lead: filled(one.body.sentence, one.names) }));
  }));
  const lists = [materials.map((one): FirmProposal => ({ id: one.id, board: matieres.id, boardName: matieres.name, title: proposalTitle(one), lead: proposalLead(one) })), ...others];
  const ranked = Array.from({ length: Math.max(...lists.map((list) => list.length)) }, (_, rank) => lists.flatMap((list) => list[rank] ?? [])).flat();
  return { list: ranked.slice(0, MOST), more: Math.max(0, ranked.length - MOST) };
}
