import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

export type FolderLock = { release: () => void };

/**
 * Takes a folder for this process alone, or answers null when another live process has it.
 * The lock is the operating system's own (a SQLite file held in exclusive mode): it falls with its process, `kill -9` included.
 */
export function lockFolder(folder: string): FolderLock | null {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, 'lock');
  const db = new DatabaseSync(file, { timeout: 0 });
  try {
    db.exec('PRAGMA journal_mode = delete; BEGIN EXCLUSIVE');
    chmodSync(file, 0o600);
  } catch {
    db.close();
    return null;
  }
  return { release: () => db.close() };
}
