import { sql } from 'kysely';
import type { Db } from '#core/kernel/index.ts';
import { date } from '#lib/format.ts';

export type CheckShown = { kind: 'satisfaction' | 'after-care'; months: number; title: string; text: string; answered: boolean };

type Row = { kind: 'satisfaction' | 'after-care'; months: number; state: 'open' | 'done' | 'dropped'; reason: string | null; outcome: string | null; openedOn: string; words: string | null };

/** What was asked later about a request or an action, and what was answered, oldest first. */
export async function checksOf(db: Db, territoryId: string, subjectId: string): Promise<CheckShown[]> {
  const { rows } = await sql<Row>`
    select c.kind, c.months, p.state, p.outcome, p.reason, to_char(p.opened_at at time zone 'Europe/Paris', 'YYYY-MM-DD') as "openedOn",
      (select e.words from promise_event e where e.territory_id = p.territory_id and e.promise_id = p.id and e.kind = 'answered' order by e.at desc limit 1) as words
    from later_check c join promise p on p.territory_id = c.territory_id and p.id = c.promise_id
    where c.territory_id = ${territoryId} and c.subject_id = ${subjectId} order by p.opened_at, p.id`.execute(db);
  return rows.map((row) => ({ kind: row.kind, months: row.months, title: row.kind === 'satisfaction' ? 'Cela a-t-il aidé ?' : `Toujours utilisé, à ${row.months} mois ?`, text: textOf(row), answered: row.words !== null || (row.state !== 'open' && row.outcome !== 'given-up') }));
}

const textOf = ({ state, words, reason, openedOn }: Row): string => words ?? (state === 'open' ? `demandé le ${date(openedOn)}, pas encore de réponse` : (reason ?? 'clos'));

/** How those who answered were helped by the requests that a person closed, over a year; null before the first answer. */
export async function satisfactionOf(db: Db, territoryId: string, personId: string, since: string): Promise<{ helped: number; partly: number; notHelped: number } | null> {
  const { rows } = await sql<{ helped: number; partly: number; notHelped: number }>`
    select count(*) filter (where e.answer = 'helped')::int as helped, count(*) filter (where e.answer = 'partly')::int as partly, count(*) filter (where e.answer = 'not-helped')::int as "notHelped"
    from promise p join promise_event e on e.territory_id = p.territory_id and e.promise_id = p.id and e.kind = 'answered'
    where p.territory_id = ${territoryId} and p.kind = 'satisfaction' and p.owner_id = ${personId} and e.at >= ${since}::date`.execute(db);
  const [row] = rows;
  return row && row.helped + row.partly + row.notHelped > 0 ? row : null;
}
