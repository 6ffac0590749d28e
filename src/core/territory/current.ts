import type { Db } from '#core/kernel/index.ts';

/** The territory whose pages are shown, in the few words that every page needs. */
export type CurrentTerritory = { id: string; name: string; withArticle: string };

/** The first operated territory, without counting anything: every request asks. Null before anything was loaded. */
export const currentTerritory = async (db: Db): Promise<CurrentTerritory | null> =>
  (await db.selectFrom('territory').select(['id', 'name', 'with_article as withArticle']).where('operated', '=', true).orderBy('name').limit(1).executeTakeFirst()) ?? null;
