import type { Generated, JSONColumnType } from 'kysely';
import type { Certainty, Consent, FactSource } from './model.ts';

export type EstablishmentTable = {
  territory_id: string;
  siret: string;
  siren: string;
  name: string | null;
  sign: string | null;
  natural_person: Generated<boolean>;
  street: string | null;
  postal_code: string | null;
  commune_code: string;
  longitude: number | null;
  latitude: number | null;
  position_quality: Generated<'address' | 'street' | 'locality' | 'commune'>;
  activity_code: string | null;
  activity_nomenclature: string | null;
  activity_2025_code: string | null;
  size_band: string | null;
  size_year: number | null;
  legal_category: string | null;
  head_office: Generated<boolean>;
  created_on: string | null;
  closed_on: string | null;
  status: 'open' | 'closed';
  diffusion: Generated<'O' | 'P'>;
  origin: 'register' | 'demonstration' | 'adviser';
  updated_at: Generated<Date>;
};

export type FactTable = {
  territory_id: string;
  id: string;
  siret: string;
  kind: string;
  value: JSONColumnType<object>;
  source: FactSource;
  source_detail: string | null;
  stated_on: string;
  certainty: Certainty;
  consent: Consent;
  withdrawn_at: Date | null;
  created_at: Generated<Date>;
};

export type ConsentEventTable = { territory_id: string; id: string; fact_id: string; consent: Consent; given_by: string; how: string; at: Date };

declare module '#core/kernel/tables.ts' {
  interface Tables {
    establishment: EstablishmentTable;
    fact: FactTable;
    consent_event: ConsentEventTable;
  }
}
