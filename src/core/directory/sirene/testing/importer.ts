// Imports a file until it is killed: `importer.ts <storage> <file> <folder of rejects> <what to reach>`. Says what the directory held, and that it works when it comes to what is to be reached. Started by the crash test.
import { createHash } from 'node:crypto';
import { newId, openDatabase, systemClock } from '#core/kernel/index.ts';
import { importSirene } from '../../import-sirene.ts';
import { aTerritory } from '../../testing/builders.ts';

const [storage, file, rejectsFolder, reached] = process.argv.slice(2) as [string, string, string, 'staging' | 'staged' | undefined];
const opened = await openDatabase(storage.startsWith('postgres') ? { kind: 'server', url: storage } : { kind: 'embedded', folder: storage });
if (!opened.ok) throw new Error(opened.message);
const { db } = opened;
if ((await db.selectFrom('territory').select('id').execute()).length === 0) await aTerritory(db);
const rows = await db.selectFrom('establishment').selectAll().orderBy('siret').execute();
console.log(`holds ${rows.length} ${createHash('sha256').update(JSON.stringify(rows)).digest('hex').slice(0, 12)}`);
await importSirene({ db, clock: systemClock, newId, secret: 'tests' })({ establishments: file, rejectsFolder, progress: (done, total, what) => what === 'Lignes du territoire' && (done === total ? 'staged' : 'staging') === reached && console.log('working') });
console.log('done');
await opened.close();
