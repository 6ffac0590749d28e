-- A person whom an adviser looks after on a board: who looks for work, for a firm or a farm to take over. Never public, never on a page of its own.
create table seeker (
  territory_id text not null references territory,
  id uuid not null,
  kind text not null,
  -- Known to the commune, never nearer.
  commune_code text not null references commune,
  value jsonb not null,
  certainty text not null check (certainty in ('measured', 'stated', 'estimated')),
  stated_on date not null,
  person_name text not null,
  phone text,
  email text,
  -- Who agreed to what, as it was given.
  consent_on date not null,
  consent_how text not null,
  noted_by uuid references person,
  -- Asked again at this date, and taken off the boards if nobody answers.
  keep_until date not null,
  withdrawn_at timestamptz,
  created_at timestamptz not null,
  primary key (territory_id, id)
);
create index seeker_kind on seeker (territory_id, kind) where withdrawn_at is null;

alter table seeker enable row level security;
grant select, insert, update on seeker to gariotte_actor;
create policy seeker_read on seeker for select to gariotte_actor using (territory_id = (select actor_territory()) and (select actor_is_adviser()));
create policy seeker_add on seeker for insert to gariotte_actor with check (territory_id = (select actor_territory()) and (select actor_is_adviser()));
create policy seeker_change on seeker for update to gariotte_actor using (territory_id = (select actor_territory()) and (select actor_is_adviser()));

alter table proposal add column seeker_ids uuid[] not null default '{}';
create index proposal_board_answered on proposal (territory_id, board, answered_at) where status <> 'open';
create index unmatched_siret on unmatched (territory_id, siret);
