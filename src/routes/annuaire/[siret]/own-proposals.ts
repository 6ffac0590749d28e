import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { AnswerForSide, answerForSide, boardName, introduce, knownBySide, proposalsForFirm, reachOfSides, reasonsOfBoard, RefuseProposal, refuseProposal, sidesOfFirm } from '#core/exchange/index.ts';
import { date, dialled, phone } from '#lib/format.ts';
import { requireRight } from '../../require.ts';

const MOST = 3;

/** What a firm's own people can do today: proposals to answer, introductions that wait for them, those they agreed on, with names only there. */
export async function ownProposals(deps: App.Locals['deps'], territoryId: string, siret: string) {
  const [proposals, sides] = await Promise.all([proposalsForFirm(deps, territoryId, siret, MOST), sidesOfFirm(deps.db, territoryId, siret)]);
  const waiting = sides.filter((side) => side.state === 'asked' || side.state === 'agreed');
  const agreed = await Promise.all(waiting.filter((side) => side.state === 'agreed' && side.answer === 'interested').map(async (side) => ({ side, known: await knownBySide(deps, territoryId, side.introductionId, siret), reach: await reachOfSides(deps, { territory_id: territoryId, id: side.introductionId }) })));
  return {
    proposals: proposals.map((one) => ({ ...one, boardName: boardName(one.board), reasons: reasonsOfBoard(one.board) })),
    asked: waiting.filter((side) => side.answer === null).map((side) => ({ id: side.introductionId, lines: side.told.lines, boardName: boardName(side.board), reasons: reasonsOfBoard(side.board) })),
    waiting: waiting.filter((side) => side.answer === 'interested' && side.state === 'asked').map((side) => ({ id: side.introductionId, title: side.title })),
    agreed: agreed.filter((one) => one.known.length > 0).map(({ side, known, reach }) => ({
      id: side.introductionId, title: side.title,
      known: known.flatMap((one) => reach.get(one) ?? []).map((one) => ({ siret: one.siret, name: one.name, commune: one.commune, person: one.person, email: one.email, phone: one.phone ? { shown: phone(one.phone), dialled: dialled(one.phone) } : null })),
    })),
  };
}

const WORDS: Record<string, string> = {
  'unknown-proposal': 'Cette proposition n’est plus d’actualité.',
  'not-in-it': 'Cette proposition n’est pas pour votre entreprise.',
  'consent-missing': 'L’autre entreprise ne parle qu’aux conseillers : demandez au vôtre.',
  'already-introduced': 'C’est déjà demandé : la réponse arrivera ici.',
  resting: 'L’autre entreprise ne reçoit plus de propositions pour l’instant. Votre conseiller peut l’appeler.',
  'refused-pair': 'Cela a été refusé il y a peu. Votre conseiller peut en reparler avec l’autre entreprise.',
};

const said = async ({ request }: RequestEvent) => {
  const form = await request.formData();
  return { id: String(form.get('id') ?? ''), answer: String(form.get('reponse') ?? ''), reasons: form.getAll('raison').map(String), words: String(form.get('mots') ?? '') };
};
const siretOf = (event: RequestEvent) => String(event.params['siret'] ?? '').replace(/\s/g, '').toUpperCase();
const back = (siret: string, what: string): never => redirect(303, `/annuaire/${siret}?fait=${what}#aujourdhui`);

/** What a firm's own people do with what is proposed to them. */
export const actions = {
  interesse: async (event: RequestEvent) => {
    const siret = siretOf(event);
    requireRight(event.locals, 'introduction.own', { siret });
    const { id } = await said(event);
    const { deps, territory, actor } = event.locals;
    if (!RefuseProposal.shape.proposalId.safeParse(id).success) return fail(400, { id, problem: WORDS['unknown-proposal']! });
    const done = await introduce(deps)({ territoryId: territory.id, proposalId: id, by: actor.kind === 'person' ? actor.id : null, ownSiret: siret });
    if (!done.ok) return fail(409, { id, problem: done.reason === 'cap-reached' ? `L’autre entreprise a déjà reçu sa part cette semaine. Revenez le ${date(done.detail![0]!.from)}.` : WORDS[done.reason]! });
    return back(siret, 'interesse');
  },
  non: async (event: RequestEvent) => {
    const siret = siretOf(event);
    const me = requireRight(event.locals, 'introduction.own', { siret });
    const { id, reasons, words } = await said(event);
    const input = RefuseProposal.safeParse({ territoryId: event.locals.territory.id, proposalId: id, siret, by: me.id, reasons, words });
    if (!input.success) return fail(400, { id, problem: words.length > 1_000 ? 'Mille caractères au plus.' : WORDS['unknown-proposal']! });
    const done = await refuseProposal(event.locals.deps)(input.data);
    if (!done.ok) return fail(409, { id, problem: WORDS[done.reason]! });
    return back(siret, 'non');
  },
  repondre: async (event: RequestEvent) => {
    const siret = siretOf(event);
    const me = requireRight(event.locals, 'introduction.own', { siret });
    const { id, answer, reasons, words } = await said(event);
    const input = AnswerForSide.safeParse({ territoryId: event.locals.territory.id, introductionId: id, siret, answer, reasons, words, by: me.id });
    if (!input.success || answer === 'silent') return fail(400, { id, problem: words.length > 1_000 ? 'Mille caractères au plus.' : 'Choisissez une réponse.' });
    const done = await answerForSide(event.locals.deps)(input.data);
    if (!done.ok) return fail(409, { id, problem: 'Une réponse a déjà été donnée, ou elle n’est plus attendue.' });
    return back(siret, answer === 'interested' ? 'interesse' : 'non');
  },
};
