import { sql } from 'kysely';
import type { Deps } from '#core/kernel/index.ts';

export type Limit = { most: number; seconds: number };

/** What may be tried how often: by address written to, by client. A whole chamber may come from behind one address. */
export const LIMITS = {
  'code-address': { most: 5, seconds: 3_600 },
  'code-client': { most: 60, seconds: 3_600 },
  'typed-client': { most: 60, seconds: 3_600 },
  'passkey-client': { most: 300, seconds: 3_600 },
  'proconnect-client': { most: 60, seconds: 3_600 },
  'ask-client': { most: 30, seconds: 3_600 },
  'diagnosis-client': { most: 300, seconds: 3_600 },
  'claim-person': { most: 10, seconds: 3_600 },
} as const satisfies Record<string, Limit>;

/** Counts one more try and answers whether it is still allowed, or in how many minutes it will be. One statement, so that two at once are counted twice. */
export async function tried({ db, clock }: Pick<Deps, 'db' | 'clock'>, limit: keyof typeof LIMITS, who: string): Promise<{ ok: true } | { ok: false; minutes: number }> {
  const { most, seconds } = LIMITS[limit];
  const now = clock.now();
  const oldest = new Date(now.getTime() - seconds * 1000);
  const { rows } = await sql<{ count: number; started_at: Date }>`
    insert into rate_limit (key, count, started_at) values (${`${limit}:${who.trim().toLowerCase()}`}, 1, ${now})
    on conflict (key) do update set
      count = case when rate_limit.started_at <= ${oldest} then 1 else rate_limit.count + 1 end,
      started_at = case when rate_limit.started_at <= ${oldest} then ${now} else rate_limit.started_at end
    returning count, started_at`.execute(db);
  const { count, started_at } = rows[0]!;
  return count <= most ? { ok: true } : { ok: false, minutes: Math.max(1, Math.ceil((started_at.getTime() + seconds * 1000 - now.getTime()) / 60_000)) };
}
