import type { FactKind } from '#core/directory/index.ts';
import type { Db, Deps } from '#core/kernel/index.ts';
import type { Answers, Reference } from './model.ts';
import type { Result } from './result.ts';
import type { ConsentUse } from './tables.ts';

export type Asked = { reference: Reference; answers: Answers; today: string };
/** Where answers stand when a result needs more than them: distances, factors, neighbours that agree. */
export type Whose = { territoryId: string; answerId: string | null; siret: string | null };

/**
 * A diagnosis: its reference, and pure functions. `gather` reads beforehand what the result needs of the database (distances, factors);
 * `measure` is the one figure that firms alike are compared by, null when it cannot be said.
 */
export type Diagnosis<W = unknown> = {
  reference: Reference;
  /** Keys of answers that are no question's, kept beside them (lines that the diagnosis' own pages take). */
  beside?: string[];
  /** Pages of its own, at `/diagnostics/<slug>/<secret>`, that go further: what the link to them says. */
  deepen?: { label: string; why: string };
  gather?: (deps: Pick<Deps, 'clock'> & { db: Db }, whose: Whose, asked: Asked) => Promise<W>;
  assess: (asked: Asked, world: W) => Result | Promise<Result>;
  measure?: (asked: Asked) => Measure | null;
  /** What answers say together that cannot be: a sentence by question. */
  check?: (answers: Answers) => Record<string, string>;
  /** What the firm's record takes from the answers for the boards, once the firm agreed to that use; null: nothing to take. */
  feeds?: (answers: Answers) => { use: ConsentUse; kind: FactKind; value: object } | null;
};
/** `better`: which way is better. */
export type Measure = { value: number; unit: string; label: string; digits: number; better: 'high' | 'low' };
