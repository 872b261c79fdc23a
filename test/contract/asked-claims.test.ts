import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { acknowledgedDesk } from '../support/acknowledged-desk.ts';
import { claimAnswers } from '../support/acknowledgement-files.ts';
import { claimIntakeDesk } from '../support/claim-intake-desk.ts';
import { inquiryDesk } from '../support/inquiry-desk.ts';
import { hospitalVisit, otherSystemFile, visit } from '../support/other-system-files.ts';
import { startTestTable, type TestTable } from '../support/table.ts';

let store: TestTable;
let claims: Awaited<ReturnType<typeof claimIntakeDesk>>;
let desk: Awaited<ReturnType<typeof inquiryDesk>>;
beforeEach(async () => {
  store = await startTestTable();
  claims = await claimIntakeDesk(store);
  desk = await inquiryDesk(store, claims);
  await desk.channel({ kind: 'file', folder: 'clear', everyMinutes: 15 });
});
afterEach(async () => {
  await desk.stop();
  await store.stop();
});

/** Asks for a claim's status. @returns what the question says of the claim */
async function asked(claimId: string): Promise<readonly string[]> {
  expect((await desk.call('POST', `/v1/claims/${claimId}/status-inquiries`)).status).toBe(202);
  desk.edge.setNow(new Date(desk.edge.now().getTime() + 16 * 60_000).toISOString());
  await desk.workOff();
  const [, text = ''] = desk.written().findLast(([key]) => key.includes('/outbox/clear/')) ?? [];
  const segments = text.split('~');
  const trace = segments.findIndex((segment) => segment.startsWith('TRN'));
  return segments.slice(trace + 1, -4);
}

describe('a question for the status of a claim names it as its payer knows it', () => {
  it('by the number of the other system that sent it', async () => {
    await claims.send(otherSystemFile([{ segments: visit('OTH1001') }]), 'sent');
    const { id } = await claims.claimOf('OTH1001');
    expect(await asked(id)).toEqual(['REF*EJ*OTH1001', 'AMT*T3*141', 'DTP*472*RD8*20261101-20261101']);
  });

  it('by type of bill and the whole statement, where a facility sent it', async () => {
    await claims.send(otherSystemFile([{ segments: hospitalVisit('OTH1002') }], { form: 'institutional' }), 'sent');
    const { id } = await claims.claimOf('OTH1002');
    expect(await asked(id)).toEqual([
      ...['REF*BLT*131', 'REF*EJ*OTH1002', 'AMT*T3*250', 'DTP*472*RD8*20261102-20261103'],
    ]);
  });

  it('by the payer’s own number, where its acknowledgement gave one', async () => {
    const claimId = await claims.finalise();
    const { submissionId: trace } = await acknowledgedDesk(claims).send();
    const taken = { claimId, status: 'A2:20', action: 'WQ', payerClaimNumber: 'ICN5' } as const;
    await acknowledgedDesk(claims).acknowledge(claimAnswers({ trace, claims: [taken] }));
    expect((await asked(claimId)).slice(0, 2)).toEqual(['REF*1K*ICN5', `REF*EJ*${claimId}`]);
  });

  it('by the charges of a predetermination, which are not charged', async () => {
    const { patientId, billingProviderId, renderingProviderId } = claims.office;
    const claimId = await claims.finalise({
      ...{ kind: 'dental', patientId, billingProviderId, renderingProviderId, placeOfService: '11' },
      lines: [{ procedure: 'X9003', units: 1, serviceOn: '2026-11-20', chargeCents: 90_000 }],
      predetermination: true,
    });
    await claims.workOff();
    await claims.submit();
    expect(await asked(claimId)).toContain('AMT*T3*900');
  });
});
