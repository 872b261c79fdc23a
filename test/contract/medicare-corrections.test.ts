import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { coder } from '../support/api-event.ts';
import { encountersOfKinds } from '../support/encounter-kinds.ts';
import { nextPayerDesk } from '../support/next-payer-desk.ts';
import { startTestTable, type TestTable } from '../support/table.ts';

let store: TestTable;
let desk: Awaited<ReturnType<typeof nextPayerDesk>>;
beforeEach(async () => {
  store = await startTestTable();
  desk = await nextPayerDesk(store, []);
  const path = `/v1/payers/${desk.office.payerId}`;
  const { version, id: _id, ...payer } = (await desk.practice.call('GET', path)).body;
  const headers = { 'If-Match': `"${version}"` };
  const changed = await desk.practice.call('PUT', path, { ...payer, filingIndicator: 'MA' }, { headers });
  expect(changed.status, JSON.stringify(changed.body)).toBe(200);
});
afterEach(() => store.stop());

const claimOf = async (claimId: string) => (await desk.call('GET', `/v1/claims/${claimId}`)).body;

/** A facility's bill that Medicare has paid, and its encounter. */
async function paid() {
  const claimId = await desk.finalise(encountersOfKinds(desk.office)['outpatient-facility'] as Record<string, unknown>);
  await desk.workOff();
  await desk.submit();
  const { chargeCents, encounterId } = await claimOf(claimId);
  const whole = (chargeCents / 100).toString();
  await desk.receive('first', whole, `CLP*${claimId}*1*${whole}*${whole}**MA*DCN1*13*1`);
  return { claimId, encounterId: encounterId as string };
}

async function voided(encounterId: string, body: object) {
  desk.tick();
  const { version } = (await desk.practice.call('GET', `/v1/encounters/${encounterId}`)).body;
  const headers = { ...desk.newKey(), 'If-Match': `"${version}"` };
  const answer = await desk.practice.call('POST', `/v1/encounters/${encounterId}/void`, body, {
    principal: coder,
    headers,
  });
  await desk.workOff();
  return answer;
}

describe('a facility’s bill that Medicare has', () => {
  it('is voided with the reason that the request gives', async () => {
    const { claimId, encounterId } = await paid();
    expect(await voided(encounterId, { reason: 'billed twice', changeReason: 'D6' })).toMatchObject({ status: 200 });
    expect((await claimOf(claimId)).filings).toMatchObject([{}, { frequency: 'void', changeReason: 'D6' }]);
    const file = await desk.submit();
    expect(file).toMatch(/~CLM\*[^~]*\*13:A:8\*/);
    expect(file).toMatch(/~HI\*BG:[^~]*\*BG:D6~/);
  });

  it('waits without a reason, and leaves once it is filed with one', async () => {
    const { claimId, encounterId } = await paid();
    expect(await voided(encounterId, { reason: 'another patient’s' })).toMatchObject({ status: 200 });
    expect((await claimOf(claimId)).filings[1].state).toMatchObject({
      kind: 'held',
      reasons: [{ code: 'claim-has-errors' }, { code: 'change-reason-missing', loop: '2300', segment: 'HI' }],
    });
    expect(await desk.act(claimId, 'withdraw', { reason: 'no reason was given' })).toMatchObject({ status: 200 });
    expect(await desk.act(claimId, 'filings', { share: 0, frequency: 'void', changeReason: 'D5' })).toMatchObject({
      status: 202,
    });
    await desk.workOff();
    expect(await desk.submit()).toMatch(/~HI\*BG:[^~]*\*BG:D5~/);
  });

  it('takes no reason of a replacement for a void', async () => {
    const { encounterId } = await paid();
    expect(await voided(encounterId, { reason: 'billed twice', changeReason: 'D1' })).toMatchObject({ status: 400 });
  });
});
