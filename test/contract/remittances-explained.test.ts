import { createHash } from 'node:crypto';
import { S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { remittancesApi } from '../../functions/remittances/api.ts';
import { operations } from '../../functions/remittances/operations.ts';
import { createApiHandler } from '../../shared/runtime/api/handler.ts';
import { createFiles, type Files } from '../../shared/store/files.ts';
import { auditPartition } from '../../shared/store/keys/work.ts';
import { reversalAndCorrection as golden } from '../golden/09-reversal-and-correction.ts';
import { remittanceText } from '../golden/remittance-text.ts';
import { type ApiHandler, callApi, coder, type TestPrincipal } from '../support/api-event.ts';
import { memoryS3 } from '../support/memory-s3.ts';
import { chargeGolden, createPipeline, filledIn, goldenTenant, type Pipeline } from '../support/remittance-pipeline.ts';
import { startTestTable, type TestTable } from '../support/table.ts';

const biller: TestPrincipal = { tenantId: goldenTenant, subject: 'user-biller', roles: 'biller' };
const stranger: TestPrincipal = { tenantId: 'other-office', subject: 'user-stranger', roles: 'biller manager' };

interface Explained {
  readonly byteOffset: number;
  readonly byteLength: number;
  readonly bytes: string;
  readonly segment: string;
  readonly meaning: string;
  readonly elements: readonly { position: string; name: string; value: string; meaning?: string }[];
}

let store: TestTable;
let pipeline: Pipeline;
let handler: ApiHandler;
let posted: { readonly id: string; readonly text: string };
let quarantined: { readonly id: string; readonly text: string };

/** S3's URLs are made without a request. */
const signer = new S3Client({
  region: 'us-east-1',
  endpoint: 'http://127.0.0.1:9',
  forcePathStyle: true,
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
});

const get = (path: string, principal = biller) => callApi(handler, { method: 'GET', path, principal });

async function imported(text: string): Promise<{ readonly id: string; readonly text: string }> {
  const filled = filledIn(golden, text);
  const fileId = await pipeline.receive(filled);
  await pipeline.drain();
  const { body } = await get(`/v1/remittance-files/${fileId}/remittances`);
  return { id: body.items[0].id, text: filled };
}

beforeAll(async () => {
  store = await startTestTable();
  pipeline = createPipeline(store);
  await chargeGolden(pipeline.table, golden);
  const { presignGet } = createFiles(memoryS3(), 'bucket', signer);
  const files: Files = { ...pipeline.files, presignGet };
  handler = createApiHandler(remittancesApi, operations, { ...pipeline.edge, files });
  posted = await imported(golden.remittances[0] as string);
  const body = `
      CLP*STRANGER*1*150*100*20*12*ICN77*11*1
      SVC*HC:99213*150*100**1
      CAS*CO*45*30
      CAS*PR*2*20
      PLB*1234567893*20261231*WO:ICN01*30`;
  quarantined = await imported(remittanceText('bluecross', { amount: '99', trace: 'DIFFERS' }, body));
});
afterAll(() => store?.stop());

async function allPages(path: string): Promise<Explained[]> {
  const items: Explained[] = [];
  for (let token = ''; ; ) {
    const { status, body } = await get(`${path}${token}`);
    expect(status).toBe(200);
    items.push(...body.items);
    if (body.nextPageToken === undefined) return items;
    token = `&pageToken=${body.nextPageToken}`;
  }
}

describe('the segments of a remittance', () => {
  it.each([1, 3, 200])(
    'come %i a page, all of them from the first to the trailer, each beside its bytes',
    async (limit) => {
      const items = await allPages(`/v1/remittances/${posted.id}/segments?limit=${limit}`);
      const start = posted.text.indexOf('ST*');
      const end = posted.text.indexOf('GE*');
      expect(items.map(({ bytes }) => bytes.trim()).join('')).toBe(
        posted.text.slice(start, end).replaceAll(/\s*\n/g, ''),
      );
      for (const { byteOffset, byteLength, bytes } of items) {
        expect(posted.text.slice(byteOffset, byteOffset + byteLength)).toBe(bytes);
      }
      expect(items.at(-1)?.segment).toBe('SE');
      const claim = items.find(({ segment }) => segment === 'CLP');
      expect(claim?.meaning).toContain('processed as primary. Charged 150.00, paid 100.00');
      expect(claim?.elements).toContainEqual({
        position: 'CLP02',
        name: 'status',
        value: '1',
        meaning: 'processed as primary',
      });
      const adjustment = items.find(({ segment }) => segment === 'CAS');
      expect(adjustment?.meaning).toMatch(/^Of the line: taken off 50\.00 \(CO-45/);
    },
  );

  it('are those of one claim, or of the payment without its claims', async () => {
    const { body } = await get(`/v1/remittances/${posted.id}/claims`);
    const [entry] = body.items;
    const ofClaim = await allPages(`/v1/remittances/${posted.id}/segments?ledgerEntryId=${entry.ledgerEntryId}`);
    expect(ofClaim.map(({ segment }) => segment)).toEqual(['CLP', 'SVC', 'CAS']);
    expect(ofClaim[0]?.byteOffset).toBe(entry.byteOffset);
    const ofPayment = await allPages(`/v1/remittances/${quarantined.id}/segments?part=payment&limit=2`);
    const ids = ofPayment.map(({ segment }) => segment);
    expect(ids.slice(0, 3)).toEqual(['ST', 'BPR', 'TRN']);
    expect(ids.at(-1)).toBe('PLB');
    expect(ids).not.toContain('CLP');
    const answer = await get(`/v1/remittances/${posted.id}/segments?part=payment&ledgerEntryId=${entry.ledgerEntryId}`);
    expect(answer.status).toBe(400);
    const other = await get(`/v1/remittances/${quarantined.id}/segments?ledgerEntryId=${entry.ledgerEntryId}`);
    expect(other.status).toBe(404);
  });

  it('are shown for a quarantined payment too', async () => {
    expect((await get(`/v1/remittances/${quarantined.id}`)).body.state).toBe('quarantined');
    const items = await allPages(`/v1/remittances/${quarantined.id}/segments?limit=5`);
    expect(items.map(({ segment }) => segment).slice(-5)).toEqual(['SVC', 'CAS', 'CAS', 'PLB', 'SE']);
  });

  it('are not visible to other offices, and reading them is audited', async () => {
    const path = `/v1/remittances/${posted.id}/segments`;
    expect((await get(path, stranger)).status).toBe(404);
    expect((await get(path, { ...coder, tenantId: goldenTenant })).status).toBe(403);
    const partition = auditPartition(goldenTenant, posted.id);
    const before = await pipeline.table.queryAll({ partition });
    await get(`${path}?limit=2`);
    const after = await pipeline.table.queryAll({ partition });
    expect(after).toHaveLength(before.length + 1);
    expect(after).toContainEqual(
      expect.objectContaining({ action: 'remittance-segments-read', subject: 'user-biller' }),
    );
  });
});

/** The document behind an answer. */
async function documentOf(body: { url: string; sha256: string; sizeBytes: number }): Promise<Buffer> {
  const key = decodeURIComponent(new URL(body.url).pathname).replace('/bucket/', '');
  expect(key).toMatch(new RegExp(`^${goldenTenant}/document/[0-9a-f]{64}\\.(txt|pdf)$`));
  const bytes = Buffer.from(await pipeline.files.get(key));
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(body.sha256);
  expect(bytes.length).toBe(body.sizeBytes);
  return bytes;
}

describe('a remittance as a document', () => {
  it('is readable text for a biller: payer, payee, amount, each claim with its adjustments in words', async () => {
    const { status, body } = await get(`/v1/remittances/${posted.id}/document?format=text`);
    expect(status).toBe(200);
    const text = (await documentOf(body)).toString();
    for (const words of ['EXAMPLE BLUE CROSS', 'TRACE0901', '$100.00', 'Processed as primary', 'CO-45 above the']) {
      expect(text).toContain(words);
    }
    expect(text).toMatch(/Page 1 of 1\n$/);
  });

  it('is a PDF, the same bytes every time', async () => {
    const first = await get(`/v1/remittances/${posted.id}/document?format=pdf`);
    const again = await get(`/v1/remittances/${posted.id}/document?format=pdf`);
    expect((await documentOf(first.body)).subarray(0, 5).toString()).toBe('%PDF-');
    expect(again.body.sha256).toBe(first.body.sha256);
  });

  it('shows for a quarantined payment what does not add up', async () => {
    const { body } = await get(`/v1/remittances/${quarantined.id}/document?format=text`);
    expect((await documentOf(body)).toString()).toMatch(/Out of balance by +29\.00/);
  });

  it('is not visible to other offices, has a format, and reading it is audited', async () => {
    const path = `/v1/remittances/${posted.id}/document`;
    expect((await get(`${path}?format=pdf`, stranger)).status).toBe(404);
    expect((await get(`${path}?format=docx`)).status).toBe(400);
    expect((await get(path)).status).toBe(400);
    const items = await pipeline.table.queryAll({ partition: auditPartition(goldenTenant, posted.id) });
    expect(items.map(({ action }) => action)).toContain('remittance-document-read');
  });
});
