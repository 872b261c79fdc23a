import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

export interface FolderLock {
  readonly release: () => void;
}

/** Another host is at work in the folder. The message says which and what to do. */
export class FolderInUse extends Error {
  override readonly name = 'FolderInUse';
}

function describeOwner(folder: string): string {
  try {
    const { pid, url } = JSON.parse(readFileSync(join(folder, 'host.json'), 'utf8')) as { pid: number; url: string };
    return ` (process ${pid}, ${url})`;
  } catch {
    return '';
  }
}

/**
 * Takes a folder for one host. The lock is SQLite's own lock on a file of the folder: the operating system gives it back when
 * the process ends, however it ends, so a lock is never stale. Throws `FolderInUse` when another host has it.
 */
export function lockFolder(folder: string): FolderLock {
  const database = new DatabaseSync(join(folder, 'host.lock'));
  try {
    database.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if (!/locked|busy/i.test(String(error))) throw error;
    throw new FolderInUse(
      `A host is already running on ${folder}${describeOwner(folder)}. Stop it first, or start this one with --folder OTHER.`,
    );
  }
  return { release: () => database.close() };
}
