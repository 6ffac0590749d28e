-- At which address an adviser knows that a firm is reached: a code sent there proves that somebody works for it.
create table firm_contact (
  territory_id text not null references territory on delete cascade,
  siret text not null,
  email text not null,
  noted_by uuid references person on delete set null,
  noted_on date not null,
  primary key (territory_id, siret),
  foreign key (territory_id, siret) references establishment (territory_id, siret) on delete cascade
);

-- Somebody says that she works for a firm and has not proved it yet: a code is on its way, or an adviser is asked.
create table firm_claim (
  territory_id text not null references territory on delete cascade,
  siret text not null,
  person_id uuid not null references person on delete cascade,
  code_hash text,
  expires_at timestamptz,
  attempts integer not null default 0,
  -- What she told the adviser who is to vouch for her.
  words text,
  asked_at timestamptz not null,
  primary key (territory_id, siret, person_id),
  foreign key (territory_id, siret) references establishment (territory_id, siret) on delete cascade
);
create index firm_claim_person on firm_claim (person_id);
