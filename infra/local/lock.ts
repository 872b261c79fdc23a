import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

export interface FolderLock {
  readonly release: () => void;
}

/** Another host uses the folder. The message says which one and what to do. */
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
 * Locks a folder for one host. The lock is SQLite's lock on a file in the folder. The operating system releases it when
 * the process ends, however it ends, so a lock is never stale.
 * @throws FolderInUse when another host has it.
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
