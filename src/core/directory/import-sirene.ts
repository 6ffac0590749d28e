import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Deps, type Done, done, type Refused, refused, refreshStatistics } from '#core/kernel/index.ts';
import { withDuck } from './sirene/duck.ts';
import { establishmentOf, type Staged } from './sirene/establishment-of.ts';
import { type BadRow, findLines } from './sirene/find-lines.ts';
import { keptCommunes, knownElsewhere } from './sirene/kept-communes.ts';
import { type Files, joinedRows, type Joined, openFiles, readFiles, type Told } from './sirene/read-files.ts';
import { MOST_REJECTS } from './sirene/select-rows.ts';
import { dropStaged, type Merged, mergeStaged, stage, sweepStaging } from './sirene/stage-and-merge.ts';
import { writeRejects } from './sirene/write-rejects.ts';
import { faultSentence, WrongFile } from './sirene/wrong-file.ts';

/** INSEE's files, where rejects go when the input's folder cannot be written, and how the work is followed and stopped. */
export type ImportSirene = Files & { rejectsFolder: string; progress?: Told; signal?: AbortSignal };
export type Imported = Merged & { rejected: number; rejectsFile: string | null; lacking: string[] };

/**
 * Brings INSEE's monthly files into the directory, for the communes of operated territories: all or nothing, and nothing new when done twice.
 * Sources and rules: `sirene/columns.ts` (files), `sirene/masking.ts` (partial diffusion).
 */
export const importSirene =
  (deps: Deps) =>
  async ({ rejectsFolder, progress = () => {}, signal, ...files }: ImportSirene): Promise<Done<Imported> | Refused<'no-territory'> | Refused<'wrong-file', string>> => {
    const kept = await keptCommunes(deps.db);
    if (kept.byCode.size === 0) return refused('no-territory');
    const importId = deps.newId();
    const now = deps.clock.now();
    const folder = await mkdtemp(join(tmpdir(), 'gariotte-import-'));
    try {
      await sweepStaging(deps.db, now);
      return await withDuck(folder, async (duck) => {
        const opened = await openFiles(duck, files);
        const readings = await readFiles(duck, opened, folder, kept.departements, progress, signal);
        const bad: BadRow[] = [];
        const seen = new Set<string>();
        const total = Number((await duck.runAndReadAll('select count(*)::int from establishments')).getRows()[0]![0]);
        let staged = 0;
        for await (const rows of joinedRows(duck, opened)) {
          signal?.throwIfAborted();
          const strangers = await knownElsewhere(deps.db, [...new Set(rows.flatMap(({ row }) => (row.codeCommuneEtablissement && !kept.byCode.has(row.codeCommuneEtablissement) ? [row.codeCommuneEtablissement] : [])))]);
          const batch: Staged[] = [];
          for (const found of rows) {
            const sorted = sort(found, kept.byCode.get(found.row.codeCommuneEtablissement ?? ''), strangers, seen);
            if (sorted === null) continue;
            if (sorted.ok) batch.push(sorted.value);
            else bad.push({ part: found.part, record: found.record, why: sorted.why });
          }
          if (bad.length > MOST_REJECTS) throw new WrongFile(files.establishments, { is: 'unreadable-rows', count: MOST_REJECTS, line: null, why: bad[0]!.why });
          await stage(deps.db, importId, now, batch);
          progress((staged += rows.length), total, 'Lignes du territoire');
        }
        const rejects = [];
        for (const [i, { source, looked }] of readings.entries())
          rejects.push(...(await findLines(duck, source, folder, looked, i === 0 ? bad : [], { progress: (read, bytes) => progress(Math.round(read), bytes, 'Recherche des lignes rejetées (octets)'), signal })));
        const merged = await mergeStaged(deps.db, importId, kept.territoryIds, now);
        await refreshStatistics(deps.db);
        const rejectsFile = rejects.length > 0 ? writeRejects(files.establishments, rejects, rejectsFolder) : null;
        return done({ ...merged, rejected: rejects.length, rejectsFile, lacking: opened.establishments.lacking });
      });
    } catch (error) {
      await dropStaged(deps.db, importId);
      if (error instanceof WrongFile) return refused('wrong-file', faultSentence(error.file, error.fault));
      throw error;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  };

/** A row of ours, a row that cannot be right, or null for one of a commune that is not ours. */
function sort(found: Joined, commune: Parameters<typeof establishmentOf>[1] | undefined, strangers: Set<string>, seen: Set<string>): ReturnType<typeof establishmentOf> | null {
  const code = found.row.codeCommuneEtablissement ?? '';
  if (!commune) return strangers.has(code) ? null : { ok: false, why: `la commune « ${code} » est inconnue` };
  const made = establishmentOf(found, commune);
  if (!made.ok) return made;
  if (seen.has(made.value.siret)) return { ok: false, why: `le SIRET ${made.value.siret} est déjà plus haut dans le fichier` };
  seen.add(made.value.siret);
  return made;
}
