import type { ColumnType, Generated } from 'kysely';
import type { Channel, EventKind, Outcome } from './model.ts';

export type PromiseTable = {
  territory_id: string;
  id: string;
  kind: string;
  what: string;
  subject_kind: string;
  subject_id: string;
  siret: string | null;
  about_name: string;
  about_phone: string | null;
  about_email: string | null;
  owner_id: string | null;
  deputy_id: string | null;
  body_id: string | null;
  stake_cents: Generated<number>;
  state: Generated<'open' | 'done' | 'dropped'>;
  turn: Generated<'ours' | 'theirs'>;
  due_on: string;
  clock_from: string;
  step: Generated<number>;
  next_step_at: Date | null;
  outcome: Generated<Outcome | null>;
  reason: Generated<string | null>;
  minutes: Generated<number>;
  last_words: Generated<string | null>;
  /** When one of ours last had a word with the party, or about it. */
  last_words_at: Generated<Date | null>;
  opened_by: string | null;
  opened_at: Date;
  closed_at: Generated<Date | null>;
  nudged_at: Generated<Date | null>;
  version: Generated<number>;
  search_text: string;
  demonstration: Generated<boolean>;
};
export type PromiseEventTable = {
  territory_id: string;
  id: string;
  promise_id: string;
  at: Date;
  by_id: string | null;
  kind: EventKind;
  words: string | null;
  answer: Generated<string | null>;
  channel: Channel | null;
  minutes: number | null;
  before: ColumnType<Record<string, unknown> | null, string | null | undefined, string | null>;
  mark: Generated<string | null>;
  to_id: Generated<string | null>;
};
export type AbsenceTable = { territory_id: string; id: string; person_id: string; starts_on: string; ends_on: string; deputy_id: string | null };

declare module '#core/kernel/tables.ts' {
  interface Tables {
    promise: PromiseTable;
    promise_event: PromiseEventTable;
    absence: AbsenceTable;
  }
}
