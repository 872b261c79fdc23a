import type { SftpOrigin } from '../../shared/domain/connection/connection.ts';
import type { RemoteFileName } from '../../shared/store/keys/connection.ts';
import {
  below,
  type Credentials,
  HostStatus,
  type Patience,
  reopenedSession,
  type Session,
  unlessStatus,
} from './sftp-session.ts';
import { FileUnreadable, type RemoteSource, SourceFailed } from './source.ts';

/** The number of parallel reads, and the size of each: every host supports 32 KiB. */
const readsAtOnce = 16;
const readBytes = 32 * 1024;
/** The size of the pieces in which a file of unknown size is counted. */
const measuredBytes = 1 << 20;

const endOfFile = 1;

/** The attributes of a file in SFTP; times are in seconds. */
interface Attributes {
  /** A host may omit any of them. */
  readonly size?: number;
  readonly mtime?: number;
  readonly mode?: number;
  isFile(): boolean;
}

interface OpenFile {
  readonly session: Session;
  readonly name: string;
  readonly handle: Buffer;
}

/** An entry of a listing; `longname` is the line that `ls -l` would print. */
interface Entry {
  readonly filename: string;
  readonly longname?: string;
  readonly attrs: Attributes;
}

/** Whether an entry is a regular file. Without attributes, the line says so: a file's begins with a hyphen. */
function isFile({ attrs, longname = '' }: Entry): boolean {
  return attrs.mode === undefined ? longname.startsWith('-') : attrs.isFile();
}

const named = (name: string, sizeBytes: number, mtime = 0): RemoteFileName => ({
  name,
  sizeBytes,
  modifiedAt: new Date(mtime * 1000).toISOString(),
});

/**
 * A directory of an SFTP host. It connects at the first use, and again after a break. Listing goes page by page, so
 * that a directory of any size needs the memory of one page.
 * @param runName part of the name of an archived file whose own name is taken there
 */
export function openSftp(
  origin: SftpOrigin,
  credentials: Credentials,
  patience: Patience,
  runName: string,
): RemoteSource {
  const { session, end } = reopenedSession(origin, credentials, patience);
  let open: OpenFile | undefined;
  let hasArchive = false;
  const path = (name: string) => below(origin.directory, name);

  const look = async (name: string): Promise<RemoteFileName | undefined> => {
    const { channel, reply } = await session();
    const found = await reply<Attributes>((done) => channel.lstat(path(name), done)).catch(unlessStatus(undefined));
    if (found === undefined || (found.mode !== undefined && !found.isFile())) return undefined;
    return named(name, found.size ?? (await sizeOf(name)), found.mtime);
  };

  /** Counts a file's bytes when the host does not give its size. An unreadable file gets size 1, so that reading it reports the failure. */
  const sizeOf = async (name: string): Promise<number> => {
    try {
      let size = 0;
      for (;;) {
        const { length } = await read(name, size, measuredBytes);
        size += length;
        if (length < measuredBytes) return size;
      }
    } catch (error) {
      if (error instanceof FileUnreadable) return 1;
      throw error;
    }
  };

  async function* list(): AsyncGenerator<readonly RemoteFileName[]> {
    for await (const page of listPages(session, origin.directory)) {
      const files: RemoteFileName[] = [];
      for (const entry of page.filter(isFile)) {
        const { filename, attrs } = entry;
        const told = attrs.size === undefined ? await look(filename) : named(filename, attrs.size, attrs.mtime);
        if (told !== undefined) files.push(told);
      }
      yield files;
    }
  }

  const handleOf = async (name: string): Promise<OpenFile> => {
    if (open !== undefined && open.name === name && !open.session.isLost()) return open;
    await closeFile();
    const now = await session();
    const handle = await now
      .reply<Buffer>((done) => now.channel.open(path(name), 'r', done))
      .catch(unlessStatus(undefined));
    if (handle === undefined) throw new FileUnreadable();
    open = { session: now, name, handle };
    return open;
  };

  const closeFile = async (): Promise<void> => {
    const file = open;
    open = undefined;
    if (file === undefined || file.session.isLost()) return;
    await file.session.reply((done) => file.session.channel.close(file.handle, done)).catch(unlessStatus(undefined));
  };

  const read = async (name: string, offset: number, length: number): Promise<Uint8Array> => {
    const file = await handleOf(name);
    return readRange(file, offset, length);
  };

  const archive = async (name: string, directory: string): Promise<boolean> => {
    const { channel, reply } = await session();
    const target = directory.startsWith('/') ? directory : below(origin.directory, directory);
    const move = (to: string) =>
      reply((done) => channel.rename(path(name), to, done)).then(() => true, unlessStatus(false));
    if (!hasArchive) await reply((done) => channel.mkdir(target, done)).catch(unlessStatus(undefined));
    hasArchive = true;
    return (await move(below(target, name))) || (await move(below(target, `${name}.${runName}`)));
  };

  const putAway = async (name: string): Promise<boolean> => {
    const { afterDownload } = origin;
    if (afterDownload.kind === 'leave') return true;
    await closeFile();
    if (afterDownload.kind === 'archive') return archive(name, afterDownload.directory);
    const { channel, reply } = await session();
    return reply((done) => channel.unlink(path(name), done)).then(() => true, unlessStatus(false));
  };

  const close = async (): Promise<void> => {
    await closeFile().catch(() => undefined);
    end();
  };

  return {
    canGrow: true,
    isNear: false,
    list,
    look,
    read,
    putAway,
    close,
  };
}

async function* listPages(session: () => Promise<Session>, directory: string): AsyncGenerator<readonly Entry[]> {
  const { channel, reply } = await session();
  const handle = await reply<Buffer>((done) => channel.opendir(directory, done)).catch(unlessStatus(undefined));
  if (handle === undefined) throw new SourceFailed('directory-missing');
  try {
    while (true) {
      const page = await reply<readonly Entry[]>((done) =>
        channel.readdir(handle, done as Parameters<typeof channel.readdir>[1]),
      ).catch(atEnd);
      if (page === undefined) return;
      yield page;
    }
  } finally {
    await reply((done) => channel.close(handle, done)).catch(() => undefined);
  }
}

function atEnd(error: unknown): undefined {
  if (error instanceof HostStatus && error.status === endOfFile) return undefined;
  throw error instanceof HostStatus ? new SourceFailed('directory-missing') : error;
}

/** Reads in parallel, because a single read at a time would wait for the round trip with every 32 KiB. */
async function readRange({ session, handle }: OpenFile, offset: number, length: number): Promise<Uint8Array> {
  const bytes = Buffer.allocUnsafe(length);
  let next = 0;
  let end = length;
  const one = async (at: number, wanted: number): Promise<number> => {
    const count = await session
      .reply<number>((done) => session.channel.read(handle, bytes, at, wanted, offset + at, done))
      .catch(nothingAtEnd);
    // A host may return less than requested before the end of the file.
    return count > 0 && count < wanted ? count + (await one(at + count, wanted - count)) : count;
  };
  const lane = async (): Promise<void> => {
    while (next < end) {
      const at = next;
      const wanted = Math.min(readBytes, length - at);
      next += wanted;
      const count = await one(at, wanted);
      if (count < wanted) end = Math.min(end, at + count);
    }
  };
  await Promise.all(Array.from({ length: readsAtOnce }, lane));
  return bytes.subarray(0, end);
}

function nothingAtEnd(error: unknown): number {
  if (!(error instanceof HostStatus)) throw error;
  if (error.status === endOfFile) return 0;
  throw new FileUnreadable();
}
