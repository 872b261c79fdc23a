import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sdkConfiguration } from '../../infra/local/environment.ts';
import { type EmbeddedFiles, startFiles } from '../../infra/local/files.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { createFiles, type Files, fileKey, sha256Hex } from '../../shared/store/files.ts';

let folder: string;
let server: EmbeddedFiles;
let client: S3Client;
let files: Files;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'superbill-files-'));
  server = await startFiles(folder);
  client = new S3Client({ ...sdkConfiguration(server.endpoint), forcePathStyle: true });
  files = createFiles(client, 'files');
});
afterAll(async () => {
  client.destroy();
  await server.stop();
  await rm(folder, { recursive: true });
});

const bytesOf = (text: string): Buffer<ArrayBuffer> => Buffer.from(text, 'latin1');
const key = (name: string) => fileKey('first-office' as TenantId, 'claim-file', name);

describe('files', () => {
  it('are read whole, in part, in pieces, and measured', async () => {
    await files.put(key('one'), bytesOf('ISA*SYNTHETIC~'), 'application/edi-x12');
    expect(Buffer.from(await files.get(key('one'))).toString()).toBe('ISA*SYNTHETIC~');
    expect(Buffer.from(await files.getRange(key('one'), 4, 5)).toString()).toBe('SYNTH');
    expect(Buffer.from(await files.getRange(key('one'), 10, 99)).toString()).toBe('TIC~');
    expect(await files.getRange(key('one'), 4, 0)).toHaveLength(0);
    const pieces: Uint8Array[] = [];
    for await (const piece of await files.stream(key('one'))) pieces.push(piece);
    expect(Buffer.concat(pieces).toString()).toBe('ISA*SYNTHETIC~');
    expect(await files.head(key('one'))).toBe(14);
    expect(await files.head(key('none'))).toBeUndefined();
  });

  it('are written again with the same bytes, and never with others', async () => {
    await files.put(key('two'), bytesOf('first'), 'text/plain');
    await files.put(key('two'), bytesOf('first'), 'text/plain');
    await expect(files.put(key('two'), bytesOf('other'), 'text/plain')).rejects.toThrow(
      'never replaced by other bytes',
    );
    expect(Buffer.from(await files.get(key('two'))).toString()).toBe('first');
  });

  it('are uploaded through a signed URL only as announced: these bytes, this length', async () => {
    const announced = bytesOf('announced');
    const { url, headers } = await files.presignPut({
      key: key('three'),
      sha256Hex: sha256Hex(announced),
      sizeBytes: announced.length,
      expiresSeconds: 60,
    });
    const upload = async (body: Buffer<ArrayBuffer>, more: Record<string, string>) =>
      (await fetch(url, { method: 'PUT', body, headers: more })).status;
    expect(headers).toMatchObject({ 'content-length': '9' });
    const checksum = { 'x-amz-checksum-sha256': headers['x-amz-checksum-sha256'] as string };
    expect(await upload(bytesOf('different'), checksum)).toBe(400);
    expect(await upload(bytesOf('short'), checksum)).toBe(403);
    expect(await upload(announced, {})).toBe(403);
    expect(await files.head(key('three'))).toBeUndefined();
    expect(await upload(announced, checksum)).toBe(200);
    const read = await fetch(await files.presignGet(key('three'), 60));
    expect(await read.text()).toBe('announced');
  });

  it('are signed for nothing but the key and the method', async () => {
    await files.put(key('four'), bytesOf('four'), 'text/plain');
    const url = await files.presignGet(key('four'), 60);
    expect((await fetch(url.replace('four', 'two'))).status).toBe(403);
    expect((await fetch(url, { method: 'DELETE' })).status).toBe(403);
    expect((await fetch(url)).status).toBe(200);
  });

  it.each(['', '../escape', 'a/b', '.hidden', 'white space'])('never have the name %j', (name) => {
    expect(() => key(name)).toThrow('a file name is an id or a digest');
  });
});
