import type { JSONColumnType } from 'kysely';

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
};
export type UnmatchedTable = { territory_id: string; run_id: string; fact_id: string; siret: string; body: JSONColumnType<object> };

declare module '#core/kernel/tables.ts' {
  interface Tables {
    board_run: BoardRunTable;
    proposal: ProposalTable;
    unmatched: UnmatchedTable;
  }
}
