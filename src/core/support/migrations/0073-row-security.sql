-- What people ask, and what firms plan, is for those who work at a desk of the territory, and for the firm itself (see identity/migrations/0032-row-security.sql).
-- The person who asked without an account follows her request by its signed link, which the product reads for her.
alter table request enable row level security;
grant select on request to gariotte_actor;
create policy request_read on request for select to gariotte_actor
  using (territory_id = (select actor_territory()) and ((select actor_is_adviser()) or siret in (select actor_firms())));

alter table later_check enable row level security;
grant select on later_check to gariotte_actor;
create policy later_check_read on later_check for select to gariotte_actor using (territory_id = (select actor_territory()) and (select actor_is_adviser()));

alter table plan_action enable row level security;
grant select on plan_action to gariotte_actor;
create policy plan_action_read on plan_action for select to gariotte_actor
  using (territory_id = (select actor_territory()) and ((select actor_is_adviser()) or siret in (select actor_firms())));

alter table visit_round enable row level security;
grant select on visit_round to gariotte_actor;
create policy visit_round_read on visit_round for select to gariotte_actor using (territory_id = (select actor_territory()) and (select actor_is_adviser()));

alter table visit enable row level security;
grant select on visit to gariotte_actor;
create policy visit_read on visit for select to gariotte_actor using (territory_id = (select actor_territory()) and (select actor_is_adviser()));
