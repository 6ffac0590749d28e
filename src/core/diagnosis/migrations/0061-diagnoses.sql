-- A diagnosis that somebody began, finished or did again: what was answered and under which edition, never the questionnaire.
-- Nobody is named here until it is attached to a firm; whoever holds the private link reads it.
create table diagnosis_answer (
  territory_id text not null references territory on delete cascade,
  id uuid not null,
  diagnosis text not null,
  edition text not null,
  answers jsonb not null,
  -- Questions that the register answered, not the person.
  known text[] not null default '{}',
  -- SHA-256 of the secret of the private link.
  token_hash text not null,
  siret text,
  finished_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  demonstration boolean not null default false,
  primary key (territory_id, id),
  foreign key (territory_id, siret) references establishment (territory_id, siret) on delete cascade
);
create unique index diagnosis_answer_token on diagnosis_answer (token_hash);
create index diagnosis_answer_firm on diagnosis_answer (territory_id, siret, diagnosis) where siret is not null;
create index diagnosis_answer_stale on diagnosis_answer (updated_at) where siret is null;

-- What a firm agreed that its diagnosis serves, use by use: who said so, when, and how. Taken back is a line too.
create table diagnosis_consent (
  territory_id text not null,
  id uuid not null,
  answer_id uuid not null,
  -- advisers: the territory's advisers read it. compare: counted, unnamed, in comparisons. rides: unnamed trips are matched with neighbours'.
  use text not null check (use in ('advisers', 'compare', 'rides')),
  agreed boolean not null,
  person_id uuid references person on delete set null,
  how text not null,
  at timestamptz not null,
  primary key (territory_id, id),
  foreign key (territory_id, answer_id) references diagnosis_answer on delete cascade
);
create index diagnosis_consent_answer on diagnosis_consent (territory_id, answer_id, use, at desc);
create index diagnosis_consent_person on diagnosis_consent (person_id);

-- The second lock (identity/migrations/0032-row-security.sql): the firm's own people, and advisers where the firm agreed. Private links are read by the product.
alter table diagnosis_answer enable row level security;
grant select on diagnosis_answer to gariotte_actor;
create policy diagnosis_answer_read on diagnosis_answer for select to gariotte_actor
  using (territory_id = (select actor_territory()) and siret is not null and (siret in (select actor_firms()) or ((select actor_is_adviser()) and coalesce(
    (select agreed from diagnosis_consent c where c.territory_id = diagnosis_answer.territory_id and c.answer_id = diagnosis_answer.id and c.use = 'advisers' order by at desc, id desc limit 1), false))));
alter table diagnosis_consent enable row level security;
grant select on diagnosis_consent to gariotte_actor;
create policy diagnosis_consent_read on diagnosis_consent for select to gariotte_actor
  using (territory_id = (select actor_territory()) and (person_id = (select actor_person()) or (select actor_is_adviser())));
