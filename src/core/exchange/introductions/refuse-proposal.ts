import { sql } from 'kysely';
import { z } from 'zod';
import { type Deps, done, type Done, inTransaction, refused, type Refused } from '#core/kernel/index.ts';
import { closeProposal } from './close-proposal.ts';
import { feedBack } from './feed-back.ts';
import { factKey } from './introduce.ts';
import { proposalTold } from './proposal-told.ts';
import { lockIntroduction } from './row.ts';
import { tellingOf, wordsFor } from './words/index.ts';

export const RefuseProposal = z.object({ territoryId: z.string(), proposalId: z.uuid(), siret: z.string(), by: z.uuid(), reasons: z.array(z.string().max(40)).max(8).default([]), words: z.string().trim().max(1_000).default('') });

/** A firm says no to a proposal on its own page, before anybody was asked: nobody is written to, its reasons count like those of every refusal. */
export const refuseProposal =
  (deps: Deps) =>
  async (given: z.input<typeof RefuseProposal>): Promise<Done<{ id: string }> | Refused<'unknown-proposal' | 'not-in-it' | 'already-introduced'>> => {
    const input = RefuseProposal.parse(given);
    const { territoryId, siret } = input;
    return inTransaction(deps.db, async (db) => {
      const inside = { ...deps, db };
      const told = await proposalTold(db, territoryId, input.proposalId);
      if (!told) return refused('unknown-proposal');
      if (!told.sirets.includes(siret)) return refused('not-in-it');
      const key = factKey(told);
      await sql`select pg_advisory_xact_lock(hashtext(${`introduction ${key}`}))`.execute(db);
      const there = await db.selectFrom('introduction').select('id').where('territory_id', '=', territoryId).where('board', '=', told.board).where('fact_key', '=', key).where((e) => e.or([e('state', '!=', 'closed'), e('proposal_id', '=', told.id)])).executeTakeFirst();
      if (there) return refused('already-introduced');
      const [id, now, telling] = [deps.newId(), deps.clock.now(), tellingOf(told.board)];
      await db.insertInto('introduction').values({
        territory_id: territoryId, id, board: told.board, proposal_id: told.id, fact_key: key, hub_siret: telling.hubOf(told), title: telling.title(told), promised: JSON.stringify(telling.promised(told)),
        state: 'closed', reason: 'refused', origin: 'firm', asked: false, introduced_by: input.by, owner_id: null, body_id: null, introduced_at: now, closed_at: now, demonstration: false,
      }).execute();
      await db.insertInto('introduction_side').values(told.sirets.map((one) => ({
        territory_id: territoryId, introduction_id: id, siret: one, promise_id: null,
        told: JSON.stringify({ ...wordsFor(told.board, told, one, 'first'), next: [], factIds: told.factIds.filter((fact) => told.facts[fact]?.siret === one), ...telling.partOf(told, one) }),
        ...(one === siret ? { answer: 'no' as const, answered_at: now, reasons: input.reasons, words: input.words || null } : { answer: 'released' as const, answered_at: now }),
      }))).execute();
      const { row, sides } = (await lockIntroduction(inside, territoryId, id))!;
      await db.updateTable('proposal').set({ status: 'introduced' }).where('territory_id', '=', territoryId).where('id', '=', told.id).execute();
      await closeProposal(inside, row, 'refused');
      await feedBack(inside, row, sides.find((side) => side.siret === siret)!);
      return done({ id });
    });
  };
