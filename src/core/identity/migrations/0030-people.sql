-- People, the bodies that employ advisers (département, communities of communes, chambers), and who belongs where.
create table person (
  id uuid primary key,
  name text not null,
  email text not null unique,
  email_verified boolean not null default false,
  image text,
  phone text,
  demonstration boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create table body (
  territory_id text not null references territory on delete cascade,
  id uuid not null,
  kind text not null check (kind in ('departement', 'epci', 'cci', 'cma', 'chamber-of-agriculture', 'other')),
  name text not null,
  phone text,
  email text,
  -- Since when nobody answers there any more; said publicly instead of letting people wait.
  dormant_since date,
  demonstration boolean not null default false,
  primary key (territory_id, id)
);

create table body_member (
  territory_id text not null,
  body_id uuid not null,
  person_id uuid not null references person on delete cascade,
  role text not null check (role in ('adviser', 'manager')),
  since date not null,
  until date,
  primary key (territory_id, body_id, person_id),
  foreign key (territory_id, body_id) references body on delete cascade
);
create index body_member_person on body_member (person_id);

create table territory_administrator (
  territory_id text not null references territory on delete cascade,
  person_id uuid not null references person on delete cascade,
  since date not null,
  primary key (territory_id, person_id)
);
create index territory_administrator_person on territory_administrator (person_id);

-- Who speaks for a firm, and how that was established.
create table firm_member (
  territory_id text not null references territory on delete cascade,
  siret text not null,
  person_id uuid not null references person on delete cascade,
  how text not null check (how in ('proconnect', 'code', 'adviser', 'demonstration')),
  vouched_by uuid references person on delete set null,
  since date not null,
  until date,
  primary key (territory_id, siret, person_id),
  foreign key (territory_id, siret) references establishment (territory_id, siret) on delete cascade
);
create index firm_member_person on firm_member (person_id);
