import { afterEach, beforeEach, expect, it } from 'vitest';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { readBalances } from '../../shared/store/claims.ts';
import { createFiles } from '../../shared/store/files.ts';
import { manager } from '../support/api-event.ts';
import { bookFaults } from '../support/book-faults.ts';
import { nextPayerDesk } from '../support/next-payer-desk.ts';
import { startTestTable, type TestTable } from '../support/table.ts';
import { type CallApi, wholeApi } from '../support/whole-api.ts';

/* A payer's takeback was posted on the wrong claim, so a person unposts it: everything stands as before. */

let store: TestTable;
let desk: Awaited<ReturnType<typeof nextPayerDesk>>;
let api: CallApi;
beforeEach(async () => {
  store = await startTestTable();
  desk = await nextPayerDesk(store, ['second']);
  api = await wholeApi(desk.edge, createFiles(desk.s3, 'files'));
});
afterEach(async () => {
  expect(bookFaults(await store.items())).toEqual([]);
  await store.stop();
});

/** The first payer pays 99.00 of 141.00 and leaves 22.00; it says that a law protects the patient (N830). */
const said = (
  claimId: string,
  status: string,
  sign: '' | '-',
) => `CLP*${claimId}*${status}*${sign}141*${sign}99*${sign}22*12*ICN1*11*1
  MOA***N830
  SVC*HC:X9003:25*${sign}130*${sign}91**1\nCAS*CO*45*${sign}20\nCAS*PR*2*${sign}19\nREF*6R*L1
  SVC*HC:J1885*${sign}11*${sign}8**4\nCAS*PR*1*${sign}3\nREF*6R*L2`;
const payersOf = async (claimId: string) => {
  const [balance] = await readBalances(store.table, manager.tenantId as TenantId, [claimId]);
  // The day on which a payer's turn came is that of the decision.
  return balance?.payers.map(({ turnOn: _turnOn, ...payer }) => payer);
};

it.each([
  ['1', undefined],
  ['19', 0],
])(
  'the answer with status %s still protects the patient, and says whether it was forwarded',
  async (status, forwardedBy) => {
    const claimId = await desk.sentClaim();
    await desk.receive('first', '99', said(claimId, status, ''));
    const before = await payersOf(claimId);
    expect(before?.[0]).toMatchObject({ status: 'answered', patientProtection: 'no-surprises' });
    expect(before?.[1]?.forwardedBy).toBe(forwardedBy);
    await desk.receive('first', '0', `${said(claimId, '22', '-')}\nPLB*1234567893*20261231*FB:ICN1*-99`);
    expect((await payersOf(claimId))?.[0]).not.toHaveProperty('patientProtection');
    const { items } = (await api('GET', `/v1/ledger-entries?claimId=${claimId}`)).body;
    const { id } = items.find(({ kind }: { kind: string }) => kind === 'remittance-reversal');
    const unposted = await api('POST', `/v1/ledger-entries/${id}/unpost`, { reason: 'x' }, { headers: desk.newKey() });
    expect(unposted.status).toBe(200);
    expect(await payersOf(claimId)).toEqual(before);
  },
);
