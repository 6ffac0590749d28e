import type { Generated } from 'kysely';

declare module '#core/kernel/tables.ts' {
  interface Tables {
    firm_contact: { territory_id: string; siret: string; email: string; noted_by: string | null; noted_on: string };
    firm_claim: { territory_id: string; siret: string; person_id: string; code_hash: string | null; expires_at: Date | null; attempts: Generated<number>; words: string | null; asked_at: Date };
  }
}
