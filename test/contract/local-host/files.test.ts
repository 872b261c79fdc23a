import { createHash, randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sdkConfiguration } from '../../../infra/local/environment.ts';
import { type EmbeddedFiles, startFiles } from '../../../infra/local/files.ts';

const Bucket = 'files';
let folder: string;
let files: EmbeddedFiles;
let client: S3Client;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'superbill-files-'));
  files = await startFiles(folder);
  client = new S3Client({ ...sdkConfiguration(files.endpoint), forcePathStyle: true, maxAttempts: 1 });
});
afterAll(async () => {
  client.destroy();
  await files.stop();
  await rm(folder, { recursive: true });
});

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('base64');

async function read(Key: string, Range?: string): Promise<string> {
  const { Body } = await client.send(new GetObjectCommand({ Bucket, Key, Range }));
  return (await Body?.transformToString('latin1')) ?? '';
}

function presign(key: string, bytes: Uint8Array, expiresIn = 60): Promise<string> {
  const command = new PutObjectCommand({
    Bucket,
    Key: key,
    ContentLength: bytes.length,
    ChecksumSHA256: sha256(bytes),
  });
  return getSignedUrl(client, command, {
    expiresIn,
    signableHeaders: new Set(['host', 'content-length', 'x-amz-checksum-sha256']),
    unhoistableHeaders: new Set(['x-amz-checksum-sha256']),
  });
}

test('returns what was stored, whole, in ranges, and its metadata', async () => {
  const Key = 'demo/remittance/a b+ü.835';
  await client.send(new PutObjectCommand({ Bucket, Key, Body: '0123456789', ContentType: 'text/plain' }));
  expect(await read(Key)).toBe('0123456789');
  expect(await read(Key, 'bytes=2-4')).toBe('234');
  expect(await read(Key, 'bytes=8-99')).toBe('89');
  expect(await read(Key, 'bytes=-3')).toBe('789');
  const head = await client.send(new HeadObjectCommand({ Bucket, Key, ChecksumMode: 'ENABLED' }));
  expect(head).toMatchObject({
    ContentLength: 10,
    ContentType: 'text/plain',
    ChecksumSHA256: sha256(Buffer.from('0123456789')),
  });
  await expect(read(Key, 'bytes=10-12')).rejects.toMatchObject({ name: 'InvalidRange' });
});

test('discards what a killed host had received in part, and keeps the rest', async () => {
  const other = await mkdtemp(join(tmpdir(), 'superbill-files-'));
  await mkdir(join(other, Bucket, 'office'), { recursive: true });
  const kept = ['whole.object', 'whole.facts.json'];
  for (const name of [...kept, 'half.1-2-3.receiving', 'half.1-2-3.receiving.facts']) {
    await writeFile(join(other, Bucket, 'office', name), '{}');
  }
  const again = await startFiles(other);
  expect((await readdir(join(other, Bucket, 'office'))).sort()).toEqual(kept.sort());
  await again.stop();
  await rm(other, { recursive: true });
});

test('stores an empty file, too', async () => {
  await client.send(new PutObjectCommand({ Bucket, Key: 'empty', Body: Buffer.alloc(0) }));
  expect(await read('empty')).toBe('');
});

test('reports a missing file as S3 does', async () => {
  await expect(read('demo/none')).rejects.toMatchObject({ name: 'NoSuchKey' });
  await expect(client.send(new HeadObjectCommand({ Bucket, Key: 'demo/none' }))).rejects.toMatchObject({
    name: 'NotFound',
  });
  await client.send(new PutObjectCommand({ Bucket, Key: 'gone', Body: 'x' }));
  await client.send(new DeleteObjectCommand({ Bucket, Key: 'gone' }));
  await expect(read('gone')).rejects.toMatchObject({ name: 'NoSuchKey' });
});

test('does not overwrite when told so', async () => {
  const put = (Body: string) => client.send(new PutObjectCommand({ Bucket, Key: 'once', Body, IfNoneMatch: '*' }));
  await put('first');
  await expect(put('second')).rejects.toMatchObject({ name: 'PreconditionFailed' });
  expect(await read('once')).toBe('first');
});

test('accepts streams, whose length is known only at the end', async () => {
  const bytes = randomBytes(300_000);
  const Body = Readable.from([bytes.subarray(0, 70_000), bytes.subarray(70_000)]);
  await client.send(new PutObjectCommand({ Bucket, Key: 'stream', Body, ContentLength: bytes.length }));
  expect(await read('stream')).toBe(bytes.toString('latin1'));
});

test('accepts exactly the signed bytes through a presigned URL, however many', async () => {
  const bytes = randomBytes(12 * 1024 * 1024);
  const url = await presign('large', bytes);
  const headers = { 'x-amz-checksum-sha256': sha256(bytes), 'content-length': String(bytes.length) };
  expect((await fetch(url, { method: 'PUT', headers, body: bytes })).status).toBe(200);
  const head = await client.send(new HeadObjectCommand({ Bucket, Key: 'large' }));
  expect(head.ContentLength).toBe(bytes.length);
  const url2 = await getSignedUrl(client, new GetObjectCommand({ Bucket, Key: 'large' }), { expiresIn: 60 });
  expect(sha256(new Uint8Array(await (await fetch(url2)).arrayBuffer()))).toBe(sha256(bytes));
});

test('refuses other bytes, another length, another key, another method and a late upload', async () => {
  const bytes = Buffer.from('ISA*synthetic');
  const other = Buffer.from('ISA*something');
  const url = await presign('signed', bytes);
  const put = (to: string, body: Buffer, checksum: string, method = 'PUT') =>
    fetch(to, {
      method,
      headers: { 'x-amz-checksum-sha256': checksum },
      body: method === 'GET' ? null : new Uint8Array(body),
    });
  expect((await put(url, other, sha256(bytes))).status).toBe(400);
  expect((await put(url, other, sha256(other))).status).toBe(403);
  expect((await put(url, Buffer.from('longer than signed'), sha256(bytes))).status).toBe(403);
  expect((await put(url.replace('/signed', '/other'), bytes, sha256(bytes))).status).toBe(403);
  expect((await put(url, bytes, sha256(bytes), 'GET')).status).toBe(403);
  expect((await put(await presign('signed', bytes, -1), bytes, sha256(bytes))).status).toBe(403);
  await expect(read('signed')).rejects.toMatchObject({ name: 'NoSuchKey' });
  expect((await put(url, bytes, sha256(bytes))).status).toBe(200);
});

test('requires a signature, and no key leads out of the folder', async () => {
  expect((await fetch(`${files.endpoint}/files/signed`)).status).toBe(403);
  await client.send(new PutObjectCommand({ Bucket, Key: '../../escape', Body: 'x' })).catch(() => undefined);
  await expect(read('x/../../../etc/passwd')).rejects.toThrow();
});
