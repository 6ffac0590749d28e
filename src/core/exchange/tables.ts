import type { Certainty } from '#core/directory/index.ts';
import type { Generated, JSONColumnType } from 'kysely';

export type BoardRunTable = {
  territory_id: string;
  id: string;
  board: string;
  started_at: Date;
  finished_at: Date;
  status: string;
  value: number;
  bound: number;
  summary: JSONColumnType<object>;
};
export type ProposalStatus = 'open' | 'later' | 'wrong' | 'introduced';
export type ProposalTable = {
  territory_id: string;
  id: string;
  run_id: string;
  board: string;
  status: ProposalStatus;
  value: number;
  sirets: string[];
  fact_ids: string[];
  body: JSONColumnType<object>;
  answer: string | null;
  answered_at: Date | null;
  seeker_ids: Generated<string[]>;
};
export type UnmatchedTable = { territory_id: string; run_id: string; fact_id: string; siret: string; body: JSONColumnType<object> };

export type SeekerTable = {
  territory_id: string;
  id: string;
  kind: string;
  commune_code: string;
  value: JSONColumnType<object>;
  certainty: Certainty;
  stated_on: string;
  person_name: string;
  phone: string | null;
  email: string | null;
  consent_on: string;
  consent_how: string;
  noted_by: string | null;
  keep_until: string;
  withdrawn_at: Date | null;
  created_at: Date;
  demonstration: Generated<boolean>;
};

declare module '#core/kernel/tables.ts' {
  interface Tables {
    board_run: BoardRunTable;
    proposal: ProposalTable;
    unmatched: UnmatchedTable;
    seeker: SeekerTable;
  }
}
