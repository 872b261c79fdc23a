import { createHash } from 'node:crypto';
import { GetObjectCommand, HeadObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import type { Sender } from '../../shared/store/table.ts';

export interface MemoryS3 extends Sender {
  /** What stands under each key. */
  readonly objects: ReadonlyMap<string, Uint8Array>;
}

function namedError(name: string): Error {
  const error = new Error(name);
  error.name = name;
  return error;
}

/** A stand-in of S3 at the `send` seam: puts with checksum and `IfNoneMatch`, gets with ranges, heads. */
export function memoryS3(): MemoryS3 {
  const objects = new Map<string, Uint8Array>();
  const checksum = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('base64');

  const put = ({ Key = '', Body, IfNoneMatch, ChecksumSHA256 }: PutObjectCommand['input']) => {
    const bytes = Uint8Array.from(Body as Uint8Array);
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

  const send = async (command: unknown): Promise<unknown> => {
    if (command instanceof PutObjectCommand) return put(command.input);
    if (command instanceof GetObjectCommand) return get(command.input);
    if (command instanceof HeadObjectCommand) return head(command.input);
    throw new Error('the stand-in does not know this command');
  };
  return { objects, send };
}
