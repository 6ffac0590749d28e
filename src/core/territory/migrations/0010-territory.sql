-- Reference data, one row per place of the whole country.
create table departement (
  code text primary key,
  name text not null,
  region_code text not null
);

create table epci (
  code text primary key,
  name text not null,
  kind text not null
);

create table commune (
  code text primary key,
  name text not null,
  -- The name as it is searched: no accents, no capitals, no hyphens, « saint » in full.
  search_name text not null,
  -- Both stand in their tables: the three are written together from one source. Checking 35,000 rows twice would take as long as writing them.
  departement_code text not null,
  epci_code text,
  population integer,
  postal_codes text[] not null default '{}',
  longitude double precision,
  latitude double precision,
  area_km2 double precision,
  -- Where the position and area come from; null until something gave them.
  position_source text,
  outline geometry(MultiPolygon, 4326),
  -- False once the official list no longer names it: rows that point to it stay true.
  current boolean not null default true
);
create index commune_departement on commune (departement_code);
create index commune_epci on commune (epci_code);
create index commune_outline on commune using gist (outline) where outline is not null;

-- Codes that files still carry for a place that is part of a commune of today: former communes, arrondissements of Paris, Lyon and Marseille.
create table commune_alias (
  code text primary key,
  commune_code text not null references commune,
  name text not null
);

-- A territory is a set of communes: a département that is operated, or any grouping, across départements if need be.
create table territory (
  id text primary key check (id ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  name text not null,
  -- As it is said after « dans »: « le Lot ».
  with_article text not null,
  -- True where rows are kept: every establishment belongs to the one operated territory of its commune.
  operated boolean not null
);

create table territory_commune (
  territory_id text not null references territory on delete cascade,
  commune_code text not null references commune,
  primary key (territory_id, commune_code)
);
create index territory_commune_commune on territory_commune (commune_code);

-- What reference data was loaded last: what is drawn from it is kept in memory as long as this does not change.
create table reference_load (
  name text primary key,
  version text not null,
  loaded_at timestamptz not null
);
