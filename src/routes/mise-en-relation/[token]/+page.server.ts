import { fail } from '@sveltejs/kit';
import { AnswerIntroduction, answerIntroduction, knownBySide, reachOfSides, readIntroductionLink, reasonsOfBoard, sidesOfFirm } from '#core/exchange/index.ts';
import { dialled, phone } from '#lib/format.ts';
import { refuseLink } from '../refused.ts';
import type { Actions, PageServerLoad } from './$types';

// Reading changes nothing: mail scanners open every link before the person does.
export const load: PageServerLoad = async ({ locals, params }) => {
  const { deps } = locals;
  const read = await readIntroductionLink(deps, params.token);
  if (!read.ok) refuseLink(read.reason);
  const { territoryId, introductionId, siret, board, answer, given } = read.value;
  const side = (await sidesOfFirm(deps.db, territoryId, siret)).find((one) => one.introductionId === introductionId);
  if (!side) refuseLink('unknown-introduction');
  // Names only once both have said yes.
  const known = given ? await knownBySide(deps, territoryId, introductionId, siret) : [];
  const reach = await reachOfSides(deps, { territory_id: territoryId, id: introductionId });
  return {
    answer, given, lines: side.told.lines, state: side.state, next: known.length > 0 ? side.told.next : [],
    reasons: answer.code === 'interested' ? [] : reasonsOfBoard(board),
    known: known.flatMap((one) => reach.get(one) ?? []).map((one) => ({ siret: one.siret, name: one.name, commune: one.commune, person: one.person, email: one.email, phone: one.phone ? { shown: phone(one.phone), dialled: dialled(one.phone) } : null })),
  };
};

export const actions: Actions = {
  default: async ({ locals, params, request }) => {
    const form = await request.formData();
    const input = AnswerIntroduction.safeParse({ token: params.token, reasons: form.getAll('raison').map(String), words: String(form.get('mots') ?? '') });
    if (!input.success) return fail(400, { problem: 'Mille caractères au plus : raccourcissez un peu.', words: String(form.get('mots') ?? ''), reasons: form.getAll('raison').map(String) });
    const answered = await answerIntroduction(locals.deps)(input.data);
    if (!answered.ok) refuseLink(answered.reason);
    return { answered: true };
  },
};
