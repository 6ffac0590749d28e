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
  departement_code text not null references departement,
  epci_code text references epci,
  population integer,
  postal_codes text[] not null default '{}',
  longitude double precision,
  latitude double precision,
  area_km2 double precision,
  -- Where the position and area come from; null until something gave them.
  position_source text,
  outline geometry(MultiPolygon, 4326)
);
create index commune_departement on commune (departement_code);
create index commune_epci on commune (epci_code);
create index commune_outline on commune using gist (outline);

-- A territory is a set of communes: a département that is operated, or any grouping, across départements if need be.
create table territory (
  id text primary key,
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
