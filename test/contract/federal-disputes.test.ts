import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import type { TimeZone } from '../../shared/domain/time/time-zone.ts';
import { openDeadlines } from '../../shared/filing/open-deadlines.ts';
import { federalDisputeOfItem } from '../../shared/store/federal-disputes.ts';
import { remittanceText } from '../golden/remittance-text.ts';
import { goldenTenant } from '../support/remittance-pipeline.ts';
import { auditor, openOffice, putPayer, putSentClaim, type ResolutionOffice } from '../support/resolution-office.ts';

/*
 * The office's day is 23 November 2026; the payers' answers are of 2 November. How the days are counted is tested in
 * `test/unit/federal-dispute/dispute.test.ts`.
 */

let office: ResolutionOffice;

beforeEach(async () => {
  const claim = { payers: ['bluecross'], lines: [10000] } as const;
  office = await openOffice({ A: claim, B: claim, C: { ...claim, lines: [10000, 5000] } });
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
const pay = (name: string, trace: string) =>
  office.post(
    remittanceText(
      'bluecross',
      { amount: '40', trace },
      `CLP*{${name}}*1*100*40*10*12*ICN1*11*1\nSVC*HC:99213*100*40**1\nCAS*CO*45*50\nCAS*PR*2*10`,
    ),
  );
const only = async () => (await office.get('/v1/denials')).body.items[0];
const begin = (body: object, more: object = {}) =>
  office.send('/v1/federal-disputes', { on: '2026-11-16', reason: 'out of network', ...body }, more);
const step = (dispute: { readonly id: string; readonly version: number }, body: object, more: object = {}) =>
  office.send(
    `/v1/federal-disputes/${dispute.id}/steps`,
    { reason: 'noted', ...body },
    { version: dispute.version, ...more },
  );

/** The deadlines of all open disputes. */
async function deadlines() {
  const items = await office.pipeline.table.queryAll({
    partition: `${goldenTenant}#FEDERAL-DISPUTES#OPEN`,
    index: true,
  });
  const rows = await office.pipeline.table.batchGet(items.map(({ pk, sk }) => ({ pk, sk })));
  const disputes = rows.flatMap((item) => (item === undefined ? [] : [federalDisputeOfItem(item)]));
  const day = { today: '2026-11-23' as LocalDate, timeZone: 'America/New_York' as TimeZone };
  const found = await openDeadlines(office.pipeline.table, goldenTenant, { disputes }, day);
  return found.map(({ open }) => [open.clock.kind, open.clock.on, open.stands]);
}

describe('federal dispute resolution of a denial', () => {
  it('shows on its list what was noted beside it', async () => {
    await deny('N830');
    const { body: begun } = await begin({ denialId: (await only()).id });
    const noted = { items: [begun.id], addTags: ['april'], assignTo: 'user-biller', followUpOn: '2026-12-01' };
    expect((await office.send('/v1/work-marks', noted)).status).toBe(200);
    const listed = async (query: string) => (await office.get(`/v1/federal-disputes?${query}`)).body.items;
    const marks = await listed('tag=april&assignedTo=user-biller&followUpBy=2026-12-01');
    expect(marks).toMatchObject([{ id: begun.id, mark: { id: begun.id, tags: ['april'] } }]);
    expect(await listed('tag=other')).toEqual([]);
  });

  it('goes from the notice to the payment in order, each step in its time, and changes nothing that is owed', async () => {
    await deny('N830');
    const { id: denialId } = await only();
    expect((await begin({ denialId, on: '2026-11-24' })).status).toBe(400);
    expect((await begin({ denialId, on: '2026-11-01' })).status).toBe(400);
    const { status, body: begun } = await begin({ denialId });
    expect(status, JSON.stringify(begun)).toBe(201);
    expect(begun).toMatchObject({
      ...{ standing: 'negotiating', of: { kind: 'denial', denialId }, cents: 10000, firstAnswerOn: '2026-11-02' },
      clock: { what: 'initiate', from: '2026-12-30', on: '2027-01-05', answerBy: '2026-12-07' },
    });
    expect((await only()).disputeId).toBe(begun.id);
    expect((await begin({ denialId })).body).toMatchObject({ status: 409, federalDisputeId: begun.id });
    expect(await deadlines()).toEqual([['dispute', '2027-01-05', 'negotiating']]);
    const answered = await step(begun, { do: 'payer-answered', on: '2026-11-20' });
    expect(answered.body).toMatchObject({ answeredOn: '2026-11-20', version: 2 });
    // Open negotiation lasts until 29 December.
    const initiate = { do: 'initiate', on: '2026-11-23', reference: 'DISP-1' };
    expect((await step(answered.body, initiate)).body.errors).toMatchObject([{ pointer: '/on' }]);
    expect((await step(answered.body, { do: 'end', on: '2026-11-23', result: 'our-offer' })).body.type).toMatch(
      /out-of-order/,
    );
    expect((await step(answered.body, { do: 'end', on: '2026-11-23' })).status).toBe(400);
    expect((await step(begun, { do: 'close', on: '2026-11-23' })).status).toBe(412);
    const end = await step(answered.body, { do: 'end', on: '2026-11-23', result: 'agreed', cents: 8000 });
    expect(end.body).toMatchObject({ standing: 'payment-awaited', end: { result: 'agreed', cents: 8000 } });
    expect(end.body.clock).toBeUndefined();
    const paid = await step(end.body, { do: 'paid', on: '2026-11-23' });
    expect(paid.body).toMatchObject({ standing: 'over', closed: { isPaid: true } });
    expect((await office.get('/v1/federal-disputes')).body.items).toEqual([]);
    expect((await office.get('/v1/federal-disputes?month=2026-11')).body.items).toMatchObject([{ id: begun.id }]);
    expect((await only()).state).toBe('open');
    expect(await office.owed('A')).toMatchObject({ payers: [10000] });
  });

  it('is not possible for a denial whose codes do not allow it, unless a person has checked it', async () => {
    await deny('N54');
    const { id: denialId } = await only();
    expect((await begin({ denialId })).body).toMatchObject({ status: 409, obstacles: 'not-said-by-the-payer' });
    expect((await begin({ denialId }, { principal: auditor })).status).toBe(403);
    expect((await begin({ denialId, isEligibilityChecked: true })).status).toBe(201);
  });
});

describe('federal dispute resolution of some services of a claim', () => {
  it('may exist next to that of other services, each service in only one', async () => {
    const lines = [
      { procedure: '99213', cents: 10000 },
      { procedure: '99214', cents: 5000 },
    ];
    await putSentClaim(office, 'C', { memberId: 'M1', lastName: 'DOE', lines });
    await office.post(
      remittanceText(
        'bluecross',
        { amount: '0', trace: 'D3' },
        `CLP*{C}*1*150*0*0*12*ICN3*11*1\nSVC*HC:99213*100*0**1\nCAS*CO*197*100\nLQ*HE*N830
         SVC*HC:99214*50*0**1\nCAS*CO*50*50\nLQ*HE*N830`,
      ),
    );
    const denials: { readonly id: string; readonly openCents: number }[] = (await office.get('/v1/denials')).body.items;
    const of = (cents: number) => ({ denialId: denials.find(({ openCents }) => openCents === cents)?.id });
    const visit = await begin(of(10000));
    expect(visit.body, JSON.stringify(visit.body)).toMatchObject({ procedures: ['99213'], cents: 10000 });
    const longer = await begin(of(5000));
    expect(longer.body).toMatchObject({ procedures: ['99214'], cents: 5000 });
    expect((await begin(of(10000))).body).toMatchObject({ status: 409, federalDisputeId: visit.body.id });
    const claim = { claimId: office.claims.get('C'), cents: 5000, isEligibilityChecked: true };
    const again = await begin({ ...claim, procedures: ['99214'] });
    expect(again.body).toMatchObject({ status: 409, federalDisputeId: longer.body.id });
    expect((await begin(claim)).body.type).toMatch(/dispute-stands/);
  });
});

describe('federal dispute resolution of a claim that was paid too little', () => {
  it('counts from the payer’s first answer, and goes in a batch of one payer', async () => {
    await pay('A', 'P1');
    await pay('B', 'P2');
    const claim = (name: string) => ({ claimId: office.claims.get(name), cents: 3000, isEligibilityChecked: true });
    // The payer has paid 40.00 of 100.00.
    const beyond = await begin({ ...claim('A'), cents: 60_01 });
    expect(beyond.body.errors).toMatchObject([{ pointer: '/cents' }]);
    const a = await begin(claim('A'));
    expect(a.body, JSON.stringify(a.body)).toMatchObject({
      ...{ of: { kind: 'claim' }, cents: 3000, firstAnswerOn: '2026-11-02', payerPosition: 0 },
    });
    const b = await begin({ ...claim('B'), procedures: ['99213'] });
    expect(b.body).toMatchObject({ procedures: ['99213'] });
    office.pipeline.edge.setNow('2026-12-31T15:00:00.000Z');
    const initiate = { do: 'initiate', on: '2026-12-31', reference: 'DISP-7' };
    const first = await step(a.body, initiate);
    expect(first.body).toMatchObject({ standing: 'initiated', initiated: { reference: 'DISP-7' } });
    expect((await step(b.body, initiate)).status).toBe(200);
    const batch = (await office.get('/v1/federal-disputes?reference=DISP-7')).body.items;
    expect(batch).toHaveLength(2);
    expect(await office.owed('A')).toMatchObject({ payers: [0], patient: 1000 });
  });

  it('cannot begin after the last day for the notice, but a notice sent in time may be recorded later', async () => {
    await pay('A', 'P1');
    office.pipeline.edge.setNow('2026-12-31T15:00:00.000Z');
    const claim = { claimId: office.claims.get('A'), cents: 3000, isEligibilityChecked: true };
    // The thirtieth business day from 2 November is 15 December.
    const late = await begin({ ...claim, on: '2026-12-16' });
    expect(late.body).toMatchObject({
      status: 400,
      errors: [{ pointer: '/on', detail: expect.stringContaining('2026-12-15') }],
    });
    const given = { ...claim, on: '2026-12-18', extendedUntil: '2026-12-18' };
    expect((await begin({ ...given, extendedUntil: '2026-12-17' })).status).toBe(400);
    expect((await begin({ ...given, procedures: ['99213'] })).body).toMatchObject({
      begun: { extendedUntil: '2026-12-18' },
    });
    // An extension never shortens the time.
    const inTime = { ...claim, on: '2026-12-15', extendedUntil: '2026-12-01', procedures: ['99214'] };
    expect((await begin(inTime)).status).toBe(201);
  });

  it('waits while the same service cools off after a decision', async () => {
    await pay('A', 'P1');
    await pay('B', 'P2');
    const claim = (name: string) => ({
      ...{ claimId: office.claims.get(name), cents: 3000, isEligibilityChecked: true, procedures: ['99213'] },
    });
    const a = (await begin(claim('A'))).body;
    const b = (await begin(claim('B'))).body;
    office.pipeline.edge.setNow('2026-12-31T15:00:00.000Z');
    const asked = (await step(a, { do: 'initiate', on: '2026-12-30', reference: 'DISP-7' })).body;
    const decided = await step(asked, { do: 'end', on: '2026-12-31', result: 'our-offer', cents: 3000 });
    expect(decided.body.clock).toMatchObject({ what: 'payment', on: '2027-01-30' });
    const waits = await step(b, { do: 'initiate', on: '2026-12-31', reference: 'DISP-8' });
    // 90 days: 31 January, 28 February, 31 March.
    expect(waits.body).toMatchObject({ status: 409, until: '2027-03-31' });
    // 30 business days: 22 in April, 8 in May. This day does not change before or after the other dispute is paid.
    const clock = { from: '2027-04-01', on: '2027-05-12', coolingOffUntil: '2027-03-31' };
    const clockOfB = async () => (await office.get(`/v1/federal-disputes/${b.id}`)).body.clock;
    expect(await clockOfB()).toMatchObject(clock);
    office.pipeline.edge.setNow('2027-05-12T15:00:00.000Z');
    expect((await step(decided.body, { do: 'paid', on: '2027-01-08' })).status).toBe(200);
    expect(await clockOfB()).toMatchObject(clock);
  });

  it('needs an answer of the payer, and an existing claim', async () => {
    const asked = { cents: 3000, isEligibilityChecked: true };
    expect((await begin({ ...asked, claimId: office.claims.get('A') })).body.errors).toMatchObject([
      { pointer: '/claimId' },
    ]);
    expect((await begin({ ...asked, claimId: office.claims.get('A'), payerPosition: 3 })).status).toBe(400);
    expect((await begin({ varianceId: 'var_01JD0EXAMP1E00000000000000' })).body.errors).toMatchObject([
      { pointer: '/varianceId' },
    ]);
  });
});
