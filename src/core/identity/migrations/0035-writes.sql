-- The second lock holds writes too: routes run the use cases that change people's things through `asActor` (docs/decisions/0006-accounts.md says which do not).
create function actor_email() returns text language sql stable security definer set search_path = pg_catalog, public as $$
  select email from person where id = actor_person() and email_verified
$$;
create function actor_manages(body uuid) returns boolean language sql stable security definer set search_path = pg_catalog, public as $$
  select actor_is_administrator() or exists (select from body_member where person_id = actor_person() and territory_id = actor_territory() and body_id = body and role = 'manager' and (until is null or until > actor_today()))
$$;
-- Also once she has left, a moment ago: the last one to go puts her body to sleep.
create function actor_worked_for(body uuid) returns boolean language sql stable security definer set search_path = pg_catalog, public as $$
  select exists (select from body_member where person_id = actor_person() and territory_id = actor_territory() and body_id = body)
$$;

-- A trace is of oneself.
grant insert on audit_event to gariotte_actor;
create policy audit_event_add on audit_event for insert to gariotte_actor with check (territory_id = (select actor_territory()) and person_id = (select actor_person()));
create index audit_event_territory on audit_event (territory_id, at desc, id desc);
create index audit_event_did on audit_event (territory_id, did, at desc, id desc);

-- Mails are queued by whoever causes them, and read by nobody: their columns that say whether one was queued already, and no other.
grant insert on mail to gariotte_actor;
grant select (territory_id, id, once) on mail to gariotte_actor;
alter table mail_stop enable row level security;
grant select on mail_stop to gariotte_actor;
create policy mail_stop_read on mail_stop for select to gariotte_actor using (territory_id = (select actor_territory()) and (select actor_is_adviser()));

alter table body enable row level security;
grant select on demonstration to gariotte_actor;
grant insert, update on body to gariotte_actor;
create policy body_read on body for select to gariotte_actor using (true);
create policy body_add on body for insert to gariotte_actor with check (territory_id = (select actor_territory()) and (select actor_is_administrator()));
create policy body_change on body for update to gariotte_actor using (territory_id = (select actor_territory()) and (actor_manages(id) or actor_worked_for(id)));
alter table body_member enable row level security;
grant insert, update on body_member to gariotte_actor;
create policy body_member_read on body_member for select to gariotte_actor using (true);
create policy body_member_add on body_member for insert to gariotte_actor with check (territory_id = (select actor_territory()) and actor_manages(body_id));
create policy body_member_change on body_member for update to gariotte_actor using (territory_id = (select actor_territory()) and (actor_manages(body_id) or person_id = (select actor_person())));
-- Nobody makes herself a manager: what she may change of her own line is that it ends.
create function keep_own_role() returns trigger language plpgsql as $$
begin
  if current_user = 'gariotte_actor' and new.person_id = actor_person() and new.role <> old.role and not actor_manages(new.body_id) then raise insufficient_privilege; end if;
  return new;
end $$;
create trigger body_member_role before update of role on body_member for each row execute function keep_own_role();

grant insert on person to gariotte_actor;
create policy person_add on person for insert to gariotte_actor with check ((select actor_is_adviser()) and not demonstration);

-- Proving oneself by a code or by ProConnect is done by the product: no policy can check it.
grant insert, update on firm_member to gariotte_actor;
create policy firm_member_add on firm_member for insert to gariotte_actor with check (territory_id = (select actor_territory()) and how = 'adviser' and vouched_by = (select actor_person()) and (select actor_is_adviser()) and person_id <> (select actor_person()));
create policy firm_member_change on firm_member for update to gariotte_actor using (territory_id = (select actor_territory()) and ((select actor_is_adviser()) or siret in (select actor_firms())));
alter table firm_claim enable row level security;
grant select (territory_id, siret, person_id, words, asked_at), insert, update (words, asked_at), delete on firm_claim to gariotte_actor;
create policy firm_claim_all on firm_claim for all to gariotte_actor using (territory_id = (select actor_territory()) and (person_id = (select actor_person()) or (select actor_is_adviser())));
alter table firm_contact enable row level security;
grant select, insert, update on firm_contact to gariotte_actor;
create policy firm_contact_all on firm_contact for all to gariotte_actor using (territory_id = (select actor_territory()) and (select actor_is_adviser()));

-- The same number however it was typed: 06 12 34 56 78, +33 6 12 34 56 78, 0033612345678.
create function phone_digits(typed text) returns text language sql immutable parallel safe as $$ select regexp_replace(regexp_replace(typed, '\D', '', 'g'), '^(0033|33)0?', '0') $$;
