-- What runs leave out for a while, because of what was answered: a whole firm, or one thing it said (fact_id).
create table exchange_rest (
  territory_id text not null references territory on delete cascade,
  id uuid not null,
  siret text not null,
  fact_id uuid,
  why text not null check (why in ('silent-twice', 'already-supplied', 'not-interested')),
  since date not null,
  until date not null,
  introduction_id uuid,
  -- The call that asks whether it still wants to hear of proposals; done, the rest is over.
  promise_id uuid,
  lifted_at timestamptz,
  lifted_by uuid references person on delete set null,
  primary key (territory_id, id),
  foreign key (territory_id, siret) references establishment (territory_id, siret) on delete cascade
);
create index exchange_rest_firm on exchange_rest (territory_id, siret);

-- What a reason given for a refusal changes in a record: proposed to an adviser, or carried out at once.
create table introduction_feedback (
  territory_id text not null,
  id uuid not null,
  introduction_id uuid not null,
  siret text not null,
  fact_id uuid,
  reason text not null,
  -- The change proposed to the fact, when it can be named: { maxKm: 20 }.
  change jsonb,
  state text not null check (state in ('proposed', 'applied', 'dismissed')),
  at timestamptz not null,
  decided_by uuid references person on delete set null,
  decided_at timestamptz,
  primary key (territory_id, id),
  foreign key (territory_id, introduction_id, siret) references introduction_side on delete cascade
);
create index introduction_feedback_firm on introduction_feedback (territory_id, siret);
