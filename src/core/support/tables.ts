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
export type RequestCheckTable = { territory_id: string; request_id: string; kind: 'satisfaction' | 'after-care'; months: number; promise_id: string };

declare module '#core/kernel/tables.ts' {
  interface Tables {
    coverage: CoverageTable;
    request: RequestTable;
    request_check: RequestCheckTable;
  }
}
