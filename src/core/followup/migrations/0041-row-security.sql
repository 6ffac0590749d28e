-- Promises are for those who work at a desk of the territory; a firm's people see those made to their firm (see identity/migrations/0032-row-security.sql).
alter table promise enable row level security;
grant select on promise to gariotte_actor;
create policy promise_read on promise for select to gariotte_actor
  using (territory_id = (select actor_territory()) and ((select actor_is_adviser()) or siret in (select actor_firms())));

alter table promise_event enable row level security;
grant select on promise_event to gariotte_actor;
-- What advisers note among themselves is not the firm's to read; that something happened is.
create policy promise_event_read on promise_event for select to gariotte_actor using (territory_id = (select actor_territory()) and (select actor_is_adviser()));

alter table absence enable row level security;
grant select on absence to gariotte_actor;
create policy absence_read on absence for select to gariotte_actor using (territory_id = (select actor_territory()) and (select actor_is_adviser()));
