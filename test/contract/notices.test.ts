import { afterEach, beforeEach, expect, test } from 'vitest';
import { claimsDesk } from '../support/claims-desk.ts';
import { startTestTable, type TestTable } from '../support/table.ts';

let store: TestTable;
beforeEach(async () => {
  store = await startTestTable();
});
afterEach(() => store.stop());

test('a hospice’s notice of election leaves in a submission without a charge, and nobody owes or waits for anything', async () => {
  const desk = await claimsDesk(store);
  const { office } = desk;
  const claimId = await desk.finalise({
    ...{ kind: 'hospice', patientId: office.patientId, billingProviderId: office.billingProviderId },
    ...{ attendingProviderId: office.renderingProviderId, typeOfBill: '81A', admissionDate: '2026-11-20' },
    ...{ admissionType: '9', admissionSource: '1', dischargeStatus: '30', diagnoses: [{ code: 'J209' }] },
    lines: [{ revenueCode: '0651', procedure: 'X9003', units: 1, serviceOn: '2026-11-20', chargeCents: 0 }],
  });
  await desk.workOff();
  const asked = await desk.call('POST', '/v1/submissions', { body: {}, headers: desk.newKey() });
  expect(asked.status).toBe(202);
  await desk.workOff();
  const { body } = await desk.call('GET', `/v1/claims/${claimId}`);
  expect(body).toMatchObject({
    ...{ state: { kind: 'submitted' }, chargeCents: 0, insuranceCents: 0, patientCents: 0, openWork: [] },
    document: { typeOfBill: '081A' },
    submission: { claims: 1, chargeCents: 0 },
  });
});
