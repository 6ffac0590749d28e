-- Promises: what was said would be done, about whom, by whom, until when. One table for every mechanism, so that one desk shows them all.
create table promise (
  territory_id text not null references territory on delete cascade,
  id uuid not null,
  -- Which clock runs (facts/followup/clocks.json).
  kind text not null,
  what text not null,
  -- What it came from: a request, a proposal, an action of a plan …
  subject_kind text not null,
  subject_id uuid not null,
  siret text,
  about_name text not null,
  about_phone text,
  about_email text,
  owner_id uuid references person on delete set null,
  deputy_id uuid references person on delete set null,
  body_id uuid,
  -- What is lost a year if nobody acts, as far as is known: sorts the desk.
  stake_cents bigint not null default 0,
  state text not null default 'open' check (state in ('open', 'done', 'dropped')),
  -- Whose turn it is.
  turn text not null default 'ours' check (turn in ('ours', 'theirs')),
  due_on date not null,
  -- Silence is counted from here; a sign of life moves it.
  clock_from date not null,
  step int not null default 0,
  next_step_at timestamptz,
  outcome text check (outcome in ('done', 'not-done', 'unreachable', 'not-for-us', 'given-up')),
  reason text,
  minutes int not null default 0,
  last_words text,
  last_words_at timestamptz,
  opened_by uuid references person on delete set null,
  opened_at timestamptz not null,
  closed_at timestamptz,
  -- When the party asked where it stands, and nobody has answered yet.
  nudged_at timestamptz,
  version int not null default 1,
  -- Names, words and digits of the telephone without accents or case, for the desk's one box.
  search_text text not null,
  demonstration boolean not null default false,
  primary key (territory_id, id),
  foreign key (territory_id, body_id) references body (territory_id, id) on delete set null (body_id),
  check ((state = 'open') = (outcome is null))
);
create index promise_desk on promise (territory_id, owner_id, due_on) where state = 'open';
create index promise_body on promise (territory_id, body_id, due_on) where state = 'open';
create index promise_clock on promise (next_step_at) where state = 'open' and next_step_at is not null;
create index promise_subject on promise (territory_id, subject_kind, subject_id);
create index promise_firm on promise (territory_id, siret) where siret is not null;
create index promise_search on promise using gin (search_text gin_trgm_ops);
create index promise_closed on promise (territory_id, closed_at) where closed_at is not null;

create table promise_event (
  territory_id text not null,
  id uuid not null,
  promise_id uuid not null,
  at timestamptz not null,
  by_id uuid references person on delete set null,
  kind text not null check (kind in ('opened', 'noted', 'reminded', 'escalated', 'asked', 'answered', 'nudged', 'handed-over', 'postponed', 'closed', 'given-up', 'reopened')),
  words text,
  -- Which answer was given, when one was.
  answer text,
  channel text check (channel in ('phone', 'mail', 'video', 'visit')),
  minutes int,
  primary key (territory_id, id),
  foreign key (territory_id, promise_id) references promise on delete cascade
);
create index promise_event_of on promise_event (territory_id, promise_id, at);

-- Who is away, and who stands in.
create table absence (
  territory_id text not null references territory on delete cascade,
  id uuid not null,
  person_id uuid not null references person on delete cascade,
  starts_on date not null,
  ends_on date not null,
  deputy_id uuid references person on delete set null,
  primary key (territory_id, id),
  check (ends_on >= starts_on)
);
create index absence_person on absence (territory_id, person_id, ends_on);
