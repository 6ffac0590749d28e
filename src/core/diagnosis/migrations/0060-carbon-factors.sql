-- Emission factors of ADEME's official export, used before those that the product ships. Reference data of the whole country, which names nobody.
create table imported_factor (
  number text primary key,
  -- The factor with its parts, as core/diagnosis/carbon/model.ts describes it, with its source.
  body jsonb not null,
  imported_at timestamptz not null
);
