import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { newId, openDatabase, systemClock } from '#core/kernel/index.ts';
import { importSirene } from '../../import-sirene.ts';
import { aTerritory } from '../../testing/builders.ts';

// Run by the crash test: says what the directory of a folder holds, then imports a file into it, telling where it is.
const [folder, file] = process.argv.slice(2) as [string, string];
const opened = await openDatabase({ kind: 'embedded', folder: join(folder, 'data') });
if (!opened.ok) throw new Error(opened.message);
const { db } = opened;
if ((await db.selectFrom('territory').select('id').execute()).length === 0) await aTerritory(db);
const rows = await db.selectFrom('establishment').selectAll().orderBy('siret').execute();
console.log(`holds ${rows.length} ${createHash('sha256').update(JSON.stringify(rows)).digest('hex').slice(0, 12)}`);
await importSirene({ db, clock: systemClock, newId, secret: 'tests' })({ establishments: file, rejectsFolder: folder, progress: (done, total, what) => what === 'Lignes du territoire' && console.log(done === total ? 'staged' : 'staging') });
console.log('done');
await opened.close();
