import { S3Client } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { paperApi } from '../../functions/paper/api.ts';
import { operations } from '../../functions/paper/operations.ts';
import { createApiHandler } from '../../shared/runtime/api/handler.ts';
import { createFiles, sha256Hex } from '../../shared/store/files.ts';
import { callApi, manager, type TestRequest } from '../support/api-event.ts';
import { claimsDesk } from '../support/claims-desk.ts';
import { encounterBody, payerBody } from '../support/office.ts';
import { syntheticCodeSets } from '../support/synthetic-code-sets.ts';
import { startTestTable, type TestTable } from '../support/table.ts';

/* The service is of 20 November 2026, and the claim is printed on the 23rd. */

const signer = new S3Client({ region: 'us-east-1', credentials: { accessKeyId: 'test', secretAccessKey: 'test' } });

let store: TestTable;
let desk: Awaited<ReturnType<typeof claimsDesk>>;
let paper: (method: string, path: string, more?: Partial<TestRequest>) => ReturnType<typeof callApi>;
beforeEach(async () => {
  store = await startTestTable();
  desk = await claimsDesk(store);
  const files = createFiles(desk.s3, 'files', signer);
  const handler = createApiHandler(paperApi, operations, { ...desk.edge, files, codeSets: syntheticCodeSets });
  paper = (method, path, more = {}) => callApi(handler, { method, path, principal: manager, ...more });
  await setPayer(1, { filesOn: 'paper', address });
});
afterEach(() => store.stop());

const address = { line1: '1 PAYER WAY', city: 'COLUMBUS', state: 'OH', postalCode: '432150000' };

async function setPayer(version: number, change: object): Promise<void> {
  const headers = { 'If-Match': `"${version}"` };
  const path = `/v1/payers/${desk.office.payerId}`;
  expect((await desk.practice.call('PUT', path, { ...payerBody, ...change }, { headers })).status).toBe(200);
}

async function print(): Promise<string> {
  const body = { payerId: desk.office.payerId, stock: 'preprinted' };
  const printed = await paper('POST', '/v1/paper-batches', { body, headers: desk.newKey() });
  expect(printed.status).toBe(201);
  return printed.body.batch.id;
}

const mail = (batchId: string, body: object) =>
  paper('POST', `/v1/paper-batches/${batchId}/mailings`, { body, headers: desk.newKey() });

async function textOf(claimId: string): Promise<string> {
  const { status, body } = await desk.call('GET', `/v1/claims/${claimId}/filings/1/proof-of-timely-filing?format=text`);
  expect(status).toBe(200);
  const bytes = desk.s3.objects.get(`${manager.tenantId}/document/${body.sha256}.txt`) as Uint8Array;
  return Buffer.from(bytes).toString('utf8').replace(/\s+/g, ' ');
}

describe('the proof of timely filing of a claim on paper', () => {
  it('has the batch, its pages by their digest, the address at that time, and a note that no mailing is recorded', async () => {
    const claimId = await desk.finalise();
    const batchId = await print();
    // The payer's later address is not the one on the envelope.
    await setPayer(2, { filesOn: 'paper', address: { ...address, line1: '2 OTHER WAY' } });
    const text = await textOf(claimId);
    const batch = (await paper('GET', `/v1/paper-batches/${batchId}`)).body;
    const pages = [...desk.s3.objects].find(([name]) => name.endsWith(`${batch.file.sha256}.pdf`))?.[1];
    expect(sha256Hex(pages as Uint8Array)).toBe(batch.file.sha256);
    for (const part of [
      ...[batchId, batch.file.sha256, '1 PAYER WAY, COLUMBUS OH 432150000', 'cms-1500', 'No mailing is on record.'],
      // 90 days from 20 November are 18 February.
      '2026-11-23: The claim was printed. That is 87 days before the last day, 2027-02-18.',
      'There is no proof yet that anybody received it.',
    ])
      expect(text).toContain(part);
    expect(text).not.toContain('2 OTHER WAY');
    expect(text).not.toContain('CLM*');
  });

  it('shows when and how it was mailed, and uses the strongest day', async () => {
    const claimId = await desk.finalise();
    const batchId = await print();
    desk.edge.setNow('2026-11-25T12:00:00.000Z');
    const mailing = { on: '2026-11-24', by: 'certified', trackingNumber: '9400 1000 2000' };
    const recorded = await mail(batchId, mailing);
    expect(recorded).toMatchObject({
      status: 200,
      body: { mailings: [{ ...mailing, recordedBy: manager.subject, recordedAt: '2026-11-25T12:00:00.000Z' }] },
    });
    await mail(batchId, { on: '2026-11-25', by: 'fax' });
    expect((await paper('GET', `/v1/paper-batches/${batchId}`)).body.mailings).toHaveLength(2);
    const text = await textOf(claimId);
    expect(text).toContain(
      '2026-11-24: The claim was mailed to the payer. That is 86 days before the last day, 2027-02-18.',
    );
    expect(text).toContain('Mailed 2026-11-24 (certified), number 9400 1000 2000');
    expect(text).not.toContain('There is no proof yet');
  });

  it('refuses a mailing date before the claims were printed, or in the future', async () => {
    await desk.finalise();
    const batchId = await print();
    expect(await mail(batchId, { on: '2026-11-22', by: 'courier' })).toMatchObject({ status: 400 });
    expect(await mail(batchId, { on: '2026-11-24', by: 'courier' })).toMatchObject({ status: 400 });
    expect(await mail('ppr_00000000000000000000000000', { on: '2026-11-23', by: 'fax' })).toMatchObject({
      status: 404,
    });
  });

  it('names the line that is late, and the late days of a span', async () => {
    await setPayer(2, { filesOn: 'paper', address, filingDays: 2 });
    const [visit, drug] = encounterBody(desk.office).lines as [object, object];
    const lines = [
      { ...visit, serviceOn: '2026-11-21' },
      { ...drug, serviceOn: '2026-11-20', serviceTo: '2026-11-22' },
    ];
    const claimId = await desk.finalise({ lines });
    await print();
    const text = await textOf(claimId);
    // Printed on the 23rd: two days from the 21st end on that day, those from the 20th on the day before.
    expect(text).toContain('1 2026-11-23 nothing: in time');
    expect(text).toContain('2 2026-11-22 2026-11-20 to 2026-11-20; the days after that are in time');
  });
});
