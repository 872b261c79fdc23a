import { afterEach, beforeEach, expect, it } from 'vitest';
import { type BankOffice, openBankOffice, paidClaim } from '../support/bank-office.ts';
import { encounterBody, officeApi } from '../support/office.ts';
import { startTestTable, type TestTable } from '../support/table.ts';

/* A ready claim stays in the list from which submissions take it, whoever writes its balance meanwhile. */

let store: TestTable;
let bank: BankOffice;
let claimId: string;

beforeEach(async () => {
  store = await startTestTable();
  bank = await openBankOffice(store);
  claimId = await readyClaim();
});
afterEach(() => store.stop());

async function readyClaim(): Promise<string> {
  const practice = officeApi(bank.edge);
  const draft = await practice.call('POST', '/v1/encounters', encounterBody(bank.office));
  const headers = { 'Idempotency-Key': 'finalise', 'If-Match': draft.headers.ETag ?? '' };
  const final = await practice.call('POST', `/v1/encounters/${draft.body.id}/finalize`, undefined, { headers });
  return final.body.state.claimIds[0];
}

const claim = async () => (await bank.call('GET', `/v1/claims/${claimId}`)).body;
const submitted = async () => (await bank.call('POST', '/v1/submissions', {})).body.items;

it('is sent with the next submission after a reversal arrived that names it and waits', async () => {
  await bank.receive('R1', [
    { ...paidClaim(claimId, -14_100, -10_000), statusCode: '22' },
    paidClaim('X', 20_000, 20_000),
  ]);
  expect(await claim()).toMatchObject({ state: { kind: 'ready' }, version: 2 });
  expect(await submitted()).toHaveLength(1);
});

it('is sent with the next submission after a person put money onto it', async () => {
  await bank.receive('R1', [paidClaim('X', 2000, 2000)]);
  const [{ id, version }] = (await bank.call('GET', '/v1/exceptions')).body.items;
  const body = { claimId, reason: 'paid in advance' };
  expect((await bank.decide(`/v1/exceptions/${id}/apply`, version, body)).status).toBe(200);
  expect(await claim()).toMatchObject({ state: { kind: 'ready' }, payers: [{ receivableCents: 12_100 }] });
  expect(await submitted()).toHaveLength(1);
});
