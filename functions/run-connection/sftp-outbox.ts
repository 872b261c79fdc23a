import type { SftpOrigin } from '../../shared/domain/connection/connection.ts';
import { DeliveryFailed, type Outbox } from './outbox.ts';
import { below, type Credentials, type Patience, reopenedSession, unlessStatus } from './sftp-session.ts';

/** Writes and reads go in pieces of this size, which every host takes. */
const pieceBytes = 32 * 1024;

interface Attributes {
  readonly size?: number;
}

/** A directory of an SFTP host that files are written into. It connects at the first use, and again after a break. */
export function openSftpOutbox(
  origin: SftpOrigin,
  directory: string,
  credentials: Credentials,
  patience: Patience,
): Outbox {
  const { session, end } = reopenedSession(origin, credentials, patience);
  const path = (name: string) => below(directory, name);

  /** Opens a file; undefined when the host refuses. */
  const openFile = async (name: string, mode: 'r' | 'w'): Promise<Buffer | undefined> => {
    const { channel, reply } = await session();
    return reply<Buffer>((done) => channel.open(path(name), mode, done)).catch(unlessStatus(undefined));
  };

  const close = async (handle: Buffer): Promise<void> => {
    const { channel, reply } = await session();
    await reply((done) => channel.close(handle, done));
  };

  return {
    write: async (name, bytes) => {
      const handle = await openFile(name, 'w');
      if (handle === undefined) throw new DeliveryFailed('directory-refused');
      const { channel, reply } = await session();
      const buffer = Buffer.from(bytes);
      for (let at = 0; at < buffer.length; at += pieceBytes) {
        const length = Math.min(pieceBytes, buffer.length - at);
        const isKept = await reply((done) => channel.write(handle, buffer, at, length, at, done)).then(
          () => true,
          unlessStatus(false),
        );
        if (!isKept) throw new DeliveryFailed('write-broken');
      }
      await close(handle);
    },

    rename: async (from, to) => {
      const { channel, reply } = await session();
      return reply((done) => channel.rename(path(from), path(to), done)).then(() => true, unlessStatus(false));
    },

    sizeOf: async (name) => {
      const { channel, reply } = await session();
      const found = await reply<Attributes>((done) => channel.lstat(path(name), done)).catch(unlessStatus(undefined));
      return found?.size;
    },

    read: async (name, sizeBytes) => {
      const handle = await openFile(name, 'r');
      if (handle === undefined) return undefined;
      const { channel, reply } = await session();
      const bytes = Buffer.alloc(sizeBytes);
      let at = 0;
      while (at < sizeBytes) {
        const length = Math.min(pieceBytes, sizeBytes - at);
        const count = await reply<number>((done) => channel.read(handle, bytes, at, length, at, done)).catch(
          unlessStatus(0),
        );
        if (count === 0) break;
        at += count;
      }
      await close(handle);
      return bytes.subarray(0, at);
    },

    close: async () => end(),
  };
}
