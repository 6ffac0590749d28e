// Writes rows into an embedded folder until it is killed; says each row once the database has acknowledged it. Started by crash.test.ts.
import { sql } from 'kysely';
import { openDatabase } from '../database.ts';

const opened = await openDatabase({ kind: 'embedded', folder: process.argv[2]! });
if (!opened.ok) {
  process.stderr.write(`${opened.message}\n`);
  process.exit(1);
}
await sql`create table if not exists written (n bigint primary key)`.execute(opened.db);
const { rows } = await sql<{ count: number; last: number }>`select count(*) as count, coalesce(max(n), 0) as last from written`.execute(opened.db);
process.stdout.write(`open ${rows[0]!.count} ${rows[0]!.last}\n`);
for (let n = Number(rows[0]!.last) + 1; ; n++) {
  await sql`insert into written (n) values (${n})`.execute(opened.db);
  process.stdout.write(`${n}\n`);
}
