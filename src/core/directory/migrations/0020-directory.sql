-- One row per establishment (INSEE: établissement), what the register says of it, masked where its holder asked.
create table establishment (
  territory_id text not null references territory,
  siret text not null check (siret ~ '^[0-9A-Z]{14}$'),
  siren text not null,
  -- What the page is titled with; « [ND] » never stands here: a masked name is null.
  name text,
  -- The sign over the door, when it differs from the name.
  sign text,
  natural_person boolean not null default false,
  street text,
  postal_code text,
  commune_code text not null references commune,
  longitude double precision,
  latitude double precision,
  position_quality text not null default 'commune' check (position_quality in ('address', 'street', 'locality', 'commune')),
  activity_code text,
  activity_nomenclature text,
  activity_2025_code text,
  -- INSEE's code of size band (tranche d'effectifs) and the year it tells of.
  size_band text,
  size_year integer,
  legal_category text,
  head_office boolean not null default false,
  created_on date,
  closed_on date,
  status text not null check (status in ('open', 'closed')),
  -- INSEE's diffusion status: O for all, P for partial.
  diffusion text not null default 'O' check (diffusion in ('O', 'P')),
  origin text not null check (origin in ('register', 'demonstration', 'adviser')),
  updated_at timestamptz not null default now(),
  primary key (territory_id, siret)
);
create index establishment_siret on establishment (siret);
create index establishment_siren on establishment (siren);
create index establishment_commune on establishment (commune_code, siret);
create index establishment_activity on establishment (territory_id, activity_code);

-- The record: facts said once about an establishment, each with source, date, certainty and consent.
create table fact (
  territory_id text not null references territory,
  id uuid not null,
  siret text not null,
  kind text not null,
  value jsonb not null,
  source text not null check (source in ('firm', 'adviser', 'register', 'estimate')),
  source_detail text,
  stated_on date not null,
  certainty text not null check (certainty in ('measured', 'stated', 'estimated')),
  consent text not null check (consent in ('private', 'advisers', 'partners', 'public')),
  -- Withdrawn facts are kept for the history and shown to nobody.
  withdrawn_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (territory_id, id)
);
create index fact_siret on fact (territory_id, siret) where withdrawn_at is null;
create index fact_kind on fact (territory_id, kind) where withdrawn_at is null;

-- Who agreed to what, when and how: never rewritten.
create table consent_event (
  territory_id text not null,
  id uuid not null,
  fact_id uuid not null,
  consent text not null,
  -- How it was given: on the telephone, by form, in writing…
  given_by text not null,
  how text not null,
  at timestamptz not null,
  primary key (territory_id, id)
);
create index consent_event_fact on consent_event (territory_id, fact_id);
