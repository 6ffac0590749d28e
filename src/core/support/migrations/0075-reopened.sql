-- A mail that tells a closing which was taken back does not leave. Advisers may not touch the mails themselves: only this one, and only while it waits.
create function withdraw_mail(territory text, cause text) returns boolean language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if current_setting('gariotte.person', true) <> '' and not (territory = actor_territory() and actor_is_adviser()) then return false; end if;
  delete from mail where territory_id = territory and once = cause and state = 'queued';
  return found;
end $$;
