-- Who may change requests, plans and visits, for the second lock (see identity/migrations/0035-writes.sql).
create policy request_own_read on request for select to gariotte_actor using (territory_id = (select actor_territory()) and email = (select actor_email()));
create policy promise_of_own_request_read on promise for select to gariotte_actor
  using (territory_id = (select actor_territory()) and about_email = (select actor_email()));
grant update on request to gariotte_actor;
create policy request_change on request for update to gariotte_actor using (territory_id = (select actor_territory()) and (select actor_is_adviser()));
create index request_phone on request (territory_id, phone_digits(phone)) where phone is not null;
create index request_email on request (territory_id, email) where email is not null;

grant insert on plan_action to gariotte_actor;
create policy plan_action_add on plan_action for insert to gariotte_actor
  with check (territory_id = (select actor_territory()) and proposed_by = (select actor_person()) and ((select actor_is_adviser()) or siret in (select actor_firms())));
alter table plan_share enable row level security;
grant select, insert, delete on plan_share to gariotte_actor;
create policy plan_share_all on plan_share for all to gariotte_actor using (territory_id = (select actor_territory()) and ((select actor_is_adviser()) or siret in (select actor_firms())));

alter table coverage enable row level security;
grant select, insert, delete on coverage to gariotte_actor;
create policy coverage_read on coverage for select to gariotte_actor using (territory_id = (select actor_territory()) and (select actor_is_adviser()));
create policy coverage_add on coverage for insert to gariotte_actor with check (territory_id = (select actor_territory()) and (person_id = (select actor_person()) or actor_manages(body_id)));
create policy coverage_remove on coverage for delete to gariotte_actor using (territory_id = (select actor_territory()) and (person_id = (select actor_person()) or actor_manages(body_id)));

grant update on visit to gariotte_actor;
create policy visit_change on visit for update to gariotte_actor using (territory_id = (select actor_territory()) and (select actor_is_adviser()));
grant delete on visit_round to gariotte_actor;
create policy visit_round_remove on visit_round for delete to gariotte_actor using (territory_id = (select actor_territory()) and person_id = (select actor_person()));
