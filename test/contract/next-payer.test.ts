import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { coder } from '../support/api-event.ts';
import { nextPayerDesk } from '../support/next-payer-desk.ts';
import { startTestTable, type TestTable } from '../support/table.ts';

let store: TestTable;
let desk: Awaited<ReturnType<typeof nextPayerDesk>>;
beforeEach(async () => {
  store = await startTestTable();
  desk = await nextPayerDesk(store);
});
afterEach(() => store.stop());

const read = async (claimId: string) => (await desk.call('GET', `/v1/claims/${claimId}`)).body;
const due = async (query = '') => (await desk.call('GET', `/v1/next-payer-claims${query}`)).body;

async function act(claimId: string, what: string, body: object) {
  desk.tick();
  const { version } = await read(claimId);
  const headers = { ...desk.newKey(), 'If-Match': `"${version}"` };
  return desk.call('POST', `/v1/claims/${claimId}/${what}`, { headers, body });
}

async function submit(): Promise<string> {
  await desk.call('POST', '/v1/submissions', { body: {}, headers: desk.newKey() });
  await desk.workOff();
  return Buffer.from([...desk.s3.objects.values()].at(-1) as Uint8Array).toString('latin1');
}

/** A claim of 130.00 and 11.00 that was sent to its first payer. */
async function sentClaim(): Promise<string> {
  const claimId = await desk.finalise();
  await submit();
  return claimId;
}

/** The first payer pays 91.00 and 8.00, writes 20.00 off, and leaves 19.00 and 3.00 to the patient. */
const firstAnswer = (claimId: string, status = '1') => `
  CLP*${claimId}*${status}*141*99*22*12*ICN1*11*1
  SVC*HC:X9003:25*130*91**1
  CAS*CO*45*20
  CAS*PR*2*19
  REF*6R*L1
  SVC*HC:J1885*11*8**4
  CAS*PR*1*3
  REF*6R*L2`;

describe('a claim that its first payer has answered', () => {
  it('is on the list of next payers, by age and amount, with the reason', async () => {
    const claimId = await sentClaim();
    expect(await due()).toMatchObject({ count: 0, items: [] });
    await desk.receive('first', '99', firstAnswer(claimId));
    const item = {
      ...{ claimId, share: 1, payerId: desk.payerIds.second, receivableCents: 2200, chargeCents: 14100 },
      ...{ dueSince: '2026-11-20', reason: { code: 'next-payer' }, billing: 'by-hand' },
    };
    expect(await due()).toMatchObject({ count: 1, totalCents: 2200, isComplete: true, items: [item] });
    expect(await due('?minAgeDays=4')).toMatchObject({ count: 0 });
    expect(await due('?minAgeDays=3&sort=largest&names=true')).toMatchObject({
      items: [{ ...item, payerName: 'EXAMPLE SUPPLEMENT', patientName: 'Canaryname, Testa' }],
    });
    expect(await due('?reason=forwarded')).toMatchObject({ count: 0 });
    expect(await desk.call('GET', `/v1/claims/${claimId}/next-filing`)).toMatchObject({
      body: {
        items: [{ share: 1, frequency: 'original', payerId: desk.payerIds.second, reason: { code: 'next-payer' } }],
      },
    });
  });

  it('that crossed over is listed as forwarded, and not proposed', async () => {
    const claimId = await sentClaim();
    await desk.receive('first', '99', firstAnswer(claimId, '19'));
    expect(await read(claimId)).toMatchObject({ payers: [{}, { forwardedBy: 0, turnOn: '2026-11-20' }, {}] });
    expect(await due()).toMatchObject({ items: [{ reason: { code: 'forwarded' }, billing: 'by-hand' }] });
    expect(await desk.call('GET', `/v1/claims/${claimId}/next-filing`)).toMatchObject({ body: { items: [] } });
  });

  it('leaves the list once its next payer is billed', async () => {
    const claimId = await sentClaim();
    await desk.receive('first', '99', firstAnswer(claimId));
    expect(await act(claimId, 'filings', {})).toMatchObject({
      status: 202,
      body: {
        filings: [{ state: { kind: 'answered' } }, { number: 2, payerPosition: 1, state: { kind: 'preparing' } }],
      },
    });
    expect(await due()).toMatchObject({ count: 0 });
  });
});

