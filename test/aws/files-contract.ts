import { DeleteObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, expect, it } from 'vitest';
import { createFiles, sha256Hex } from '../../shared/store/files.ts';
import type { Deployment } from './deployment.ts';

/**
 * What the embedded S3 does not do: refuse bytes other than those that were signed, and refuse a second write to a key.
 */
export function filesContract({ filesBucket }: Deployment): void {
  const client = new S3Client({});
  const files = createFiles(client, filesBucket);
  const run = `contract-test/remittance/${Date.now().toString(36)}`;
  const written: string[] = [];
  afterAll(async () => {
    for (const key of written) await client.send(new DeleteObjectCommand({ Bucket: filesBucket, Key: key }));
  });
  const bytes = (text: string) => new TextEncoder().encode(text);

  /** Signs an upload of `promised`, then sends `sent` instead. Returns the status. */
  const upload = async (name: string, promised: Uint8Array, sent: Uint8Array): Promise<number> => {
    const key = `${run}-${name}`;
    written.push(key);
    const { url, headers } = await files.presignPut({
      key,
      sha256Hex: sha256Hex(promised),
      sizeBytes: promised.length,
      expiresSeconds: 60,
    });
    // `fetch` sets the length of what it sends; the signature has the promised length.
    const { 'content-length': _, ...others } = headers;
    return (await fetch(url, { method: 'PUT', headers: others, body: Buffer.from(sent) })).status;
  };

  it('takes an upload whose bytes were signed', async () => {
    const content = bytes('synthetic content');
    expect(await upload('right', content, content)).toBe(200);
    expect(await files.get(`${run}-right`)).toEqual(content);
  });

  it('refuses other bytes of the same length, and stores nothing', async () => {
    expect(await upload('wrong', bytes('synthetic content'), bytes('synthetic CONTENT'))).toBe(400);
    expect(await files.head(`${run}-wrong`)).toBeUndefined();
  });

  it('refuses bytes of another length, and stores nothing', async () => {
    expect(await upload('long', bytes('synthetic'), bytes('synthetic and more'))).toBe(403);
    expect(await files.head(`${run}-long`)).toBeUndefined();
  });

  it('refuses a second write under a key that must be new', async () => {
    const key = `${run}-once`;
    written.push(key);
    const put = (Body: string) =>
      client.send(new PutObjectCommand({ Bucket: filesBucket, Key: key, Body, IfNoneMatch: '*' }));
    await put('first');
    await expect(put('second')).rejects.toMatchObject({ name: 'PreconditionFailed' });
    expect(await files.get(key)).toEqual(bytes('first'));
  });

  it('accepts the same bytes again, and throws when there are other bytes', async () => {
    const key = `${run}-same`;
    written.push(key);
    await files.put(key, bytes('same'), 'text/plain');
    await files.put(key, bytes('same'), 'text/plain');
    await expect(files.put(key, bytes('other'), 'text/plain')).rejects.toThrow();
    expect(await files.get(key)).toEqual(bytes('same'));
  });
}
