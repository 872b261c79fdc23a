import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type PutObjectCommandInput,
  S3Client,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { TenantId } from '../domain/identity/ids.ts';
import { invariant } from '../domain/result.ts';
import type { Sender } from './table.ts';

/** A file to be written from pieces. */
export interface FileToPut {
  readonly key: string;
  readonly sha256Hex: string;
  readonly sizeBytes: number;
  /** The bytes from the start; read again for each attempt. */
  content(): AsyncIterable<Uint8Array>;
}

/** The tag of files that the bucket's lifecycle removes after some days (`infra/aws/storage.ts`). */
const temporaryTag = 'lifetime=days';

/** An upload that the signature allows: these bytes (by length and SHA-256), to this key, until it expires. */
export interface PresignPutRequest {
  readonly key: string;
  /** SHA-256 of the content, 64 hexadecimal digits. */
  readonly sha256Hex: string;
  readonly sizeBytes: number;
  readonly expiresSeconds: number;
}

/** A URL to upload to, with the headers that the uploader must send exactly as given. */
export interface PresignedPut {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** A file that somebody else put into the bucket. */
export interface ListedFile {
  readonly key: string;
  readonly sizeBytes: number;
  readonly modifiedAt: string;
}

/** The bucket of raw files. A file is immutable: the bytes under a key are never replaced by others. */
export interface Files {
  /**
   * Writes a file once. Writing the same bytes again changes nothing, so a retry is safe.
   * @throws when the key already has other bytes, which cannot happen because of how keys are made
   */
  put(key: string, bytes: Uint8Array, contentType: string): Promise<void>;
  /** Writes a file whose bytes come in pieces and whose digest is known, like `put`. */
  putFrom(file: FileToPut, contentType: string): Promise<void>;
  /** Writes a file that is needed only for some days; the bucket removes it by its tag. Otherwise like `put`. */
  putForDays(key: string, bytes: Uint8Array, contentType: string): Promise<void>;
  /** At most 1,000 files whose keys begin with the prefix, in the order of their keys. `after`: the last key of the page before. */
  list(prefix: string, after?: string): Promise<readonly ListedFile[]>;
  /** The whole file. @throws when it does not exist */
  get(key: string): Promise<Uint8Array>;
  /** Part of a file, clipped at its end. @throws when it does not exist, or ends before `offset` */
  getRange(key: string, offset: number, length: number): Promise<Uint8Array>;
  /** The file in pieces, as they arrive. @throws when it does not exist */
  stream(key: string): Promise<AsyncIterable<Uint8Array>>;
  /** The size in bytes, or undefined when there is no such file. */
  head(key: string): Promise<number | undefined>;
  presignPut(request: PresignPutRequest): Promise<PresignedPut>;
  /** A URL that only allows reading the file, until it expires. */
  presignGet(key: string, expiresSeconds: number): Promise<string>;
}

/** The key of a file: `<tenant>/<kind>/<name>`. The name is an id or a digest, never a value from outside. */
export function fileKey(tenant: TenantId, kind: string, name: string): string {
  invariant(/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(name), 'a file name is an id or a digest');
  return `${tenant}/${kind}/${name}`;
}

/** The SHA-256 of bytes, 64 hexadecimal digits. */
export function sha256Hex(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

const base64OfHex = (hex: string): string => Buffer.from(hex, 'hex').toString('base64');

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown');

/**
 * Makes the bucket's files over one `send` function.
 * @param signer the client whose credentials sign URLs, when `sender` is not a client itself (signing sends nothing)
 */
export function createFiles(sender: Sender, bucket: string, signer?: S3Client): Files {
  const object = (key: string) => ({ Bucket: bucket, Key: key });

  const putOnce = async (key: string, content: Partial<PutObjectCommandInput>): Promise<void> => {
    const { ChecksumSHA256 } = content;
    try {
      await sender.send(new PutObjectCommand({ ...object(key), ...content, IfNoneMatch: '*' }));
    } catch (error) {
      if (nameOf(error) !== 'PreconditionFailed') throw error;
      const found = await sender.send(new HeadObjectCommand({ ...object(key), ChecksumMode: 'ENABLED' }));
      invariant(found.ChecksumSHA256 === ChecksumSHA256, 'a file is never replaced by other bytes');
    }
  };

  const whole = (bytes: Uint8Array, ContentType: string) => {
    const ChecksumSHA256 = base64OfHex(sha256Hex(bytes));
    return { Body: bytes, ContentLength: bytes.length, ContentType, ChecksumSHA256 };
  };

  const put = (key: string, bytes: Uint8Array, contentType: string) => putOnce(key, whole(bytes, contentType));

  const putForDays = (key: string, bytes: Uint8Array, contentType: string) =>
    putOnce(key, { ...whole(bytes, contentType), Tagging: temporaryTag });

  const putFrom = async (file: FileToPut, ContentType: string): Promise<void> => {
    const { key, sizeBytes: ContentLength } = file;
    // The file's existence is checked first. A stream can be sent only once, and S3 could refuse an existing file
    // before it has read the stream.
    if ((await head(key)) === ContentLength) return;
    const ChecksumSHA256 = base64OfHex(file.sha256Hex);
    await putOnce(key, { Body: Readable.from(file.content()), ContentLength, ContentType, ChecksumSHA256 });
  };

  const list = async (prefix: string, after?: string): Promise<readonly ListedFile[]> => {
    const StartAfter = after === undefined ? {} : { StartAfter: after };
    const answer = await sender.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, ...StartAfter }));
    const found: readonly { Key?: string; Size?: number; LastModified?: Date }[] = answer.Contents ?? [];
    return found.map(({ Key = '', Size = 0, LastModified }) => ({
      key: Key,
      sizeBytes: Size,
      modifiedAt: (LastModified ?? new Date(0)).toISOString(),
    }));
  };

  const get = async (key: string): Promise<Uint8Array> => {
    const answer = await sender.send(new GetObjectCommand(object(key)));
    return answer.Body.transformToByteArray();
  };

  const getRange = async (key: string, offset: number, length: number): Promise<Uint8Array> => {
    invariant(Number.isSafeInteger(offset) && offset >= 0 && length >= 0, 'a range begins in the file');
    if (length === 0) return new Uint8Array();
    const Range = `bytes=${offset}-${offset + length - 1}`;
    const answer = await sender.send(new GetObjectCommand({ ...object(key), Range }));
    return answer.Body.transformToByteArray();
  };

  const stream = async (key: string): Promise<AsyncIterable<Uint8Array>> => {
    const answer = await sender.send(new GetObjectCommand(object(key)));
    return answer.Body;
  };

  const head = async (key: string): Promise<number | undefined> => {
    try {
      const answer = await sender.send(new HeadObjectCommand(object(key)));
      return answer.ContentLength ?? 0;
    } catch (error) {
      if (nameOf(error) === 'NotFound' || nameOf(error) === 'NoSuchKey') return undefined;
      throw error;
    }
  };

  return { put, putFrom, putForDays, list, get, getRange, stream, head, ...presigning(sender, bucket, signer) };
}

