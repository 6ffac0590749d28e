-- Mails to send, written in the transaction of what causes them; a job sends them. Kept as the outbox shows them.
create table mail (
  territory_id text not null,
  id uuid not null,
  to_address text not null,
  to_name text,
  kind text not null,
  essential boolean not null default false,
  subject text not null,
  -- { lines: string[], actions: { label, path }[], why: string | null }
  content jsonb not null,
  not_before timestamptz not null,
  -- Two causes that mean the same mail give the same word here; the second is not queued.
  once text,
  state text not null default 'queued' check (state in ('queued', 'sending', 'sent', 'refused', 'stopped')),
  attempts int not null default 0,
  claimed_at timestamptz,
  sent_at timestamptz,
  error text,
  created_at timestamptz not null,
  primary key (territory_id, id)
);
create unique index mail_once on mail (territory_id, once) where once is not null;
create index mail_due on mail (essential desc, not_before) where state = 'queued';
create index mail_claimed on mail (claimed_at) where state = 'sending';
create index mail_recent on mail (territory_id, created_at desc);

-- Who asked not to get a kind of mail, or whose address refuses them ('*': every kind but the essential).
create table mail_stop (
  territory_id text not null,
  address text not null,
  kind text not null,
  because text not null check (because in ('asked', 'bounced')),
  since timestamptz not null,
  primary key (territory_id, address, kind)
);

-- What this installation keeps for itself: the secret of its signed links, when the environment gives none.
create table installation_setting (territory_id text not null default '', name text not null, value text not null, primary key (territory_id, name));
