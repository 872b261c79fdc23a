import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { claimsDesk } from '../support/claims-desk.ts';
import { encounterBody, payerBody } from '../support/office.ts';
import { startTestTable, type TestTable } from '../support/table.ts';

let store: TestTable;
let desk: Awaited<ReturnType<typeof claimsDesk>>;
beforeEach(async () => {
  store = await startTestTable();
  desk = await claimsDesk(store);
});
afterEach(() => store.stop());

const state = async (claimId: string) => (await desk.call('GET', `/v1/claims/${claimId}`)).body.state;
const setPayer = async (more: object) => {
  const path = `/v1/payers/${desk.office.payerId}`;
  const { headers } = await desk.practice.call('GET', path);
  const answer = await desk.practice.call(
    'PUT',
    path,
    { ...payerBody, ...more },
    { headers: { 'If-Match': headers.ETag ?? '' } },
  );
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
};
const submit = async () => {
  await desk.call('POST', '/v1/submissions', { body: {}, headers: desk.newKey() });
  await desk.workOff();
  await desk.workOff();
};

describe('a claim that was ready', () => {
  it('is held instead of sent when edits now refuse it, and is sent when that is corrected', async () => {
    const claimId = await desk.finalise();
    await setPayer({ priorAuthorization: ['X9003'] });
    await submit();
    expect(await state(claimId)).toMatchObject({
      kind: 'held',
      reasons: [{ code: 'edits-refuse' }, { code: 'authorization-missing', pointer: '/priorAuthorizationNumber' }],
    });
    expect(desk.s3.objects.size).toBe(0);
    await setPayer({});
    const { version } = (await desk.call('GET', `/v1/claims/${claimId}`)).body;
    await desk.call('POST', `/v1/claims/${claimId}/reassemble`, { headers: { 'If-Match': `"${version}"` } });
    await desk.workOff();
    await submit();
    expect((await state(claimId)).kind).toBe('submitted');
  });

  it('is sent by the office’s day, even if that begins before the day by UTC', async () => {
    const headers = { 'If-Match': '"0"' };
    const zone = await desk.practice.call('PUT', '/v1/office', { timeZone: 'Pacific/Guam' }, { headers });
    expect(zone.status, JSON.stringify(zone.body)).toBe(200);
    desk.edge.setNow('2026-11-23T22:00:00.000Z');
    const { lines } = encounterBody(desk.office);
    const claimId = await desk.finalise({ lines: lines.map((line) => ({ ...line, serviceOn: '2026-11-24' })) });
    await setPayer({ priorAuthorization: ['Z9999'] });
    await submit();
    expect((await state(claimId)).kind).toBe('submitted');
  });

  it('is sent when what changed makes no difference', async () => {
    const claimId = await desk.finalise();
    await setPayer({ priorAuthorization: ['Z9999'] });
    await submit();
    expect((await state(claimId)).kind).toBe('submitted');
  });
});
