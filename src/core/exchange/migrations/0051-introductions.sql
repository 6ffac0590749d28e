-- Firms of a proposal told of each other. What was proposed is kept here: runs come and go, an introduction stays.
create table introduction (
  territory_id text not null references territory on delete cascade,
  id uuid not null,
  board text not null,
  -- The proposal that it came from; the run that held it may be gone.
  proposal_id uuid not null,
  -- The facts that the proposal rested on, in order: the same facts are not introduced twice at once.
  fact_key text not null,
  -- Who must be in it; null when everybody must.
  hub_siret text,
  -- What it is, in words that name nobody.
  title text not null,
  -- { quantity, unit, worthCents, kgCo2e }: a year, as promised.
  promised jsonb not null,
  state text not null check (state in ('asked', 'agreed', 'closed')),
  reason text check (reason in ('refused', 'not-now', 'silent', 'withdrawn')),
  origin text not null check (origin in ('adviser', 'firm')),
  -- False when a firm refused a proposal before anybody was asked.
  asked boolean not null,
  introduced_by uuid references person on delete set null,
  owner_id uuid references person on delete set null,
  body_id uuid,
  introduced_at timestamptz not null,
  agreed_at timestamptz,
  closed_at timestamptz,
  demonstration boolean not null default false,
  primary key (territory_id, id),
  check ((state = 'closed') = (reason is not null))
);
create unique index introduction_once on introduction (territory_id, board, fact_key) where state <> 'closed';
create index introduction_proposal on introduction (territory_id, fact_key);
create index introduction_recent on introduction (territory_id, board, introduced_at desc);

-- One firm of an introduction: what it was told, what it answered, with its clock as a promise.
create table introduction_side (
  territory_id text not null,
  introduction_id uuid not null,
  siret text not null,
  promise_id uuid,
  -- What it was told first: { subject, lines, next, factIds, km, quantity }.
  told jsonb not null,
  answer text check (answer in ('interested', 'not-now', 'no', 'silent', 'released')),
  answered_at timestamptz,
  reasons text[] not null default '{}',
  words text,
  primary key (territory_id, introduction_id, siret),
  foreign key (territory_id, introduction_id) references introduction on delete cascade,
  foreign key (territory_id, siret) references establishment (territory_id, siret) on delete cascade
);
create index introduction_side_firm on introduction_side (territory_id, siret);
create index introduction_side_promise on introduction_side (territory_id, promise_id);

-- What came of it, told by each side at the agreement (0) and one, three and six months later.
create table introduction_outcome (
  territory_id text not null,
  introduction_id uuid not null,
  siret text not null,
  months int not null check (months in (0, 1, 3, 6)),
  promise_id uuid not null,
  result text check (result in ('done', 'under-way', 'not-done', 'unknown')),
  -- In the unit of what was promised, a year.
  quantity double precision,
  -- To this side, a year; may be a loss.
  worth_cents bigint,
  words text,
  answered_at timestamptz,
  primary key (territory_id, introduction_id, siret, months),
  foreign key (territory_id, introduction_id, siret) references introduction_side on delete cascade
);
create index introduction_outcome_promise on introduction_outcome (territory_id, promise_id);
