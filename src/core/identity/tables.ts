import type { Generated } from 'kysely';
import './audit/tables.ts';
import './membership/tables.ts';
import './sign-in/tables.ts';

export type PersonTable = {
  id: string;
  name: string;
  email: string;
  email_verified: Generated<boolean>;
  image: Generated<string | null>;
  phone: Generated<string | null>;
  demonstration: Generated<boolean>;
  created_at: Generated<Date>;
  updated_at: Generated<Date>;
};
export type BodyKind = 'departement' | 'epci' | 'cci' | 'cma' | 'chamber-of-agriculture' | 'other';
export type BodyTable = {
  territory_id: string;
  id: string;
  kind: BodyKind;
  name: string;
  phone: Generated<string | null>;
  email: Generated<string | null>;
  dormant_since: Generated<string | null>;
  demonstration: Generated<boolean>;
};
export type BodyMemberTable = { territory_id: string; body_id: string; person_id: string; role: 'adviser' | 'manager'; since: string; until: Generated<string | null> };
export type TerritoryAdministratorTable = { territory_id: string; person_id: string; since: string };
export type FirmMemberTable = {
  territory_id: string;
  siret: string;
  person_id: string;
  how: 'proconnect' | 'code' | 'adviser' | 'demonstration';
  vouched_by: Generated<string | null>;
  since: string;
  until: Generated<string | null>;
};

declare module '#core/kernel/tables.ts' {
  interface Tables {
    person: PersonTable;
    body: BodyTable;
    body_member: BodyMemberTable;
    territory_administrator: TerritoryAdministratorTable;
    firm_member: FirmMemberTable;
  }
}
