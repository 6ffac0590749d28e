-- What was proposed to a firm outside boards and requests: advice, a diagnosis, an aid, a board's proposal taken up. One line an action.
create table plan_action (
  territory_id text not null references territory on delete cascade,
  id uuid not null,
  siret text not null,
  what text not null,
  why text,
  -- Where it came from; for a board's proposal, which one.
  origin text not null check (origin in ('advice', 'board', 'diagnosis', 'aid', 'visit', 'firm')),
  origin_id uuid,
  proposed_by uuid references person on delete set null,
  proposed_on date not null,
  due_on date,
  promise_id uuid,
  demonstration boolean not null default false,
  primary key (territory_id, id),
  foreign key (territory_id, siret) references establishment (territory_id, siret) on delete cascade,
  foreign key (territory_id, promise_id) references promise (territory_id, id) on delete cascade
);
create index plan_action_firm on plan_action (territory_id, siret);

-- With which bodies a firm shares its plan, and how it said so.
create table plan_share (
  territory_id text not null references territory on delete cascade,
  siret text not null,
  body_id uuid not null,
  given_by text not null,
  since date not null,
  primary key (territory_id, siret, body_id),
  foreign key (territory_id, siret) references establishment (territory_id, siret) on delete cascade,
  foreign key (territory_id, body_id) references body on delete cascade
);