function presigning(sender: Sender, bucket: string, signer: S3Client | undefined) {
  const client = (): S3Client => {
    const found = signer ?? sender;
    invariant(found instanceof S3Client, 'URLs are signed by an S3 client');
    return found;
  };

  const presignPut = async (request: PresignPutRequest): Promise<PresignedPut> => {
    invariant(/^[0-9a-f]{64}$/.test(request.sha256Hex), 'a SHA-256 is 64 hexadecimal digits');
    const checksum = base64OfHex(request.sha256Hex);
    const command = new PutObjectCommand({
      Bucket: bucket,
      Key: request.key,
      ContentLength: request.sizeBytes,
      ChecksumSHA256: checksum,
    });
    const url = await getSignedUrl(client(), command, {
      expiresIn: request.expiresSeconds,
      signableHeaders: new Set(['host', 'content-length', 'x-amz-checksum-sha256']),
      // The digest must be a signed header, because S3 checks only a header against the bytes. In the query it would
      // not be checked.
      unhoistableHeaders: new Set(['x-amz-checksum-sha256']),
    });
    return { url, headers: { 'content-length': String(request.sizeBytes), 'x-amz-checksum-sha256': checksum } };
  };

  const presignGet = (key: string, expiresSeconds: number): Promise<string> =>
    getSignedUrl(client(), new GetObjectCommand({ Bucket: bucket, Key: key }), { expiresIn: expiresSeconds });

  return { presignPut, presignGet };
}
