import { createHash } from 'node:crypto';
import { S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { remittancesApi } from '../../functions/remittances/api.ts';
import { operations } from '../../functions/remittances/operations.ts';
import { createApiHandler } from '../../shared/runtime/api/handler.ts';
import { createFiles, fileKey } from '../../shared/store/files.ts';
import { shards } from '../../shared/store/keys/table.ts';
import { auditPartition, duePartition } from '../../shared/store/keys/work.ts';
import { remittanceObjectName } from '../../shared/store/manifest.ts';
import { reversalAndCorrection as golden } from '../golden/09-reversal-and-correction.ts';
import { remittanceText } from '../golden/remittance-text.ts';
import { type ApiHandler, callApi, coder, type TestPrincipal } from '../support/api-event.ts';
import { chargeGolden, createPipeline, filledIn, goldenTenant, type Pipeline } from '../support/remittance-pipeline.ts';
import { startTestTable, type TestTable } from '../support/table.ts';

const biller: TestPrincipal = { tenantId: goldenTenant, subject: 'user-biller', roles: 'biller' };
const stranger: TestPrincipal = { tenantId: 'other-office', subject: 'user-stranger', roles: 'biller manager' };

let store: TestTable;
let pipeline: Pipeline;
let handler: ApiHandler;
/** Signing a URL sends no request. */
const signer = new S3Client({
  region: 'us-east-1',
  endpoint: 'http://127.0.0.1:9',
  forcePathStyle: true,
  credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
});

beforeAll(async () => {
  store = await startTestTable();
  pipeline = createPipeline(store);
  await chargeGolden(pipeline.table, golden);
  const files = createFiles(pipeline.bucket, 'bucket', signer);
  handler = createApiHandler(remittancesApi, operations, { ...pipeline.edge, files });
});
afterAll(() => store?.stop());

const get = (path: string, principal = biller) => callApi(handler, { method: 'GET', path, principal });

async function posted(text: string): Promise<string> {
  const fileId = await pipeline.receive(filledIn(golden, text));
  await pipeline.drain();
  return fileId;
}

describe('remittance files', () => {
  const bytes = Buffer.from('synthetic bytes');
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const importIt = (key: string) =>
    callApi(handler, {
      method: 'POST',
      path: '/v1/remittance-files',
      body: { sha256 },
      principal: biller,
      headers: { 'Idempotency-Key': key },
    });

  it('are not imported before they are uploaded', async () => {
    expect(await importIt('early')).toMatchObject({ status: 409, body: { title: 'The file has not been uploaded' } });
  });

  it('are stored once: the same bytes again are the same file, under any key', async () => {
    await pipeline.files.put(fileKey(goldenTenant, 'remittance', remittanceObjectName(sha256)), bytes, 'text/plain');
    const first = await importIt('one');
    expect(first).toMatchObject({ status: 202, body: { alreadyReceived: false, file: { state: 'received' } } });
    expect((await importIt('one')).headers['Idempotent-Replay']).toBe('true');
    expect(await importIt('two')).toMatchObject({
      status: 200,
      body: { alreadyReceived: true, file: { id: first.body.file.id } },
    });
    const due = await Promise.all(
      Array.from({ length: shards.due }, (_, shard) => pipeline.table.queryAll({ partition: duePartition(shard) })),
    );
    expect(due.flat().map((item) => item.queue)).toEqual(['import-remittance']);
  });

  it('are imported again when the same bytes arrive after a quarter of an hour and are not done: a message was lost', async () => {
    const due = async () =>
      (
        await Promise.all(
          Array.from({ length: shards.due }, (_, shard) => pipeline.table.queryAll({ partition: duePartition(shard) })),
        )
      ).flat();
    const before = await due();
    await pipeline.table.transact(before.map(({ pk, sk }) => ({ delete: { pk, sk } })));
    expect((await importIt('soon')).body).toMatchObject({ alreadyReceived: true, resumed: false });
    const { edge } = pipeline;
    const now = edge.now();
    edge.setNow(new Date(now.getTime() + 15 * 60_000).toISOString());
    const again = await importIt('late');
    expect(again).toMatchObject({ status: 200, body: { alreadyReceived: true, resumed: true } });
    expect((await due()).map(({ queue, body }) => [queue, body])).toEqual([
      ['import-remittance', { schemaVersion: 1, tenantId: goldenTenant, fileId: again.body.file.id }],
    ]);
    edge.setNow(now.toISOString());
  });

  it('are read by a signed URL of their office, and the reader is recorded', async () => {
    const { body } = await importIt('two');
    const content = await get(`/v1/remittance-files/${body.file.id}/content`);
    expect(content).toMatchObject({ status: 200, body: { sha256, sizeBytes: bytes.length } });
    expect(content.body.url).toMatch(
      new RegExp(`/bucket/${goldenTenant}/remittance/${sha256}\\.835\\?.*X-Amz-Expires=300`),
    );
    const audit = await pipeline.table.queryAll({ partition: auditPartition(goldenTenant as never, body.file.id) });
    expect(audit.map((item) => item.action)).toContain('remittance-file-read');
    expect((await get(`/v1/remittance-files/${body.file.id}/content`, stranger)).status).toBe(404);
    expect((await get(`/v1/remittance-files/${body.file.id}/content`, coder)).status).toBe(403);
  });

  it('need an Idempotency-Key, a role, a correct digest, and no unknown field', async () => {
    const refused = (body: unknown, more = {}) =>
      callApi(handler, { method: 'POST', path: '/v1/remittance-files', body, principal: biller, ...more });
    expect((await refused({ sha256 })).status).toBe(400);
    const headers = { 'Idempotency-Key': 'k' };
    expect((await refused({ sha256: 'abc' }, { headers })).body.errors).toEqual([
      { pointer: '/sha256', detail: 'expected a SHA-256 in lower case, such as sha256sum prints' },
    ]);
    expect((await refused({ sha256, force: true }, { headers })).body.errors).toEqual([
      { pointer: '', detail: 'unknown field: number 2; known are sha256, name' },
    ]);
    expect((await refused({ sha256 }, { headers, principal: { ...coder, tenantId: goldenTenant } })).status).toBe(403);
  });
});

describe('the status of a file', () => {
  it('shows each payment, each claim, and what waits for a person; to no other office', async () => {
    const fileId = await posted(golden.remittances[0] as string);
    const file = await get(`/v1/remittance-files/${fileId}`);
    expect(file).toMatchObject({ status: 200, body: { state: 'done', payments: 1, paymentsDone: 1, claims: 1 } });
    const { body } = await get(`/v1/remittance-files/${fileId}/remittances`);
    expect(body.items).toMatchObject([
      {
        state: 'posted',
        paymentCents: 10_000,
        claimPaidCents: 10_000,
        claims: 1,
        claimsPosted: 1,
        traceNumber: 'TRACE0901',
      },
    ]);
    const { id } = body.items[0];
    const claims = await get(`/v1/remittances/${id}/claims`);
    expect(claims.body.items).toMatchObject([{ kind: 'remittance-claim', paidCents: 10_000 }]);
    expect((await get('/v1/remittances')).body.items.map((each: { id: string }) => each.id)).toEqual([id]);
    for (const path of [`/v1/remittance-files/${fileId}`, `/v1/remittances/${id}`, `/v1/remittances/${id}/claims`]) {
      expect((await get(path, stranger)).status, path).toBe(404);
    }
    expect((await get('/v1/remittances', stranger)).body.items).toEqual([]);
  });

  it('names the reason of a held payment', async () => {
    const fileId = await posted((golden.remittances[0] as string).replace('ICN0901', 'ICN0998'));
    const { body } = await get(`/v1/remittance-files/${fileId}/remittances`);
    expect(body.items).toMatchObject([{ state: 'held', reason: { code: 'identity-conflict' } }]);
  });

  it('pages through the claims of a payment within and across its chunks, by the requested limit', async () => {
    const claims = Array.from({ length: 300 }, (_, index) => `CLP*MANY${index}*1*10*10*0*12*M${index}*11*1`);
    const text = remittanceText('bluecross', { amount: '3000', trace: 'MANY' }, claims.join('\n'));
    const { body } = await get(`/v1/remittance-files/${await posted(text)}/remittances`);
    const path = `/v1/remittances/${body.items[0].id}/claims`;
    const pagesOf = async (query: string) => {
      const pages: string[][] = [];
      let token = '';
      do {
        const page = await get(`${path}?${query}${token}`);
        expect(page.status).toBe(200);
        pages.push(page.body.items.map((item: { ledgerEntryId: string }) => item.ledgerEntryId));
        token = page.body.nextPageToken === undefined ? '' : `&pageToken=${page.body.nextPageToken}`;
      } while (token !== '');
      return pages;
    };
    const pages = await pagesOf('limit=120');
    expect(pages.map((page) => page.length)).toEqual([120, 120, 60]);
    expect(new Set(pages.flat()).size).toBe(300);
    // No empty page follows a full one that is the last.
    for (const limit of [100, 150]) {
      const others = await pagesOf(`limit=${limit}`);
      expect(others.map((page) => page.length)).toEqual(Array.from({ length: 300 / limit }, () => limit));
      expect(others.flat()).toEqual(pages.flat());
    }
    expect((await pagesOf('')).map((page) => page.length)).toEqual([50, 50, 50, 50, 50, 50]);
    expect((await get(`${path}?limit=0`)).status).toBe(400);
  });
});
