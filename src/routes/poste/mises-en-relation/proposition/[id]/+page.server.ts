import { error, fail, redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { boardName, Introduce, introduce, type IntroduceRefusal, previewIntroduction, refusedPairWords } from '#core/exchange/index.ts';
import { date } from '#lib/format.ts';
import { requireRight } from '../../../../require.ts';
import type { Actions, PageServerLoad } from './$types';

const isUuid = (text: string) => z.uuid().safeParse(text).success;
const GONE = 'Cette proposition n’existe plus, ou quelqu’un a repris ce qu’il avait dit. Regardez celles d’aujourd’hui.';

export const load: PageServerLoad = async ({ locals, params }) => {
  requireRight(locals, 'proposal.answer');
  const { deps, territory } = locals;
  const preview = isUuid(params.id) ? await previewIntroduction(deps, territory.id, params.id) : null;
  if (!preview) error(404, { message: GONE });
  return { ...preview, boardName: boardName(preview.board) };
};

export const actions: Actions = {
  default: async ({ locals, params, request }) => {
    const me = requireRight(locals, 'proposal.answer');
    const { deps, territory } = locals;
    const form = await request.formData();
    const typed: Record<string, string> = Object.fromEntries([...form].map(([name, value]) => [name, String(value).trim()]));
    const contacts: Record<string, { email: string | null; phone: string | null }> = {};
    for (const siret of form.getAll('siret').map(String)) contacts[siret] = { email: typed[`courriel-${siret}`] || null, phone: typed[`telephone-${siret}`] || null };
    const input = Introduce.safeParse({ territoryId: territory.id, proposalId: params.id, by: me.id, bodyId: me.bodies[0]?.id ?? null, contacts });
    if (!input.success) {
      const [, siret, field] = input.error.issues[0]!.path;
      return fail(400, { typed, problem: input.error.issues[0]!.message, at: `${field === 'email' ? 'courriel' : 'telephone'}-${String(siret)}` });
    }
    const done = await introduce(deps)(input.data);
    if (done.ok) redirect(303, `/poste/mises-en-relation/${done.value.id}?fait=envoye`);
    if (done.reason === 'already-introduced') redirect(303, `/poste/mises-en-relation/${done.detail!.id}`);
    return fail(409, { typed, problem: refusedWords(done), at: null });
  },
};

function refusedWords(refusal: IntroduceRefusal): string {
  switch (refusal.reason) {
    case 'cap-reached':
      return `Une entreprise a déjà reçu sa part cette semaine. Possible à nouveau le ${date(refusal.detail![0]!.from)} : d’ici là, appelez-la.`;
    case 'resting':
      return 'Une entreprise est laissée de côté pour l’instant. Appelez-la d’abord, puis levez la mise de côté sur sa fiche.';
    case 'refused-pair':
      return refusedPairWords(refusal.detail!);
    default:
      return GONE;
  }
}
