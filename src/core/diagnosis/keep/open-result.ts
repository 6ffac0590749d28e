import type { Db, Deps } from '#core/kernel/index.ts';
import { applies, reread, type Reread } from '../answers/index.ts';
import type { Asked, Diagnosis, Measure } from '../diagnosis.ts';
import { withLeads } from '../leads.ts';
import { diagnosisOf } from '../list.ts';
import { type Answers, questionsOf, type Reference, type Source, sourceOf } from '../model.ts';
import type { Result } from '../result.ts';
import { agreedFirms, type Kept, keptOfFirm } from './queries.ts';

/** Fewer firms than this could be recognised. */
export const ALIKE_AT_LEAST = 5;

export type Change = { label: string; unit: string; before: number; now: number; digits: number };
/** Firms alike: same division of the NAF, each by its latest diagnosis, at today's method; or a public average; or nothing. */
export type Compared = { kind: 'firms'; count: number; median: number; measure: Measure } | { kind: 'average'; value: number; label: string; source: Source; measure: Measure };
export type Opened = { reference: Reference; answers: Answers; read: Reread; result: Result; since: { on: Date; changes: Change[] } | null; compared: Compared | null };

/** Only what is asked after these answers counts: what lies behind a condition that no longer holds is left aside. */
const counted = (reference: Reference, answers: Answers): Answers => {
  const questions = new Map(questionsOf(reference).map((one) => [one.id, one]));
  return Object.fromEntries(Object.entries(answers).filter(([id]) => !questions.has(id) || applies(reference, answers, questions.get(id)!)));
};

const ask = (reference: Reference, given: Answers, today: string, beside: string[]): { asked: Asked; read: Reread } => {
  const read = reread(reference, given, beside);
  return { read, asked: { reference, answers: counted(reference, read.answers), today } };
};

async function assessed(diagnosis: Diagnosis, deps: Pick<Deps, 'clock'> & { db: Db }, kept: Kept, asked: Asked): Promise<Result> {
  const world = await diagnosis.gather?.(deps, { territoryId: kept.territoryId, answerId: kept.id, siret: kept.siret }, asked);
  const result = await diagnosis.assess(asked, world);
  return { ...result, actions: result.actions.map((one) => withLeads(diagnosis.reference.id, one, asked.today)) };
}

/** A kept diagnosis read with today's reference: its result, what changed since the firm's last one at equal method, and how firms alike stand. Null when its kind is no more. */
export async function openResult(deps: Pick<Deps, 'clock'> & { db: Db }, kept: Kept): Promise<Opened | null> {
  const diagnosis = diagnosisOf(kept.diagnosis);
  if (!diagnosis) return null;
  const { reference, beside = [] } = diagnosis;
  const { asked, read } = ask(reference, kept.answers, deps.clock.today(), beside);
  const result = await assessed(diagnosis, deps, kept, asked);
  return { reference, answers: asked.answers, read, result, since: await sinceLast(diagnosis, deps, kept, result), compared: await compare(diagnosis, deps, kept, asked) };
}

async function sinceLast(diagnosis: Diagnosis, deps: Pick<Deps, 'clock'> & { db: Db }, kept: Kept, result: Result): Promise<Opened['since']> {
  if (!kept.siret) return null;
  const before = (await keptOfFirm(deps.db, kept.territoryId, kept.siret, kept.diagnosis)).find((one) => one.id !== kept.id && one.finishedAt! < (kept.finishedAt ?? deps.clock.now()));
  if (!before) return null;
  const former = await assessed(diagnosis, deps, before, ask(diagnosis.reference, before.answers, deps.clock.today(), diagnosis.beside ?? []).asked);
  const figures = result.headline.flatMap(({ id, label, unit, value, digits = 0 }): Change[] => {
    const was = former.headline.find((one) => one.id === id)?.value ?? null;
    return value === null || was === null ? [] : [{ label, unit, before: was, now: value, digits }];
  });
  const sides = result.dimensions.flatMap(({ id, label, value, of }): Change[] => {
    const was = former.dimensions.find((one) => one.id === id)?.value ?? null;
    return value === null || was === null ? [] : [{ label, unit: `/ ${of}`, before: was, now: value, digits: 0 }];
  });
  return { on: before.finishedAt!, changes: [...figures, ...sides] };
}

async function compare(diagnosis: Diagnosis, deps: Pick<Deps, 'clock'> & { db: Db }, kept: Kept, asked: Asked): Promise<Compared | null> {
  const measure = diagnosis.measure?.(asked) ?? null;
  if (!measure) return null;
  const { reference } = diagnosis;
  const firms = kept.siret ? await agreedFirms(deps.db, kept.territoryId, kept.diagnosis, 'compare') : [];
  const own = kept.siret ? await deps.db.selectFrom('establishment').select('activity_code').where('territory_id', '=', kept.territoryId).where('siret', '=', kept.siret).executeTakeFirst() : null;
  const alike = own?.activity_code ? firms.filter((one) => one.siret !== kept.siret && one.activityCode?.slice(0, 2) === own.activity_code!.slice(0, 2)) : [];
  const values = alike.flatMap((one) => diagnosis.measure!(ask(reference, one.answers, asked.today, diagnosis.beside ?? []).asked)?.value ?? []).toSorted((a, b) => a - b);
  if (values.length >= ALIKE_AT_LEAST) return { kind: 'firms', count: values.length, median: (values[(values.length - 1) >> 1]! + values[values.length >> 1]!) / 2, measure };
  return reference.average ? { kind: 'average', value: reference.average.value, label: reference.average.label, source: sourceOf(reference, reference.average.source), measure } : null;
}
