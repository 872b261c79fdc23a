import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';

/** A file in an office's folder. */
export interface Found {
  /** In bytes, because a name may not be UTF-8. */
  readonly path: Buffer;
  /** Tells files apart whose names look alike. */
  readonly key: string;
  readonly tenant: string;
  /** The name as text. What is no text in it is shown as �. */
  readonly name: string;
  /**
   * The file's size and the time of its last change. A file for which both are the same at two looks has stopped
   * growing.
   */
  readonly state: string;
  readonly sizeBytes: number;
}

/** What is in the drop folder and cannot be imported: it would never be taken, so somebody must be told. */
export interface Stray {
  readonly key: string;
  /** The office in whose folder it is; undefined beside the offices' folders. */
  readonly tenant: string | undefined;
  readonly name: string;
  readonly kind: StrayKind;
}

/** What such things are, in words. */
export const strayKinds = {
  folder: 'It is a folder. Only files are imported: put its files into the office’s own folder.',
  pipe: 'It is a named pipe, not a file. Nothing is read from it.',
  socket: 'It is a socket, not a file. Nothing is read from it.',
  device: 'It is a device, not a file. Nothing is read from it.',
  link: 'It is a symbolic link, not a file. Links are not followed: put the file itself here.',
  'no-office': 'It is in no office’s folder, so nobody’s books would have it. Put it into the folder of an office.',
  'no-office-name': 'No office can have this name: an office’s folder is named in small letters, digits and hyphens.',
  'unreadable-folder': 'The office’s folder cannot be read. Allow the user of the host to read and write it.',
} as const;

type StrayKind = keyof typeof strayKinds;

const isTenant = (name: string): boolean => /^[a-z][a-z0-9-]{2,39}$/.test(name);
const isBeingWritten = (name: string): boolean => name.startsWith('.') || /\.(part|tmp)$/i.test(name);

interface Finds {
  readonly files: readonly Found[];
  readonly strays: readonly Stray[];
}

/**
 * What is in the drop folder. Nothing is opened, so that a pipe that nobody writes to keeps no file waiting.
 * @throws when the drop folder itself cannot be read
 */
export async function findDropped(folder: string): Promise<Finds> {
  const files: Found[] = [];
  const strays: Stray[] = [];
  for (const entry of inOrder(await readdir(folder, { withFileTypes: true, encoding: 'buffer' }))) {
    const name = entry.name.toString();
    if (name.startsWith('.')) continue;
    const place = { key: keyOf(bytesOf(folder, entry.name)), tenant: undefined, name };
    if (!entry.isDirectory()) strays.push({ ...place, kind: strayKindOf(entry) ?? 'no-office' });
    else if (!isTenant(name)) strays.push({ ...place, kind: 'no-office-name' });
    else {
      const found = await findOf(folder, name).catch((): Finds => {
        return { files: [], strays: [{ ...place, tenant: name, kind: 'unreadable-folder' }] };
      });
      files.push(...found.files);
      strays.push(...found.strays);
    }
  }
  return { files, strays };
}

/** What is in an office's folder. */
async function findOf(folder: string, tenant: string): Promise<Finds> {
  const files: Found[] = [];
  const strays: Stray[] = [];
  const own = join(folder, tenant);
  for (const entry of inOrder(await readdir(own, { withFileTypes: true, encoding: 'buffer' }))) {
    const name = entry.name.toString();
    if (isBeingWritten(name)) continue;
    const path = bytesOf(own, entry.name);
    const key = keyOf(path);
    const kind = entry.isDirectory() ? 'folder' : strayKindOf(entry);
    if (kind !== undefined) strays.push({ key, tenant, name, kind });
    else {
      const looked = await lookAt(path);
      if (looked !== undefined) files.push({ path, key, tenant, name, ...looked });
    }
  }
  return { files, strays };
}

function strayKindOf(entry: Dirent<Buffer>): StrayKind | undefined {
  if (entry.isSymbolicLink()) return 'link';
  if (entry.isFIFO()) return 'pipe';
  if (entry.isSocket()) return 'socket';
  return entry.isFile() ? undefined : 'device';
}

/** The state of a file; undefined when it has gone. */
export async function lookAt(path: Buffer | string): Promise<Pick<Found, 'state' | 'sizeBytes'> | undefined> {
  const facts = await stat(path).catch(() => undefined);
  return facts && { state: `${facts.size}-${facts.mtimeMs}`, sizeBytes: facts.size };
}

function bytesOf(folder: string, name: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`${folder}${sep}`), name]);
}

function keyOf(path: Buffer): string {
  return path.toString('latin1');
}

function inOrder(entries: readonly Dirent<Buffer>[]): readonly Dirent<Buffer>[] {
  return entries.toSorted((left, right) => Buffer.compare(left.name, right.name));
}
