import type { Generated, JSONColumnType } from 'kysely';

export type CoverageTable = {
  territory_id: string; id: string; person_id: string; body_id: string;
  epci_codes: string[] | null; commune_codes: string[] | null; subjects: string[] | null; activities: string[] | null; sizes: string[] | null;
  starting: 'too' | 'only' | 'no'; updated_at: Date;
};
export type RequestTable = {
  territory_id: string; id: string; asked_at: Date; words: string; subject: string; commune_code: string; siret: string | null; firm_name: string | null; starting: boolean;
  activity_code: string | null; size_class: string | null; person_name: string; phone: string | null; email: string | null; reach: 'phone' | 'video' | 'writing' | 'visit'; times: string[];
  routing: JSONColumnType<object>; promise_id: string; accepted_at: Generated<Date | null>; first_word_at: Generated<Date | null>;
  appointment_at: Generated<Date | null>; appointment_minutes: Generated<number | null>; appointment_place: Generated<string | null>; appointment_version: Generated<number>;
  put_in_place: Generated<string | null>; cancelled_at: Generated<Date | null>; version: Generated<number>; demonstration: Generated<boolean>;
};
export type LaterCheckTable = { territory_id: string; subject_kind: 'request' | 'plan-action'; subject_id: string; kind: 'satisfaction' | 'after-care'; months: number; promise_id: string };
export type PlanActionTable = {
  territory_id: string; id: string; siret: string; what: string; why: string | null; origin: 'advice' | 'board' | 'diagnosis' | 'aid' | 'visit' | 'firm'; origin_id: string | null;
  proposed_by: string | null; proposed_on: string; due_on: string | null; promise_id: string | null; demonstration: Generated<boolean>;
};
export type PlanShareTable = { territory_id: string; siret: string; body_id: string; given_by: string; since: string };
export type VisitRoundTable = {
  territory_id: string; id: string; person_id: string; day: string; start_label: string; start_longitude: number; start_latitude: number; leaves_at: number; back_at: number; km: number; created_at: Date; demonstration: Generated<boolean>;
};
export type VisitResult = 'met' | 'absent' | 'refused' | 'later' | 'closed';
export type VisitTable = {
  territory_id: string; id: string; round_id: string; siret: string; rank: number; arrives_at: number; km_before: number; reasons: JSONColumnType<string[]>;
  result: Generated<VisitResult | null>; words: Generated<string | null>; minutes: Generated<number | null>; said_at: Generated<Date | null>; received_at: Generated<Date | null>;
};

declare module '#core/kernel/tables.ts' {
  interface Tables {
    coverage: CoverageTable;
    request: RequestTable;
    later_check: LaterCheckTable;
    plan_action: PlanActionTable;
    plan_share: PlanShareTable;
    visit_round: VisitRoundTable;
    visit: VisitTable;
  }
}
