import type { Generated } from 'kysely';

declare module '#core/kernel/tables.ts' {
  interface Tables {
    session: { id: string; person_id: string; token: string; expires_at: Date; ip_address: string | null; user_agent: string | null; opened_by: Generated<string>; created_at: Generated<Date>; updated_at: Generated<Date> };
    sign_in_method: {
      id: string; person_id: string; provider_id: string; account_id: string; access_token: string | null; refresh_token: string | null; id_token: string | null;
      access_token_expires_at: Date | null; refresh_token_expires_at: Date | null; scope: string | null; siret: string | null; organization: string | null; created_at: Generated<Date>; updated_at: Generated<Date>;
    };
    verification: { id: string; identifier: string; value: string; expires_at: Date; created_at: Generated<Date>; updated_at: Generated<Date> };
    passkey: {
      id: string; person_id: string; name: string | null; public_key: string; credential_id: string; counter: number; device_type: string; backed_up: boolean; transports: string | null; aaguid: string | null; created_at: Date | null;
    };
    rate_limit: { key: string; count: number; started_at: Date };
  }
}
