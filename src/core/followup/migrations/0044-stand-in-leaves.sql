-- Who stood in for somebody away leaves: her manager, or she herself, says who stands in instead (see identity/migrations/0035-writes.sql).
grant update (deputy_id) on absence to gariotte_actor;
create policy absence_hand_over on absence for update to gariotte_actor
  using (territory_id = (select actor_territory()) and (deputy_id = (select actor_person()) or exists (select from body_member m where m.territory_id = absence.territory_id and m.person_id = absence.deputy_id and actor_manages(m.body_id))))
  with check (territory_id = (select actor_territory()));
