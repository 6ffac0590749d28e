import { sql } from 'kysely';
import { z } from 'zod';
import { answerActions, openPromises } from '#core/followup/index.ts';
import { type Deps, done, type Done, inTransaction, queueMails, refused, type Refused } from '#core/kernel/index.ts';
import { pairKey } from '../pair-key.ts';
import { atTheirCap } from './caps.ts';
import { pairsOf } from './model.ts';
import { type ProposalTold, proposalTold } from './proposal-told.ts';
import { MAIL_KIND, type Reach, reachOf } from './reach.ts';
import { type RefusedPair, withheldFrom } from './rests.ts';
import type { Told } from './tables.ts';
import { tellingOf, wordsFor } from './words/index.ts';

const Contact = z.object({ email: z.email('Cette adresse ne se lit pas.').max(200).nullish(), phone: z.string().trim().max(40).nullish() });

export const Introduce = z.object({
  territoryId: z.string(), proposalId: z.uuid(), by: z.uuid().nullable(),
  /** The firm that introduces itself: it says yes by that. An adviser otherwise. */
  ownSiret: z.string().nullish(),
  bodyId: z.uuid().nullish(),
  /** How to reach a firm, as heard just now; else as known. Only what is given counts: an empty address means by telephone. */
  contacts: z.record(z.string(), Contact).default({}),
  demonstration: z.boolean().default(false),
});

export type IntroduceRefusal =
  | Refused<'unknown-proposal' | 'not-in-it' | 'consent-missing'>
  | Refused<'already-introduced', { id: string }>
  | Refused<'cap-reached', { siret: string; from: string }[]>
  | Refused<'resting', string[]>
  | Refused<'refused-pair', RefusedPair>;

/**
 * Tells the firms of a proposal that something is possible, without naming anybody: a mail to each, answered in one click; a line on a desk, with the
 * telephone, for who has no address. Each side has a clock of its own. Refused when one already got enough this week, rests, or refused the other lately.
 */
export const introduce =
  (deps: Deps) =>
  async (given: z.input<typeof Introduce>): Promise<Done<{ id: string; mailed: number; toCall: number }> | IntroduceRefusal> => {
    const input = Introduce.parse(given);
    const { territoryId, ownSiret } = input;
    return inTransaction(deps.db, async (db) => {
      const told = await proposalTold(db, territoryId, input.proposalId);
      if (!told) return refused('unknown-proposal');
      if (ownSiret && !told.sirets.includes(ownSiret)) return refused('not-in-it');
      if (ownSiret && !mayHearOf(told, ownSiret)) return refused('consent-missing');
      const problem = await standsInTheWay({ ...deps, db }, input, told);
      return problem ?? done(await write({ ...deps, db }, input, told));
    });
  };

/** Whether a firm may be shown a proposal by itself: the others agreed that partners hear of what they said, and no person is in it. */
export const mayHearOf = (told: Pick<ProposalTold, 'facts' | 'seekerIds'>, siret: string): boolean => told.seekerIds.length === 0 && Object.values(told.facts).every((fact) => fact.siret === siret || fact.consent === 'partners' || fact.consent === 'public');

/** What a proposal rests on, in order: facts of firms, and persons. */
export const factKey = (told: Pick<ProposalTold, 'factIds' | 'seekerIds'>): string => [...told.factIds, ...told.seekerIds].toSorted().join(' ');

async function standsInTheWay(deps: Deps, input: z.output<typeof Introduce>, told: ProposalTold): Promise<Exclude<IntroduceRefusal, { reason: 'unknown-proposal' }> | null> {
  const { territoryId, ownSiret } = input;
  const key = factKey(told);
  // Two who introduce the same at once: the second waits here, then finds the first one's. A firm's cap is counted by one at a time.
  for (const lock of [key, ...told.sirets.toSorted()]) await sql`select pg_advisory_xact_lock(hashtext(${`introduction ${lock}`}))`.execute(deps.db);
  const there = await deps.db.selectFrom('introduction').select('id').where('territory_id', '=', territoryId).where('board', '=', told.board).where('fact_key', '=', key).where('state', '!=', 'closed').executeTakeFirst();
  if (there) return refused('already-introduced', { id: there.id });
  const withheld = await withheldFrom(deps.db, territoryId, told.board, deps.clock.today());
  const resting = told.sirets.filter((siret) => siret !== ownSiret && (withheld.firms.has(siret) || told.factIds.some((id) => told.facts[id]?.siret === siret && withheld.facts.has(id))));
  if (resting.length > 0) return refused('resting', resting);
  const apart = pairsOf(tellingOf(told.board).hubOf(told), told.sirets).map(([a, b]) => withheld.pairs.get(pairKey(a, b))).find((pair) => pair !== undefined);
  if (apart) return refused('refused-pair', apart);
  const reach = await reachOf(deps, territoryId, told.sirets);
  const full = await atTheirCap(deps, territoryId, [...reach.values()].filter((one) => one.siret !== ownSiret));
  return full.length > 0 ? refused('cap-reached', full) : null;
}

