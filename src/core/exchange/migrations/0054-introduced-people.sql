-- Persons whom an adviser looks after are in proposals too: their adviser asks and tells them, the product writes to firms alone.
alter table introduction add column seeker_ids uuid[] not null default '{}';
