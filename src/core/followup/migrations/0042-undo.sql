-- What was before a change, so that it can be undone in one step; what an event was for the mechanism behind the promise (a request: accepted, called,
-- rang, appointment, passed-on …); to whom it was handed.
alter table promise_event
  add column before jsonb,
  add column mark text,
  add column to_id uuid references person on delete set null,
  drop constraint promise_event_kind_check,
  add constraint promise_event_kind_check check (kind in ('opened', 'noted', 'reminded', 'escalated', 'asked', 'answered', 'nudged', 'handed-over', 'postponed', 'closed', 'given-up', 'reopened', 'undone'));

-- Whoever is forgotten in a promise is forgotten in what was noted of it too, whatever did it.
create function forget_words_of_promise() returns trigger language plpgsql as $$
begin
  update promise_event set words = null, before = null where territory_id = new.territory_id and promise_id = new.id and (words is not null or before is not null);
  return null;
end $$;
create trigger promise_forgotten after update of about_name on promise for each row when (new.about_name = 'Personne effacée' and old.about_name <> new.about_name) execute function forget_words_of_promise();
