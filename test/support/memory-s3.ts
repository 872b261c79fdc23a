import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { GetObjectCommand, HeadObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import type { Sender } from '../../shared/store/table.ts';

export interface MemoryS3 extends Sender {
  /** The object under each key. */
  readonly objects: ReadonlyMap<string, Uint8Array>;
}

function namedError(name: string): Error {
  const error = new Error(name);
  error.name = name;
  return error;
}

/** A stand-in of S3 at the `send` seam: puts with checksum and `IfNoneMatch`, gets with ranges, heads, lists. */
export function memoryS3(): MemoryS3 {
  const objects = new Map<string, Uint8Array>();
  const checksum = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('base64');

  const put = async ({ Key = '', Body, IfNoneMatch, ChecksumSHA256 }: PutObjectCommand['input']) => {
    const bytes = Body instanceof Uint8Array ? Uint8Array.from(Body) : await buffer(Body as Readable);
    if (ChecksumSHA256 !== undefined && ChecksumSHA256 !== checksum(bytes)) throw namedError('BadDigest');
    if (IfNoneMatch === '*' && objects.has(Key)) throw namedError('PreconditionFailed');
    objects.set(Key, bytes);
    return {};
  };

  const get = ({ Key = '', Range }: GetObjectCommand['input']) => {
    const bytes = objects.get(Key);
    if (bytes === undefined) throw namedError('NoSuchKey');
    const [first, last] = Range === undefined ? [0, bytes.length - 1] : Range.slice(6).split('-').map(Number);
    if (Range !== undefined && (first ?? 0) >= bytes.length) throw namedError('InvalidRange');
    const part = bytes.slice(first, (last ?? bytes.length) + 1);
    const Body = {
      transformToByteArray: async () => part,
      async *[Symbol.asyncIterator]() {
        yield part;
      },
    };
    return { Body, ContentLength: part.length };
  };

  const head = ({ Key = '' }: HeadObjectCommand['input']) => {
    const bytes = objects.get(Key);
    if (bytes === undefined) throw namedError('NotFound');
    return { ContentLength: bytes.length, ChecksumSHA256: checksum(bytes) };
  };

  const list = ({ Prefix = '', StartAfter = '' }: ListObjectsV2Command['input']) => ({
    Contents: [...objects]
      .filter(([key]) => key.startsWith(Prefix) && key > StartAfter)
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .slice(0, 1000)
      .map(([Key, bytes]) => ({ Key, Size: bytes.length, LastModified: new Date('2026-11-23T12:00:00Z') })),
  });

  const send = async (command: unknown): Promise<unknown> => {
    if (command instanceof PutObjectCommand) return put(command.input);
    if (command instanceof GetObjectCommand) return get(command.input);
    if (command instanceof HeadObjectCommand) return head(command.input);
    if (command instanceof ListObjectsV2Command) return list(command.input);
    throw new Error('the stand-in does not know this command');
  };
  return { objects, send };
}
