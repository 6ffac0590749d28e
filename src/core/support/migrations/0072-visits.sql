-- A day's round of visits to firms, and what came of each door. The order and the times are the engine's, kept as planned.
create table visit_round (
  territory_id text not null references territory on delete cascade,
  id uuid not null,
  person_id uuid not null references person on delete cascade,
  day date not null,
  start_label text not null,
  start_longitude double precision not null,
  start_latitude double precision not null,
  leaves_at int not null,
  back_at int not null,
  km double precision not null,
  created_at timestamptz not null,
  demonstration boolean not null default false,
  primary key (territory_id, id)
);
create index visit_round_person on visit_round (territory_id, person_id, day);

create table visit (
  territory_id text not null,
  id uuid not null,
  round_id uuid not null,
  siret text not null,
  -- Place in the round, minutes of the day when she arrives, and why this firm.
  rank int not null,
  arrives_at int not null,
  km_before double precision not null,
  reasons jsonb not null,
  result text check (result in ('met', 'absent', 'refused', 'later', 'closed')),
  words text,
  minutes int,
  -- When it was said at the door, and when it reached us: a telephone may have had no network between.
  said_at timestamptz,
  received_at timestamptz,
  primary key (territory_id, id),
  foreign key (territory_id, round_id) references visit_round on delete cascade,
  foreign key (territory_id, siret) references establishment (territory_id, siret) on delete cascade
);
create index visit_firm on visit (territory_id, siret);
create index visit_round_of on visit (territory_id, round_id, rank);
