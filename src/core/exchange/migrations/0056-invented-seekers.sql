-- Persons made up for a demonstration: taken out with the invented firms.
alter table seeker add column demonstration boolean not null default false;
