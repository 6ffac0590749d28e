-- Introductions are for those who work at a desk of the territory; a firm's people see their own side, never the other's
-- (see identity/migrations/0032-row-security.sql). Who answers by a mail's link is read for by the product, by that link alone.
alter table introduction enable row level security;
grant select on introduction to gariotte_actor;
create policy introduction_read on introduction for select to gariotte_actor using (territory_id = (select actor_territory()) and (select actor_is_adviser()));

alter table introduction_side enable row level security;
grant select on introduction_side to gariotte_actor;
create policy introduction_side_read on introduction_side for select to gariotte_actor
  using (territory_id = (select actor_territory()) and ((select actor_is_adviser()) or siret in (select actor_firms())));

alter table introduction_outcome enable row level security;
grant select on introduction_outcome to gariotte_actor;
create policy introduction_outcome_read on introduction_outcome for select to gariotte_actor
  using (territory_id = (select actor_territory()) and ((select actor_is_adviser()) or siret in (select actor_firms())));

alter table exchange_rest enable row level security;
grant select on exchange_rest to gariotte_actor;
create policy exchange_rest_read on exchange_rest for select to gariotte_actor
  using (territory_id = (select actor_territory()) and ((select actor_is_adviser()) or siret in (select actor_firms())));

alter table introduction_feedback enable row level security;
grant select on introduction_feedback to gariotte_actor;
create policy introduction_feedback_read on introduction_feedback for select to gariotte_actor
  using (territory_id = (select actor_territory()) and ((select actor_is_adviser()) or siret in (select actor_firms())));
