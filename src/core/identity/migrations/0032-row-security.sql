-- The second lock: what a person may read and write of the things of people and firms, held by the database itself.
-- Pages read sensitive rows through `asActor` (core/identity/as-actor.ts): a transaction under the role gariotte_actor, which owns nothing,
-- with who acts in gariotte.person and where in gariotte.territory. The product's own jobs and use cases go on as the owner, whom policies do not bind.
--
-- A room that holds things of people or firms adds its own tables in a migration of its own, always alike:
--   alter table promise enable row level security;
--   grant select, update on promise to gariotte_actor;
--   create policy promise_of_advisers on promise for select to gariotte_actor
--     using (territory_id = (select actor_territory()) and (select actor_is_adviser()));
--   create policy promise_of_firm on promise for select to gariotte_actor
--     using (territory_id = (select actor_territory()) and siret in (select actor_firms()));
-- A table without a grant is closed to everybody: session, sign_in_method, passkey, verification, mail… stay so.
-- `(select f())` rather than `f()`: asked once a statement and not once a row.
-- On a server, the account of DATABASE_URL needs CREATEROLE for this one migration, or somebody creates the role before and grants it to that account.
do $$
begin
  if not exists (select from pg_roles where rolname = 'gariotte_actor') then
    create role gariotte_actor nologin;
  end if;
exception when duplicate_object or unique_violation then null;
end $$;
do $$
begin
  set local role gariotte_actor;
  reset role;
exception when insufficient_privilege then
  execute format('grant gariotte_actor to %I', current_user);
end $$;

create function actor_person() returns uuid language sql stable as $$ select nullif(current_setting('gariotte.person', true), '')::uuid $$;
create function actor_territory() returns text language sql stable as $$ select coalesce(current_setting('gariotte.territory', true), '') $$;
-- Today in Paris: memberships that are over give nothing any more.
create function actor_today() returns date language sql stable as $$ select (now() at time zone 'Europe/Paris')::date $$;
create function actor_is_administrator() returns boolean language sql stable security definer set search_path = pg_catalog, public as $$
  select exists (select from territory_administrator where person_id = actor_person() and territory_id = actor_territory())
$$;
create function actor_is_adviser() returns boolean language sql stable security definer set search_path = pg_catalog, public as $$
  select actor_is_administrator() or exists (select from body_member where person_id = actor_person() and territory_id = actor_territory() and (until is null or until > actor_today()))
$$;
create function actor_firms() returns setof text language sql stable security definer set search_path = pg_catalog, public as $$
  select siret from firm_member where person_id = actor_person() and territory_id = actor_territory() and (until is null or until > actor_today())
$$;

grant usage on schema public to gariotte_actor;
-- What holds nothing private.
grant select on territory, territory_commune, commune, epci, departement, establishment, body, body_member, territory_administrator to gariotte_actor;

alter table fact enable row level security;
grant select, insert, update on fact to gariotte_actor;
create policy fact_read on fact for select to gariotte_actor
  using (territory_id = (select actor_territory()) and (consent = 'public' or (consent <> 'private' and (select actor_is_adviser())) or siret in (select actor_firms())));
create policy fact_add on fact for insert to gariotte_actor with check (territory_id = (select actor_territory()) and ((select actor_is_adviser()) or siret in (select actor_firms())));
create policy fact_change on fact for update to gariotte_actor
  using (territory_id = (select actor_territory()) and ((consent <> 'private' and (select actor_is_adviser())) or siret in (select actor_firms())));

alter table consent_event enable row level security;
grant select, insert on consent_event to gariotte_actor;
create policy consent_event_read on consent_event for select to gariotte_actor
  using (territory_id = (select actor_territory()) and exists (select from fact where fact.territory_id = consent_event.territory_id and fact.id = consent_event.fact_id and (fact.siret in (select actor_firms()) or (fact.consent <> 'private' and (select actor_is_adviser())))));
create policy consent_event_add on consent_event for insert to gariotte_actor
  with check (territory_id = (select actor_territory()) and exists (select from fact where fact.territory_id = consent_event.territory_id and fact.id = consent_event.fact_id));

alter table person enable row level security;
grant select, update on person to gariotte_actor;
create policy person_read on person for select to gariotte_actor using (id = (select actor_person()) or (select actor_is_adviser()));
create policy person_change on person for update to gariotte_actor using (id = (select actor_person()));

alter table firm_member enable row level security;
grant select on firm_member to gariotte_actor;
create policy firm_member_read on firm_member for select to gariotte_actor
  using (territory_id = (select actor_territory()) and (person_id = (select actor_person()) or (select actor_is_adviser()) or siret in (select actor_firms())));
