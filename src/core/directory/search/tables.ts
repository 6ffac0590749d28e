import type { Generated } from 'kysely';

export type SearchDocumentTable = {
  territory_id: string;
  siret: string;
  commune_code: string;
  /** A tsvector: written and read through SQL functions only. */
  terms: unknown;
  name_words: number;
  prominence: number;
};

export type SearchWordTable = { lexeme: string; territory_id: string; docs: number; near: Generated<number[] | null> };

declare module '#core/kernel/tables.ts' {
  interface Tables {
    search_document: SearchDocumentTable;
    search_word: SearchWordTable;
  }
}
