import { existsSync } from 'node:fs';
import { z } from 'zod';
import { demonstrationAccounts } from '#core/identity/index.ts';
import { addDays, type Deps, factsFile, factsPath, inTransaction, isWorkingDay, parisInstant } from '#core/kernel/index.ts';
import { matieres } from '../../boards/matieres.ts';
import { answerForSide } from '../answer-introduction.ts';
import { introduce } from '../introduce.ts';
import { askOutcomes, tellOutcome } from '../outcomes.ts';
import { introductionById, type IntroductionShown } from '../queries.ts';
import { introductionRules } from '../rules.ts';

const Written = z.object({
  note: z.string(),
  introductions: z.array(z.object({
    story: z.enum(['asked', 'one-yes', 'to-call', 'agreed', 'under-way', 'done', 'not-done', 'refused', 'not-now', 'silent']), ago: z.int().nonnegative(), days: z.int().nonnegative().default(2),
    /** Of what was promised, what really moved, and what it is worth to each. */
    share: z.number().optional(), worth: z.number().optional(), reasons: z.array(z.string()).default([]), words: z.string().default(''),
  })),
});
type Story = z.infer<typeof Written>['introductions'][number];

/** The use cases' outside as it was so many working days ago, at ten; mails of then are not sent now. */
function ago(deps: Deps, days: number): Deps {
  let at = deps.clock.today();
  for (let left = days; left > 0; ) {
    at = addDays(at, -1);
    if (isWorkingDay(at)) left--;
  }
  const now = parisInstant(at, 10);
  return { ...deps, clock: { now: () => now, today: () => at } };
}

/** Gives the demonstration introductions in each state, between invented firms. Harmless when repeated. Answers how many are new. */
export const loadDemonstrationIntroductions =
  (deps: Deps) =>
  async (territoryId: string): Promise<number> => {
    const file = `exchange/introductions-${territoryId}.json`;
    if (!/^[a-z0-9-]+$/.test(territoryId) || !existsSync(factsPath(file))) return 0;
    const { introductions } = Written.parse(JSON.parse(factsFile(file)));
    return inTransaction(deps.db, async (db) => {
      const inside = { ...deps, db };
      const there = await db.selectFrom('introduction').select('id').where('territory_id', '=', territoryId).where('demonstration', '=', true).limit(1).execute();
      const by = (await demonstrationAccounts({ db }, territoryId)).find((account) => account.key === 'adviser')?.personId;
      const bodyId = by ? (await db.selectFrom('body_member').select('body_id').where('territory_id', '=', territoryId).where('person_id', '=', by).executeTakeFirst())?.body_id : undefined;
      if (there.length > 0 || !by) return 0;
      // A firm comes once: none gets more than its share, nor two stories at once.
      const proposals = await pairs(inside, territoryId);
      const told = introductions.flatMap((story, i) => (proposals[i] ? [{ story, proposal: proposals[i] }] : [])).toSorted((a, b) => b.story.ago - a.story.ago);
      let loaded = 0;
      for (const { story, proposal } of told) loaded += (await play(inside, territoryId, story, proposal, by, bodyId ?? null)) ? 1 : 0;
      // What was written to invented firms long ago stays unsent.
      await db.deleteFrom('mail').where('territory_id', '=', territoryId).where('to_address', 'like', '%.invalid').where('kind', 'in', ['ask-introduction', 'introduction-details', 'introduction-over']).where('created_at', '<', ago(deps, 2).clock.now()).execute();
      return loaded;
    });
  };

