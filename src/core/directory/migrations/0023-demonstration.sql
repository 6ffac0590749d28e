-- Whether a territory ever held the demonstration: once removed, it does not come back by itself.
create table demonstration (
  territory_id text primary key references territory on delete cascade,
  loaded_at timestamptz not null,
  removed_at timestamptz
);
