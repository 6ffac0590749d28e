import { z } from 'zod';
import { type Deps, type Done, done, type Refused, refused } from '#core/kernel/index.ts';

export const AnswerProposal = z.object({ territoryId: z.string(), id: z.uuid(), status: z.enum(['open', 'later', 'wrong', 'introduced']), answer: z.string().trim().max(1_000, 'Mille caractères au plus.').optional() });

/** An adviser says what comes of a proposal: introduced, later, wrong, or open again. Harmless when repeated; the last answer counts. */
export const answerProposal =
  (deps: Deps) =>
  async (input: z.infer<typeof AnswerProposal>): Promise<Done<null> | Refused<'unknown-proposal'>> => {
    const changed = await deps.db
      .updateTable('proposal')
      .set({ status: input.status, answer: input.answer || null, answered_at: input.status === 'open' ? null : deps.clock.now() })
      .where('territory_id', '=', input.territoryId)
      .where('id', '=', input.id)
      .returning('id')
      .executeTakeFirst();
    return changed ? done(null) : refused('unknown-proposal');
  };