async function write(deps: Deps, input: z.output<typeof Introduce>, told: ProposalTold): Promise<{ id: string; mailed: number; toCall: number }> {
  const { territoryId, ownSiret, by } = input;
  const { db, clock } = deps;
  const [id, telling, now] = [deps.newId(), tellingOf(told.board), clock.now()];
  const known = await reachOf(deps, territoryId, told.sirets);
  const reach = told.sirets.map((siret): Reach => ({ ...known.get(siret)!, ...(input.contacts[siret] ? heard(known.get(siret)!, input.contacts[siret]) : {}) }));
  const demonstration = input.demonstration || reach.some((one) => one.demonstration);
  const owner = ownSiret ? null : by;
  await db.insertInto('introduction').values({
    territory_id: territoryId, id, board: told.board, proposal_id: told.id, fact_key: factKey(told), hub_siret: telling.hubOf(told), title: telling.title(told), promised: JSON.stringify(telling.promised(told)),
    state: 'asked', origin: ownSiret ? 'firm' : 'adviser', asked: true, introduced_by: by, owner_id: owner, body_id: input.bodyId ?? null, introduced_at: now, demonstration, seeker_ids: told.seekerIds,
  }).execute();
  const sides = reach.map((one) => ({ ...one, told: toldTo(told, one.siret), mails: one.email !== null && !one.stopped }));
  const asked = sides.filter((side) => side.siret !== ownSiret);
  const promises = await openPromises(deps)(asked.map((side) => ({
    territoryId, kind: 'introduction', what: side.told.lines[0]!.slice(0, 500), subject: { kind: 'introduction', id }, siret: side.siret, about: { name: side.name, phone: side.phone, email: side.mails ? side.email : null },
    ownerId: owner, bodyId: input.bodyId ?? null, stakeCents: Math.max(0, Math.round(telling.stakeCents(told))), by, demonstration,
    // Nobody to write to: it is for today, with the telephone.
    ...(side.mails ? {} : { turn: 'ours' as const, dueOn: clock.today() }),
  })));
  const promiseOf = new Map(asked.map((side, i) => [side.siret, promises[i]!]));
  await db.insertInto('introduction_side').values(sides.map((side) => ({
    territory_id: territoryId, introduction_id: id, siret: side.siret, promise_id: promiseOf.get(side.siret) ?? null, told: JSON.stringify(side.told),
    ...(side.siret === ownSiret ? { answer: 'interested' as const, answered_at: now } : {}),
  }))).execute();
  await db.updateTable('proposal').set({ status: 'introduced', answered_at: now }).where('territory_id', '=', territoryId).where('id', '=', told.id).execute();
  const mailed = await queueMails(deps, asked.filter((side) => side.mails).map((side) => firstMail(deps, territoryId, side, promiseOf.get(side.siret)!)));
  return { id, mailed, toCall: asked.length - mailed };
}

/** What was heard just now replaces what was known. */
const heard = (known: Reach, { email, phone }: z.output<typeof Contact>): Partial<Reach> => ({
  ...(email === undefined ? {} : { email: email?.toLowerCase() || null, stopped: known.stopped && email?.toLowerCase() === known.email }),
  ...(phone === undefined ? {} : { phone: phone || null }),
});

function toldTo(told: ProposalTold, siret: string): Told {
  const part = tellingOf(told.board).partOf(told, siret);
  return { ...wordsFor(told.board, told, siret, 'first'), next: wordsFor(told.board, told, siret, 'details').lines, factIds: told.factIds.filter((id) => told.facts[id]?.siret === siret), ...part };
}

const firstMail = (deps: Deps, territoryId: string, side: { siret: string; email: string | null; name: string; told: Told }, promiseId: string) => ({
  territoryId, to: side.email!, toName: side.name, kind: MAIL_KIND, subject: side.told.subject,
  lines: ['Bonjour,', ...side.told.lines, 'Rien de vous n’est donné tant que vous n’avez pas dit oui tous les deux : ni nom, ni téléphone.'.replace(' :', '\u00a0:'), 'Êtes-vous intéressé\u00a0? Un clic suffit, sans compte.'],
  actions: answerActions(deps, { territoryId, id: promiseId, kind: 'introduction', at: 0 }),
  why: 'Vous recevez ce message parce que votre entreprise a dit à un conseiller ce qu’elle a ou ce qui lui manque, sur Gariotte.',
  once: `introduction ${promiseId}`,
});
