-- A run of a board over a territory: what it was worth, and what no set of exchanges could exceed.
create table board_run (
  territory_id text not null references territory,
  id uuid not null,
  board text not null,
  started_at timestamptz not null,
  finished_at timestamptz not null,
  status text not null,
  -- In cents a year.
  value bigint not null,
  bound bigint not null,
  summary jsonb not null,
  primary key (territory_id, id)
);
create index board_run_latest on board_run (territory_id, board, started_at desc);

create table proposal (
  territory_id text not null,
  id uuid not null,
  run_id uuid not null,
  board text not null,
  status text not null check (status in ('open', 'later', 'wrong', 'introduced')),
  -- In cents a year.
  value bigint not null,
  sirets text[] not null,
  fact_ids uuid[] not null,
  body jsonb not null,
  -- What the adviser answered, in words.
  answer text,
  answered_at timestamptz,
  primary key (territory_id, id),
  foreign key (territory_id, run_id) references board_run on delete cascade
);
create index proposal_run on proposal (territory_id, run_id);
create index proposal_sirets on proposal using gin (sirets);

-- What found no match in a run, why not, and the least change that would.
create table unmatched (
  territory_id text not null,
  run_id uuid not null,
  fact_id uuid not null,
  siret text not null,
  body jsonb not null,
  primary key (territory_id, run_id, fact_id),
  foreign key (territory_id, run_id) references board_run on delete cascade
);
