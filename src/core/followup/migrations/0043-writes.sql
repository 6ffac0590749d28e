-- Who may change promises, for the second lock (see identity/migrations/0035-writes.sql).
grant insert, update on promise to gariotte_actor;
create policy promise_add on promise for insert to gariotte_actor with check (territory_id = (select actor_territory()) and ((select actor_is_adviser()) or (kind = 'plan-action' and siret in (select actor_firms())) or (opened_by = (select actor_person()) and owner_id is null)));
-- A firm says what came of an action of its plan; what advisers promised it is theirs to close.
create policy promise_change on promise for update to gariotte_actor using (territory_id = (select actor_territory()) and ((select actor_is_adviser()) or (kind = 'plan-action' and siret in (select actor_firms()))));
grant insert on promise_event to gariotte_actor;
create policy promise_event_add on promise_event for insert to gariotte_actor
  with check (territory_id = (select actor_territory()) and by_id = (select actor_person()));
create policy promise_own_read on promise for select to gariotte_actor using (territory_id = (select actor_territory()) and opened_by = (select actor_person()));
grant insert, delete on absence to gariotte_actor;
create policy absence_add on absence for insert to gariotte_actor with check (territory_id = (select actor_territory()) and person_id = (select actor_person()) and (select actor_is_adviser()));
create policy absence_remove on absence for delete to gariotte_actor using (territory_id = (select actor_territory()) and person_id = (select actor_person()));

create index promise_phone on promise (territory_id, phone_digits(about_phone)) where about_phone is not null;

-- Whoever is forgotten waits for nothing any more: no clock speaks of a person without a name.
create function end_forgotten_promise() returns trigger language plpgsql as $$
begin
  if new.state = 'open' then
    new.state := 'dropped'; new.outcome := 'not-done'; new.reason := 'Effacé à la demande de la personne.'; new.closed_at := now(); new.next_step_at := null; new.nudged_at := null; new.version := new.version + 1;
  end if;
  return new;
end $$;
create trigger promise_forgotten_ends before update of about_name on promise for each row when (new.about_name = 'Personne effacée' and old.about_name <> new.about_name) execute function end_forgotten_promise();
