declare module '#core/kernel/tables.ts' {
  interface Tables {
    audit_event: { territory_id: string; id: string; at: Date; person_id: string | null; did: string; siret: string | null; about: string | null; detail: string | null };
    person_consent: { territory_id: string; id: string; person_id: string; purpose: string; given: boolean; at: Date };
  }
}
export {};