/** Proposals between two invented firms of the newest run, no firm in two of them, the best left to be introduced by whoever tries the product. */
async function pairs({ db }: Deps, territoryId: string): Promise<{ id: string; sirets: string[] }[]> {
  const run = await db.selectFrom('board_run').select('id').where('territory_id', '=', territoryId).where('board', '=', matieres.id).orderBy('started_at', 'desc').limit(1).executeTakeFirst();
  if (!run) return [];
  const rows = await db.selectFrom('proposal').select(['id', 'sirets']).where('territory_id', '=', territoryId).where('run_id', '=', run.id).where('status', '=', 'open').orderBy('value', 'desc').orderBy('id').offset(BEST_LEFT).execute();
  const invented = new Set((await db.selectFrom('establishment').select('siret').where('territory_id', '=', territoryId).where('origin', '=', 'demonstration').execute()).map((row) => row.siret));
  const taken = new Set<string>();
  return rows.filter(({ sirets }) => {
    const free = sirets.length === 2 && sirets.every((siret) => invented.has(siret) && !taken.has(siret));
    if (free) for (const siret of sirets) taken.add(siret);
    return free;
  });
}
const BEST_LEFT = 6;

async function play(deps: Deps, territoryId: string, story: Story, { id: proposalId, sirets }: { id: string; sirets: string[] }, by: string, bodyId: string | null): Promise<boolean> {
  const [first, second] = sirets as [string, string];
  const contacts = Object.fromEntries(sirets.map((siret) => [siret, { email: story.story === 'to-call' && siret === second ? null : `e${siret.slice(-5)}@exemple.invalid`, phone: `05 65 00 00 ${siret.slice(-2)}` }]));
  const sent = ago(deps, story.ago);
  const done = await introduce(sent)({ territoryId, proposalId, by, bodyId, contacts, demonstration: true });
  if (!done.ok) return false;
  const id = done.value.id;
  const then = ago(deps, Math.max(0, story.ago - story.days));
  const answer = (siret: string, given: 'interested' | 'not-now' | 'no' | 'silent', at = then) => answerForSide(at)({ territoryId, introductionId: id, siret, answer: given, by, channel: 'mail', ...(given === 'interested' ? {} : { reasons: story.reasons, words: story.words }) });
  if (story.story === 'asked' || story.story === 'to-call') return true;
  await answer(first, 'interested');
  if (story.story === 'one-yes') return true;
  if (story.story === 'silent') return (await answer(second, 'silent', ago(deps, Math.max(0, story.ago - 20)))).ok;
  if (story.story === 'refused' || story.story === 'not-now') return (await answer(second, story.story === 'refused' ? 'no' : 'not-now')).ok;
  await answer(second, 'interested');
  if (story.story !== 'agreed') await tell(deps, territoryId, story, (await introductionById(deps.db, territoryId, id))!, by);
  return true;
}

/** What both sides say some weeks after, in the share of what was promised that the story tells; and again each time that they were asked since. */
async function tell(deps: Deps, territoryId: string, story: Story, { id, sides, promised, agreedAt }: IntroductionShown, by: string): Promise<void> {
  const result = story.story === 'done' || story.story === 'under-way' ? story.story : 'not-done';
  for (const months of [0, ...introductionRules().months]) {
    const at = months === 0 ? ago(deps, Math.max(0, story.ago - story.days - 12)) : onceAsked(deps, agreedAt!, months);
    if (at.clock.today() > addDays(deps.clock.today(), -ANSWERED_DAYS) && months > 0) return;
    if (months > 0) await askOutcomes(at);
    for (const side of sides)
      await tellOutcome(at)({
        territoryId, introductionId: id, siret: side.siret, months, by, result, words: story.words,
        ...(story.share === undefined || promised.quantity === null ? {} : { quantity: Math.round(promised.quantity * story.share * 10) / 10 }), ...(story.worth === undefined ? {} : { worthCents: Math.round((promised.worthCents * story.worth) / 10_000) * 10_000 }),
      });
  }
}
// Those asked less than a week ago are still to answer.
const ANSWERED_DAYS = 7;

/** The use cases' outside so many months after an agreement, when the question was just put. */
function onceAsked(deps: Deps, agreedAt: Date, months: number): Deps {
  const day = new Date(agreedAt);
  day.setUTCMonth(day.getUTCMonth() + months);
  const today = addDays(day.toISOString().slice(0, 10), 2);
  const now = parisInstant(today, 10);
  return { ...deps, clock: { now: () => now, today: () => today } };
}
