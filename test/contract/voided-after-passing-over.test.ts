import { afterEach, beforeEach, expect, it } from 'vitest';
import { owedOutOfSight } from '../../shared/domain/claim/open-work.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { readBalances } from '../../shared/store/claims.ts';
import { createFiles } from '../../shared/store/files.ts';
import { manager } from '../support/api-event.ts';
import { bookFaults } from '../support/book-faults.ts';
import { nextPayerDesk } from '../support/next-payer-desk.ts';
import { startTestTable, type TestTable } from '../support/table.ts';
import { type CallApi, wholeApi } from '../support/whole-api.ts';

let store: TestTable;
let desk: Awaited<ReturnType<typeof nextPayerDesk>>;
let api: CallApi;
beforeEach(async () => {
  store = await startTestTable();
  desk = await nextPayerDesk(store, ['second']);
  api = await wholeApi(desk.edge, createFiles(desk.s3, 'files'));
});
afterEach(() => store.stop());

const post = (path: string, body: object, version?: number) => {
  const match = version === undefined ? {} : { 'If-Match': `"${version}"` };
  return api('POST', path, body, { headers: { ...desk.newKey(), ...match } });
};

it('the charges of a voided encounter leave the first payer’s work, also when the claim is with the second', async () => {
  const { patientId, billingProviderId, renderingProviderId } = desk.office;
  const line = { procedure: 'X9003', units: 1, serviceOn: '2026-11-20' };
  const encounter = { kind: 'dental', patientId, billingProviderId, renderingProviderId, placeOfService: '11' };
  const claimId = await desk.finalise({
    ...encounter,
    lines: [
      { ...line, chargeCents: 900_00, teeth: [{ tooth: '3' }] },
      { ...line, chargeCents: 100_00, teeth: [{ tooth: '5' }] },
    ],
  });
  await desk.workOff();
  await desk.submit();
  // It answers the first line: 450.00 paid, 450.00 the patient's, which goes to the second payer.
  await desk.receive(
    'first',
    '450',
    `CLP*${claimId}*1*900*450*450*12*ICN1*11*1\nSVC*AD:X9003*900*450**1\nCAS*PR*1*450\nREF*6R*L1`,
  );
  const rest = { claimId, why: 'other-payer-first', payerPosition: 0, cents: 100_00, reason: 'x' };
  expect((await post('/v1/adjustments', rest)).status).toBe(201);
  await desk.workOff();
  const filed = await post(
    `/v1/claims/${claimId}/filings`,
    {},
    (await api('GET', `/v1/claims/${claimId}`)).body.version,
  );
  expect(filed.status).toBe(202);
  await desk.workOff();
  await desk.submit();
  const { encounterId } = (await api('GET', `/v1/claims/${claimId}`)).body;
  const { version } = (await api('GET', `/v1/encounters/${encounterId}`)).body;
  expect((await post(`/v1/encounters/${encounterId}/void`, { reason: 'x' }, version)).status).toBe(200);
  await desk.workOff();
  const [balance] = await readBalances(store.table, manager.tenantId as TenantId, [claimId]);
  expect(balance && owedOutOfSight(balance)).toEqual([]);
  expect(balance?.openWork).toMatchObject([{ code: 'correction-awaited', share: 0, cents: -1000_00 }]);
  expect(bookFaults(await store.items())).toEqual([]);
});
