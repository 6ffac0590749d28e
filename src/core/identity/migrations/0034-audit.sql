-- Who saw and changed what of private things; kept for the time that facts/identity/retention.json says.
create table audit_event (
  territory_id text not null,
  id uuid not null,
  at timestamptz not null,
  -- Who acted; kept when the person is erased, by then without a name.
  person_id uuid,
  did text not null,
  siret text,
  -- Of whom or what, when it is not of a firm as a whole.
  about text,
  detail text,
  primary key (territory_id, id)
);
create index audit_event_person on audit_event (person_id, at);
create index audit_event_firm on audit_event (territory_id, siret, at);
create index audit_event_at on audit_event (at);
alter table audit_event enable row level security;
grant select on audit_event to gariotte_actor;
create policy audit_event_read on audit_event for select to gariotte_actor
  using (territory_id = (select actor_territory()) and (person_id = (select actor_person()) or (select actor_is_administrator()) or siret in (select actor_firms())));

-- What people agreed to, for themselves (a firm's facts have consent_event): never rewritten.
create table person_consent (
  territory_id text not null,
  id uuid not null,
  person_id uuid not null references person on delete cascade,
  purpose text not null,
  given boolean not null,
  at timestamptz not null,
  primary key (territory_id, id)
);
create index person_consent_person on person_consent (person_id, at);
