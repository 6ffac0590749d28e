-- How people sign in. Rows are written by better-auth through the names of `sign-in/columns.ts`; no password is ever kept.
create table session (
  id uuid primary key,
  person_id uuid not null references person on delete cascade,
  token text not null unique,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  -- By what: code, passkey, proconnect, demonstration.
  opened_by text not null default 'code',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index session_person on session (person_id);
create index session_expires on session (expires_at);

-- An identity that somebody else vouches for (ProConnect), with the establishment it stated last.
create table sign_in_method (
  id uuid primary key,
  person_id uuid not null references person on delete cascade,
  provider_id text not null,
  account_id text not null,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  -- The library wants the column; nothing may ever stand in it.
  password text check (password is null),
  siret text,
  organization text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (provider_id, account_id)
);
create index sign_in_method_person on sign_in_method (person_id);

-- Codes, states and challenges while they hold; codes are kept hashed.
create table verification (
  id uuid primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index verification_identifier on verification (identifier);
create index verification_expires on verification (expires_at);

create table passkey (
  id uuid primary key,
  person_id uuid not null references person on delete cascade,
  name text,
  public_key text not null,
  credential_id text not null unique,
  counter bigint not null,
  device_type text not null,
  backed_up boolean not null,
  transports text,
  aaguid text,
  created_at timestamptz default now()
);
create index passkey_person on passkey (person_id);

-- How often something was tried lately, by address or by client; a row is started anew once its window is over.
create table rate_limit (
  key text primary key,
  count integer not null,
  started_at timestamptz not null
);