describe('a next payer that is not billed', () => {
  it('is passed over: what stands with it goes on to the next payer, and from there to the patient', async () => {
    const claimId = await sentClaim();
    await desk.receive('first', '99', firstAnswer(claimId));
    const reason = 'the plan ended before the service';
    expect(await act(claimId, 'pass-over', { to: 'next-payer', reason })).toMatchObject({
      status: 200,
      body: {
        cents: 2200,
        claim: {
          payers: [
            { receivableCents: 0 },
            { receivableCents: 0, status: 'answered', isPassedOver: true },
            { receivableCents: 2200, status: 'open', turnOn: '2026-11-23' },
          ],
        },
      },
    });
    expect(await due()).toMatchObject({ items: [{ share: 2, payerId: desk.payerIds.third }] });
    expect((await act(claimId, 'pass-over', { to: 'next-payer', reason })).body.type).toMatch(
      /settlement-does-not-fit$/,
    );
    expect(await act(claimId, 'pass-over', { to: 'patient', reason })).toMatchObject({
      body: { claim: { patientCents: 2200, insuranceCents: 0 } },
    });
    expect(await due()).toMatchObject({ count: 0 });
    expect((await act(claimId, 'pass-over', { to: 'patient', reason })).body.type).toMatch(/no-payer-in-turn$/);
  });

  it('is passed over by a biller, once nothing is on its way to it', async () => {
    const claimId = await sentClaim();
    await desk.receive('first', '99', firstAnswer(claimId));
    await act(claimId, 'filings', {});
    const body = { to: 'patient', reason: 'no' };
    expect((await act(claimId, 'pass-over', body)).body.type).toMatch(/filing-underway$/);
    const headers = { ...desk.newKey(), 'If-Match': '"1"' };
    const path = `/v1/claims/${claimId}/pass-over`;
    expect((await desk.call('POST', path, { body, headers, principal: coder })).status).toBe(403);
  });
});

describe('an office that bills next payers automatically', () => {
  const office = async (billNextPayer: string) => {
    const { body } = await desk.practice.call('GET', '/v1/office');
    const headers = { 'If-Match': `"${body.version}"` };
    const put = { timeZone: body.timeZone, billNextPayer };
    expect((await desk.practice.call('PUT', '/v1/office', put, { headers })).status).toBe(200);
  };
  const payer = async (id: string | undefined, billNextPayer: string) => {
    const path = `/v1/payers/${id}`;
    const { body, headers: got } = await desk.practice.call('GET', path);
    const headers = { 'If-Match': got.ETag ?? '' };
    expect((await desk.practice.call('PUT', path, { ...body, billNextPayer }, { headers })).status).toBe(200);
  };

  /** Works off what is due an hour later. */
  const anHourLater = async () => {
    desk.edge.setNow(new Date(desk.edge.now().getTime() + 3_600_000).toISOString());
    await desk.workOff();
  };

  it('opens the filing by itself, in a round each hour, and stops when it says so', async () => {
    const claimId = await sentClaim();
    await desk.receive('first', '99', firstAnswer(claimId));
    await office('automatic');
    expect(await due()).toMatchObject({ items: [{ billing: 'automatic' }] });
    await desk.workOff();
    expect(await read(claimId)).toMatchObject({ filings: [{}, { number: 2, payerPosition: 1 }] });
    const second = await sentClaim();
    await desk.receive('first', '99', firstAnswer(second));
    await anHourLater();
    expect(await read(second)).toMatchObject({ filings: [{}, { number: 2 }] });
    await office('by-hand');
    const third = await sentClaim();
    await desk.receive('first', '99', firstAnswer(third));
    await anHourLater();
    await anHourLater();
    expect((await read(third)).filings).toHaveLength(1);
  });

  it('leaves a payer out that is billed by hand, and bills one by itself where the office does not', async () => {
    const claimId = await sentClaim();
    await desk.receive('first', '99', firstAnswer(claimId));
    await payer(desk.payerIds.second, 'by-hand');
    await office('automatic');
    await desk.workOff();
    expect((await read(claimId)).filings).toHaveLength(1);
    expect(await due()).toMatchObject({ items: [{ billing: 'by-hand' }] });
    await office('by-hand');
    await payer(desk.payerIds.second, 'automatic');
    await desk.workOff();
    expect((await read(claimId)).filings).toHaveLength(2);
  });
});
