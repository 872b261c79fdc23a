import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { remittanceText } from '../golden/remittance-text.ts';
import { auditor, openOffice, putPayer, type ResolutionOffice } from '../support/resolution-office.ts';

/* The office's day is 23 November 2026; the denial is of the 2nd. */

let office: ResolutionOffice;

beforeEach(async () => {
  office = await openOffice({ A: { payers: ['bluecross'], lines: [10000] } });
  await putPayer(office, 'bluecross', { filingIndicator: 'BL' });
});
afterEach(() => office.stop());

const deny = (remark: string) =>
  office.post(
    remittanceText(
      'bluecross',
      { amount: '0', trace: 'D1' },
      `CLP*{A}*1*100*0*0*12*ICN1*11*1\nSVC*HC:99213*100*0**1\nCAS*CO*197*100\nLQ*HE*${remark}`,
    ),
  );
const only = async () => (await office.get('/v1/denials')).body.items[0];
const step = async (body: object, more: object = {}) => {
  const { id, version } = await only();
  return office.send(`/v1/denials/${id}/dispute`, { reason: 'out of network', ...body }, { version, ...more });
};

describe('federal dispute resolution of a denial', () => {
  it('goes from the notice to the end in order, each step in its time, and changes nothing that is owed', async () => {
    await deny('N830');
    expect((await step({ do: 'initiate', on: '2026-11-20' })).body.type).toMatch(/dispute-step-out-of-order/);
    expect((await step({ do: 'send-notice', on: '2026-11-24' })).status).toBe(400);
    const notice = await step({ do: 'send-notice', on: '2026-11-16' });
    expect(notice).toMatchObject({
      status: 200,
      body: {
        dispute: { noticeOn: '2026-11-16' },
        disputeClock: { what: 'initiate', from: '2026-12-30', on: '2027-01-05', answerBy: '2026-12-07' },
      },
    });
    expect((await step({ do: 'send-notice', on: '2026-11-17' })).body.type).toMatch(/dispute-step-out-of-order/);
    expect((await step({ do: 'payer-answered', on: '2026-11-20' })).body.dispute.answeredOn).toBe('2026-11-20');
    // Open negotiation lasts until 29 December.
    expect((await step({ do: 'initiate', on: '2026-11-23' })).status).toBe(400);
    expect((await step({ do: 'end', on: '2026-11-23', result: 'our-offer' })).body.type).toMatch(/out-of-order/);
    expect((await step({ do: 'end', on: '2026-11-23' })).status).toBe(400);
    const end = await step({ do: 'end', on: '2026-11-23', result: 'agreed', cents: 8000 });
    expect(end.body).toMatchObject({ state: 'open', dispute: { end: { result: 'agreed', cents: 8000 } } });
    expect(end.body.disputeClock).toBeUndefined();
    expect(await office.owed('A')).toMatchObject({ payers: [10000] });
  });

  it('is not for a denial of which the payer’s codes do not say so, unless somebody has checked it', async () => {
    await deny('N54');
    const notice = { do: 'send-notice', on: '2026-11-16' };
    expect((await step(notice)).body).toMatchObject({ status: 409, obstacles: 'not-said-by-the-payer' });
    expect((await step({ ...notice, isEligibilityChecked: true })).status).toBe(200);
    expect((await step(notice, { principal: auditor })).status).toBe(403);
  });
});
