import { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { postgis } from '@electric-sql/pglite-postgis';
import { join } from 'node:path';

/** PostgreSQL inside this process, with PostGIS: in a folder, or in memory from a dump when `folder` is null. */
export const openEmbedded = (folder: string | null, dump?: Blob): Promise<PGlite> =>
  PGlite.create({
    ...(folder === null ? {} : { dataDir: join(folder, 'postgres') }),
    ...(dump ? { loadDataDir: dump } : {}),
    extensions: { postgis, pg_trgm },
  });
