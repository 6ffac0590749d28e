-- Whether anything shown is invented is asked on every page.
create index establishment_demonstration on establishment (territory_id) where origin = 'demonstration';
-- Counts by commune and by trade read this index alone.
create index establishment_counts on establishment (territory_id, commune_code, activity_code) where status = 'open';
-- What was answered in a month.
create index proposal_answered on proposal (territory_id, answered_at) where answered_at is not null;
