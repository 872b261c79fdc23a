import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { coder } from '../support/api-event.ts';
import { nextPayerDesk } from '../support/next-payer-desk.ts';
import { encounterBody, payerBody } from '../support/office.ts';
import { startTestTable, type TestTable } from '../support/table.ts';

/* Days are counted from 20 November 2026, the day of service; the desk's today is 23 November. */

let store: TestTable;
let desk: Awaited<ReturnType<typeof nextPayerDesk>>;
beforeEach(async () => {
  store = await startTestTable();
  desk = await nextPayerDesk(store);
});
afterEach(() => store.stop());

const list = async (query = '') => (await desk.call('GET', `/v1/deadlines${query}`)).body;

async function agree(payerId: string | undefined, terms: object) {
  const { body, headers } = await desk.practice.call('GET', `/v1/payers/${payerId}`);
  const { id: _id, version: _version, ...known } = body;
  const put = await desk.practice.call(
    'PUT',
    `/v1/payers/${payerId}`,
    { ...known, ...terms },
    {
      headers: { 'If-Match': headers.ETag ?? '' },
    },
  );
  expect(put.status).toBe(200);
}

async function submit() {
  await desk.call('POST', '/v1/submissions', { body: {}, headers: desk.newKey() });
  await desk.workOff();
}

const denied = (claimId: string) => `
  CLP*${claimId}*4*141*0**12*ICN1*11*1
  SVC*HC:X9003:25*130*0**1
  CAS*CO*197*130
  REF*6R*L1
  SVC*HC:J1885*11*0**4
  CAS*CO*197*11
  REF*6R*L2`;

const paidButShares = (claimId: string) => `
  CLP*${claimId}*1*141*99*22*12*ICN1*11*1
  SVC*HC:X9003:25*130*91**1
  CAS*CO*45*20
  CAS*PR*2*19
  REF*6R*L1
  SVC*HC:J1885*11*8**4
  CAS*PR*1*3
  REF*6R*L2`;

describe('the list of deadlines', () => {
  it('has a ready claim with its days left and the cents at stake, until it is sent', async () => {
    await agree(desk.payerIds.first, { filingDays: 30 });
    const claimId = await desk.finalise();
    const item = {
      ...{ kind: 'timely-filing', on: '2026-12-20', daysLeft: 27, basis: 'contract', claimId, cents: 14100, filing: 1 },
      ...{ payerId: desk.payerIds.first, payerPosition: 0, stands: { code: 'ready' } },
      countedFrom: { event: 'service', on: '2026-11-20' },
    };
    expect(await list()).toMatchObject({ count: 1, totalCents: 14100, isComplete: true, items: [item] });
    expect(await list('?daysLeft=27&kind=timely-filing')).toMatchObject({ count: 1 });
    expect(await list('?daysLeft=26')).toMatchObject({ count: 0 });
    expect(await list('?kind=appeal')).toMatchObject({ count: 0 });
    expect(await list(`?payerId=${desk.payerIds.second}`)).toMatchObject({ count: 0 });
    expect(await list('?names=true')).toMatchObject({ items: [{ payerName: payerBody.name }] });
    await submit();
    expect(await list()).toMatchObject({ count: 0, items: [] });
  });

  it('keeps a held claim whose day has passed, before what has days left', async () => {
    await agree(desk.payerIds.first, { filingDays: 1 });
    const claimId = await desk.finalise();
    desk.tick();
    const { version } = (await desk.call('GET', `/v1/claims/${claimId}`)).body;
    const headers = { ...desk.newKey(), 'If-Match': `"${version}"` };
    await desk.call('POST', `/v1/claims/${claimId}/hold`, { headers, body: { reason: 'wait for the chart' } });
    expect(await list('?daysLeft=-1')).toMatchObject({
      items: [{ claimId, on: '2026-11-21', daysLeft: -2, stands: { code: 'held' } }],
    });
  });

  it('says by line what is late, and names the late days of a span that crosses the limit', async () => {
    await agree(desk.payerIds.first, { filingDays: 2 });
    const [visit, drug] = encounterBody(desk.office).lines as [object, object];
    const lines = [
      { ...visit, serviceOn: '2026-11-20' },
      { ...drug, serviceOn: '2026-11-20', serviceTo: '2026-11-22' },
    ];
    await desk.finalise({ lines });
    // Two days from the 20th end on the 22nd, which has passed; two days from the 21st end today.
    const [item] = (await list()).items;
    expect(item).toMatchObject({ on: '2026-11-22', daysLeft: -1 });
    expect(item.lines).toEqual([
      { line: 1, from: '2026-11-20', to: '2026-11-20', on: '2026-11-22', timeliness: 'late', untimelyTo: '2026-11-20' },
      { line: 2, from: '2026-11-20', to: '2026-11-22', on: '2026-11-22', timeliness: 'part', untimelyTo: '2026-11-20' },
    ]);
  });

  it('counts a later payer’s days from the answer before where its terms say so', async () => {
    await agree(desk.payerIds.second, { filingDays: 60, laterFilingFrom: 'prior-answer' });
    const claimId = await desk.finalise();
    await submit();
    await desk.receive('first', '99', paidButShares(claimId));
    expect(await list()).toMatchObject({
      items: [
        {
          ...{ claimId, payerPosition: 1, on: '2027-01-19', cents: 2200, stands: { code: 'due' } },
          countedFrom: { event: 'prior-answer', on: '2026-11-20' },
        },
      ],
    });
  });

  it('has a denial twice, to appeal and to correct, with the rule of each', async () => {
    await agree(desk.payerIds.first, { appealDays: 60, correctedClaimDays: 90, correctedClaimFrom: 'answer' });
    const claimId = await desk.finalise();
    await submit();
    await desk.receive('first', '0', denied(claimId));
    const stands = { code: 'denied' };
    expect(await list()).toMatchObject({
      count: 2,
      items: [
        { kind: 'appeal', on: '2027-01-19', cents: 14100, basis: 'contract', stands },
        { kind: 'corrected-claim', on: '2027-02-18', cents: 14100, countedFrom: { event: 'notice' }, stands },
      ],
    });
    expect((await list('?sort=largest&limit=1')).items).toHaveLength(1);
  });

  it('is not for coders', async () => {
    expect(await desk.call('GET', '/v1/deadlines', { principal: coder })).toMatchObject({ status: 403 });
  });
});
