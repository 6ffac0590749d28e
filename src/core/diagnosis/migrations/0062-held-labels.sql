-- Labels that a firm says it holds, shown on its page with their end. Who noted it, and how it was said or shown, stay with it.
create table held_label (
  territory_id text not null references territory on delete cascade,
  id uuid not null,
  siret text not null,
  label text not null,
  until date,
  number text,
  person_id uuid references person on delete set null,
  how text not null,
  noted_at timestamptz not null,
  withdrawn_at timestamptz,
  demonstration boolean not null default false,
  primary key (territory_id, id),
  foreign key (territory_id, siret) references establishment (territory_id, siret) on delete cascade
);
create index held_label_firm on held_label (territory_id, siret) where withdrawn_at is null;
create index held_label_person on held_label (person_id);

alter table held_label enable row level security;
grant select on held_label to gariotte_actor;
create policy held_label_read on held_label for select to gariotte_actor using (territory_id = (select actor_territory()) and (withdrawn_at is null or (select actor_is_adviser()) or siret in (select actor_firms())));
