import type { Generated, JSONColumnType } from 'kysely';
import type { CloseReason, IntroductionState, SideAnswer } from './model.ts';

export type Promised = { /** In `unit`, a year unless `perYear` says not; null when the board counts none. */ quantity: number | null; unit: string | null; perYear?: boolean; worthCents: number; kgCo2e: number | null };
export type Told = { subject: string; lines: string[]; /** What to do next, once both agreed. */ next: string[]; /** What the firm itself had said, that the proposal rests on. */ factIds: string[]; /** The farthest it would go, or come from. */ km: number | null; quantity: number | null };
export type OutcomeResult = 'done' | 'under-way' | 'not-done' | 'unknown';

export type IntroductionTable = {
  territory_id: string; id: string; board: string; proposal_id: string; fact_key: string; hub_siret: string | null; title: string; promised: JSONColumnType<Promised>;
  state: IntroductionState; reason: Generated<CloseReason | null>; origin: 'adviser' | 'firm'; asked: boolean; introduced_by: string | null; owner_id: string | null; body_id: string | null;
  seeker_ids: Generated<string[]>; introduced_at: Date; agreed_at: Generated<Date | null>; closed_at: Generated<Date | null>; demonstration: Generated<boolean>;
};
export type IntroductionSideTable = {
  territory_id: string; introduction_id: string; siret: string; promise_id: string | null; told: JSONColumnType<Told>;
  answer: Generated<SideAnswer | 'released' | null>; answered_at: Generated<Date | null>; reasons: Generated<string[]>; words: Generated<string | null>;
};
export type IntroductionOutcomeTable = {
  territory_id: string; introduction_id: string; siret: string; months: number; promise_id: string;
  result: Generated<OutcomeResult | null>; quantity: Generated<number | null>; worth_cents: Generated<number | null>; words: Generated<string | null>; answered_at: Generated<Date | null>;
};
export type ExchangeRestTable = {
  territory_id: string; id: string; siret: string; fact_id: string | null; why: 'silent-twice' | 'already-supplied' | 'not-interested'; since: string; until: string;
  introduction_id: string | null; promise_id: string | null; lifted_at: Generated<Date | null>; lifted_by: Generated<string | null>;
};
export type IntroductionFeedbackTable = {
  territory_id: string; id: string; introduction_id: string; siret: string; fact_id: string | null; reason: string; change: JSONColumnType<Record<string, unknown> | null, string | null, string | null>;
  state: 'proposed' | 'applied' | 'dismissed'; at: Date; decided_by: Generated<string | null>; decided_at: Generated<Date | null>;
};

declare module '#core/kernel/tables.ts' {
  interface Tables {
    introduction: IntroductionTable;
    introduction_side: IntroductionSideTable;
    introduction_outcome: IntroductionOutcomeTable;
    exchange_rest: ExchangeRestTable;
    introduction_feedback: IntroductionFeedbackTable;
  }
}
