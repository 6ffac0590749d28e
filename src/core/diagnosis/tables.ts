import type { Generated, JSONColumnType } from 'kysely';
import type { Factor } from './carbon/model.ts';
import type { Answers } from './model.ts';

/** A factor of Base Carbone that an operator imported: reference data of the whole country. */
export type ImportedFactorTable = { number: string; body: Factor; imported_at: Date };

export type DiagnosisAnswerTable = {
  territory_id: string; id: string; diagnosis: string; edition: string; answers: JSONColumnType<Answers>; known: Generated<string[]>; token_hash: string; siret: string | null;
  finished_at: Date | null; created_at: Date; updated_at: Date; demonstration: Generated<boolean>;
};
export type ConsentUse = 'advisers' | 'compare' | 'rides';
export type DiagnosisConsentTable = { territory_id: string; id: string; answer_id: string; use: ConsentUse; agreed: boolean; person_id: string | null; how: string; at: Date };
export type HeldLabelTable = { territory_id: string; id: string; siret: string; label: string; until: string | null; number: string | null; person_id: string | null; how: string; noted_at: Date; withdrawn_at: Date | null; demonstration: Generated<boolean> };

declare module '#core/kernel/tables.ts' {
  interface Tables {
    imported_factor: ImportedFactorTable;
    diagnosis_answer: DiagnosisAnswerTable;
    diagnosis_consent: DiagnosisConsentTable;
    held_label: HeldLabelTable;
  }
}
