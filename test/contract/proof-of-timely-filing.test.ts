import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { processMessage } from '../../functions/apply-acknowledgement/process-message.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { createFiles, fileKey, sha256Hex } from '../../shared/store/files.ts';
import { remittanceObjectName } from '../../shared/store/manifest.ts';
import { claimAnswers, functionalAnswer } from '../support/acknowledgement-files.ts';
import { coder, manager } from '../support/api-event.ts';
import { claimsDesk } from '../support/claims-desk.ts';
import { startTestTable, type TestTable } from '../support/table.ts';

let store: TestTable;
let desk: Awaited<ReturnType<typeof claimsDesk>>;
beforeEach(async () => {
  store = await startTestTable();
  desk = await claimsDesk(store);
});
afterEach(() => store.stop());

const tenant = manager.tenantId as TenantId;
const proofOf = (claimId: string, query = '', number = 1) =>
  desk.call('GET', `/v1/claims/${claimId}/filings/${number}/proof-of-timely-filing${query}`);

async function textOf(claimId: string): Promise<string> {
  const { status, body } = await proofOf(claimId, '?format=text');
  expect(status).toBe(200);
  const bytes = desk.s3.objects.get(`${tenant}/document/${body.sha256}.txt`) as Uint8Array;
  expect(sha256Hex(bytes)).toBe(body.sha256);
  // Joins words that are on different lines.
  return Buffer.from(bytes).toString('utf8').replace(/\s+/g, ' ');
}

async function send() {
  const created = await desk.call('POST', '/v1/submissions', { body: {}, headers: desk.newKey() });
  await desk.workOff();
  const [{ id }] = created.body.items;
  const file = desk.s3.objects.get(`${tenant}/claim-file/${id}.837`) as Uint8Array;
  const text = Buffer.from(file).toString('latin1');
  const { controlNumber } = (await desk.call('GET', `/v1/submissions/${id}`)).body;
  const envelope = { from: text.slice(54, 69).trim(), to: text.slice(35, 50).trim() };
  return { sha256: sha256Hex(file), controlNumber, group: String(Number(controlNumber)), envelope };
}

async function answer(text: string) {
  const bytes = Buffer.from(text, 'latin1');
  const sha256 = sha256Hex(bytes);
  await createFiles(desk.s3, 'files').put(
    fileKey(tenant, 'remittance', remittanceObjectName(sha256)),
    bytes,
    'text/plain',
  );
  const taken = await desk.call('POST', '/v1/acknowledgement-files', { body: { sha256 }, headers: desk.newKey() });
  const message = { schemaVersion: 1, tenantId: tenant, work: 'file', fileId: taken.body.file.id } as const;
  const queues = { send: () => Promise.reject(new Error('there is time enough')) };
  const deps = { ...desk.edge, files: createFiles(desk.s3, 'files'), queues, usage: 'T' } as const;
  await processMessage(message, { messageId: 'ack', receiveCount: 1, remainingMilliseconds: () => 300_000 }, deps);
}

describe('the proof of timely filing', () => {
  it('names what is missing until the file is acknowledged', async () => {
    const other = await desk.finalise();
    const claimId = await desk.finalise();
    const { sha256, controlNumber } = await send();
    const text = await textOf(claimId);
    for (const part of [sha256, controlNumber, '2026-11-23', 'There is no proof yet', `CLM*${claimId}*141`, 'ISA*00'])
      expect(text).toContain(part);
    // The other claim of the file is somebody else's.
    expect(text).not.toContain(other);
    expect(text).toContain('90 days from the service are assumed.');
    // A payer reads this page, so it names no field of our records, and nothing that the office should enter.
    expect(text).not.toMatch(/filingDays|Enter its/);
  });

  it('shows the acknowledgements with their days, and how many days were left', async () => {
    const claimId = await desk.finalise();
    const { group, envelope } = await send();
    await answer(functionalAnswer(group, 'A', [], envelope));
    expect(await textOf(claimId)).toContain('The receiver acknowledged the file.');
    await answer(claimAnswers({ trace: group, claims: [{ claimId, status: 'A2:20', action: 'WQ' }] }, envelope));
    const text = await textOf(claimId);
    // 90 days from 20 November are 18 February; the payer's day is 27 November, 83 days before.
    expect(text).toContain(
      '2026-11-27: The claim was accepted for a decision. That is 83 days before the last day, 2027-02-18.',
    );
    expect(text).toContain('999 of the file');
    expect(text).toContain('277CA of the claim');
  });

  it('is the same bytes each time, also as a PDF', async () => {
    const claimId = await desk.finalise();
    await send();
    const first = (await proofOf(claimId)).body;
    desk.tick();
    expect((await proofOf(claimId)).body.sha256).toBe(first.sha256);
    const bytes = desk.s3.objects.get(`${tenant}/document/${first.sha256}.pdf`) as Uint8Array;
    expect(Buffer.from(bytes).toString('latin1', 0, 5)).toBe('%PDF-');
  });

  it('is refused before the claim was sent, for a filing that does not exist, and to coders', async () => {
    const claimId = await desk.finalise();
    expect(await proofOf(claimId)).toMatchObject({ status: 409 });
    expect(await proofOf(claimId, '', 2)).toMatchObject({ status: 404 });
    expect(
      await desk.call('GET', `/v1/claims/${claimId}/filings/1/proof-of-timely-filing`, { principal: coder }),
    ).toMatchObject({ status: 403 });
  });
});
