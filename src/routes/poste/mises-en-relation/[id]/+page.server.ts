import { error, fail, redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { AnswerForSide, answerForSide, boardName, introductionById, reasonLabel, reasonsOfBoard, tellOutcome, TellOutcome, withdrawIntroduction } from '#core/exchange/index.ts';
import { asActor } from '#core/identity/index.ts';
import { dateOf } from '#core/kernel/index.ts';
import { dialled, phone } from '#lib/format.ts';
import { readResult, type ResultTyped } from '../../../mise-en-relation/result-form.ts';
import { requireAdviser } from '../../../require.ts';
import type { Actions, PageServerLoad } from './$types';

const SAID = { envoye: 'C’est parti. Les réponses arrivent ici et sur votre poste.', repondu: 'Réponse notée.', issue: 'C’est noté.', retire: 'La mise en relation est retirée.' } as const;

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const me = requireAdviser(locals);
  const { deps, territory } = locals;
  const found = z.uuid().safeParse(params.id).success ? await asActor(deps.db, me, territory.id, (db) => introductionById(db, territory.id, params.id)) : null;
  if (!found) error(404, { message: 'Cette mise en relation n’existe pas, ou plus.' });
  const said = url.searchParams.get('fait') as keyof typeof SAID | null;
  return {
    today: deps.clock.today(), said: said && said in SAID ? SAID[said] : null,
    introduction: { ...found, boardName: boardName(found.board), introducedOn: dateOf(found.introducedAt) },
    reasons: reasonsOfBoard(found.board),
    sides: found.sides.map((side) => ({
      ...side, phone: side.phone ? { shown: phone(side.phone), dialled: dialled(side.phone) } : null, answeredOn: side.answeredAt ? dateOf(side.answeredAt) : null, reasons: side.reasons.map(reasonLabel),
      outcomes: found.outcomes.filter((outcome) => outcome.siret === side.siret).map((outcome) => ({ ...outcome, answeredOn: outcome.answeredAt ? dateOf(outcome.answeredAt) : null })),
    })),
  };
};

export const actions: Actions = {
  repondre: async ({ locals, params, request }) => {
    const me = requireAdviser(locals);
    const form = await request.formData();
    const siret = String(form.get('siret') ?? '');
    const typed = { reponse: String(form.get('reponse') ?? ''), raisons: form.getAll('raison').map(String), mots: String(form.get('mots') ?? '') };
    const input = AnswerForSide.safeParse({ territoryId: locals.territory.id, introductionId: params.id, siret, answer: typed.reponse, reasons: typed.raisons, words: typed.mots, by: me.id, channel: 'phone' });
    if (!input.success) return fail(400, { siret, typed, problem: typed.mots.length > 1_000 ? 'Mille caractères au plus.' : 'Choisissez la réponse.' });
    const done = await answerForSide(locals.deps)(input.data);
    if (!done.ok) return fail(409, { siret, typed, problem: done.reason === 'already-closed' ? 'Une réponse est arrivée entre-temps. Relisez avant de répondre.' : 'Cette entreprise n’est pas dans cette mise en relation.' });
    redirect(303, `/poste/mises-en-relation/${params.id}?fait=repondu`);
  },
  issue: async ({ locals, params, request }) => {
    const me = requireAdviser(locals);
    const form = await request.formData();
    const [siret, months] = [String(form.get('siret') ?? ''), Number(form.get('mois') ?? -1)];
    const read = readResult(form);
    if (!read.ok) return fail(400, { siret, months, told: read.typed as ResultTyped, field: read.field as string, problem: read.problem });
    const { ok: _, ...said } = read;
    const input = TellOutcome.safeParse({ territoryId: locals.territory.id, introductionId: params.id, siret, months, by: me.id, ...said });
    const done = input.success ? await tellOutcome(locals.deps)(input.data) : null;
    if (!done?.ok) return fail(409, { siret, months, problem: 'Une réponse est arrivée entre-temps. Relisez avant de répondre.' });
    redirect(303, `/poste/mises-en-relation/${params.id}?fait=issue`);
  },
  retirer: async ({ locals, params }) => {
    requireAdviser(locals);
    await withdrawIntroduction(locals.deps)({ territoryId: locals.territory.id, id: params.id });
    redirect(303, `/poste/mises-en-relation/${params.id}?fait=retire`);
  },
};
