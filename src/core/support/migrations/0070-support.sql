-- What an adviser takes on: a list that is null means all of it.
create table coverage (
  territory_id text not null references territory on delete cascade,
  id uuid not null,
  person_id uuid not null references person on delete cascade,
  body_id uuid not null,
  -- Where: groupings and communes together; the whole territory when both are null.
  epci_codes text[],
  commune_codes text[],
  subjects text[],
  -- NAF sections (A) or divisions (10).
  activities text[],
  -- Coarse classes of employees, as the directory filters by.
  sizes text[],
  starting text not null check (starting in ('too', 'only', 'no')),
  updated_at timestamptz not null,
  primary key (territory_id, id),
  foreign key (territory_id, body_id) references body on delete cascade
);
create index coverage_person on coverage (territory_id, person_id);

-- A request for help, in the asker's words. Who follows it, until when and what came of it is its promise (followup).
create table request (
  territory_id text not null references territory on delete cascade,
  id uuid not null,
  asked_at timestamptz not null,
  words text not null,
  subject text not null,
  commune_code text not null references commune,
  siret text,
  firm_name text,
  -- Asks before having a firm.
  starting boolean not null,
  activity_code text,
  size_class text,
  person_name text not null,
  phone text,
  email text,
  reach text not null check (reach in ('phone', 'video', 'writing', 'visit')),
  times text[] not null,
  -- Who was chosen and why, or what lacked: as routing answered.
  routing jsonb not null,
  promise_id uuid not null,
  accepted_at timestamptz,
  -- The first word the asker had from a person.
  first_word_at timestamptz,
  appointment_at timestamptz,
  appointment_minutes int,
  appointment_place text,
  appointment_version int not null default 0,
  -- What was installed or done, in a few words: asked about one, three and six months later.
  put_in_place text,
  cancelled_at timestamptz,
  version int not null default 1,
  demonstration boolean not null default false,
  primary key (territory_id, id),
  foreign key (territory_id, promise_id) references promise on delete cascade
);
create index request_promise on request (territory_id, promise_id);
create index request_asked on request (territory_id, asked_at desc);
create index request_firm on request (territory_id, siret) where siret is not null;

-- Questions asked later about what was closed (a request, an action of a plan): satisfaction at ten days, then whether it is still used after one, three and six months.
create table later_check (
  territory_id text not null references territory on delete cascade,
  subject_kind text not null check (subject_kind in ('request', 'plan-action')),
  subject_id uuid not null,
  kind text not null check (kind in ('satisfaction', 'after-care')),
  months int not null,
  promise_id uuid not null,
  primary key (territory_id, subject_kind, subject_id, kind, months),
  foreign key (territory_id, promise_id) references promise on delete cascade
);
