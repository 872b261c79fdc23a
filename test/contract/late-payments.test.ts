import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { PaymentVariance } from '../../shared/domain/contract/variance.ts';
import { contractDesk } from '../support/contract-desk.ts';
import { textOfPdf } from '../support/pdf-content.ts';
import { startTestTable, type TestTable } from '../support/table.ts';
import { wholeApi } from '../support/whole-api.ts';

/*
 * The office bills from Ohio: 30 days, then 18% a year. A claim that came on 1 September was due on 1 October. Paid on 20
 * November it is 50 days late: 99.00 x 18% x 50 / 365 = 2.4411.
 */

let store: TestTable;
let desk: Awaited<ReturnType<typeof contractDesk>>;

const watch = async (more: object = {}) => {
  const { body } = await desk.settings('GET');
  const latePayments = { leastCents: 100, states: [], medicareRates: [], ...more };
  const contracts = { ...body.contracts, latePayments };
  const told = await desk.settings('PUT', { ...body, contracts });
  expect(told.status, JSON.stringify(told.body)).toBe(200);
};
beforeEach(async () => {
  store = await startTestTable();
  desk = await contractDesk(store);
});
afterEach(() => store.stop());

/** The usual answer, with the day of receipt and the interest that the payer states. */
const answer = (claimId: string, { received = '20260901', interest = '' } = {}) => `
  CLP*${claimId}*1*141*99*22*12*ICN1*11*1
  ${received === '' ? '' : `DTM*050*${received}`}
  ${interest === '' ? '' : `AMT*I*${interest}`}
  SVC*HC:X9003:25*130*91**1
  CAS*CO*45*20
  CAS*PR*2*19
  REF*6R*L1
  SVC*HC:J1885*11*8**4
  CAS*PR*1*3
  REF*6R*L2`;

const listed = async (query = '?direction=paid-late'): Promise<PaymentVariance[]> =>
  (await desk.contracts('GET', `/v1/payment-variances${query}`)).body.items;
const look = () => desk.findVariances({ work: 'days', from: '2026-11-01', to: '2026-11-30' });
const ask = (body: object) => desk.contracts('POST', '/v1/payment-disputes', body, { headers: desk.newKey() });
const decide = (id: string, deed: string, version: number) =>
  desk.contracts(
    'POST',
    `/v1/payment-variances/${id}/decision`,
    { do: deed, reason: 'as they said' },
    { headers: { ...desk.newKey(), 'If-Match': `"${version}"` } },
  );

describe('a payment that came later than the law allows', () => {
  test('is on the list with its days, and what is missing of the interest that the payer states', async () => {
    await watch();
    const claimId = await desk.sentClaim();
    await desk.receive('first', '99', answer(claimId, { interest: '1' }));
    await look();
    const [found, ...others] = await listed();
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      ...{ claimId, direction: 'paid-late', state: 'open', payerId: desk.office.payerId, lines: [] },
      ...{ expectedCents: 2_44, allowedCents: 1_00, cents: 1_44, answeredOn: '2026-11-20', payerClaimNumber: 'ICN1' },
      late: [
        {
          ...{ receivedOn: '2026-09-01', countedFrom: 'receipt', dueOn: '2026-10-01', paidOn: '2026-11-20' },
          ...{ daysLate: 50, paidCents: 99_00, owedCents: 2_44, interestPaidCents: 1_00 },
          ...{ how: '$99.00 at 18% a year for 50 days', source: 'Ohio Revised Code 3901.381, 3901.389' },
        },
      ],
    });
    expect(found?.contractId).toBeUndefined();
    // Looking again changes nothing.
    await look();
    expect((await listed())[0]?.version).toBe(1);
    // It is no underpayment by a contract.
    expect((await desk.contracts('GET', '/v1/underpayments?by=payer')).body.items).toEqual([]);
  });

  test.each([
    ['names our claim', 'claim', 44],
    ['names the payer’s number of the claim', 'ICN1', 44],
    ['names something else', 'ELSEWHERE', 2_44],
    ['names nothing', undefined, 2_44],
  ])('counts interest that the remittance pays beside its claims where it %s', async (_, reference, missing) => {
    await watch({ leastCents: 1 });
    const claimId = await desk.sentClaim();
    const named = reference === undefined ? 'L6' : `L6:${reference === 'claim' ? claimId : reference}`;
    const interest = `\nPLB*1234567893*20261231*${named}*-2`;
    await desk.receive('first', '101', `${answer(claimId)}${interest}`);
    await look();
    expect(await listed()).toMatchObject([{ expectedCents: 2_44, cents: missing }]);
  });

  test('is not listed when the interest came with it, when little is missing, or when nobody looks', async () => {
    const claimId = await desk.sentClaim();
    await desk.receive('first', '99', answer(claimId));
    await look();
    expect(await listed()).toEqual([]);
    await watch({ leastCents: 2_45 });
    await look();
    expect(await listed()).toEqual([]);
    await watch({ leastCents: 2_44 });
    await look();
    expect(await listed()).toHaveLength(1);
  });

  test('counts from the day on which the claim was sent where the payer does not say when it came', async () => {
    await watch({
      states: [
        {
          ...{ state: 'OH', from: '2026-01-01', source: 'Counsel', electronicDays: 1, paperDays: 1 },
          yearlyRate: 100_000,
        },
      ],
    });
    const claimId = await desk.sentClaim();
    await desk.receive('first', '99', answer(claimId, { received: '' }), '20261205');
    await look();
    const [found] = await listed();
    expect(found?.late).toMatchObject([{ countedFrom: 'sending', source: 'Counsel', paidOn: '2026-12-05' }]);
    expect(found?.late?.[0]?.daysLate).toBeGreaterThan(5);
  });

  test('is asked for in a letter of its own, which names days, law and amounts; and ends when it is paid apart', async () => {
    await watch();
    await desk.contract(['rate,code,amount,clause', 'fee,X9003,120.00,B 2.1', 'fee,J*,2.75,B 3']);
    const claimId = await desk.sentClaim();
    await desk.receive('first', '99', answer(claimId));
    await look();
    const [late] = await listed();
    const [under] = await listed('?direction=underpaid');
    const mixed = await ask({ varianceIds: [late?.id, under?.id] });
    expect(mixed.body.errors).toMatchObject([{ pointer: '/varianceIds/1' }]);
    const { status, body } = await ask({ payerId: desk.office.payerId, about: 'paid-late' });
    expect(status, JSON.stringify(body)).toBe(201);
    expect(body.items).toMatchObject([{ template: 'late-payment', varianceIds: [late?.id], cents: 2_44 }]);
    const [{ id, letter }] = body.items;
    const bytes = desk.s3.objects.get(
      [...desk.s3.objects.keys()].find((key) => key.includes(letter.sha256)) as string,
    ) as Uint8Array;
    const text = textOfPdf(bytes);
    for (const words of ['Request for interest on late payments', 'Ohio Revised Code 3901.381', '2026-09-01', '2.44'])
      expect(text).toContain(words);
    // One day of service is one day.
    expect(text.replaceAll(/\s+/g, ' ')).toMatch(/\(services of [A-Z]\w+ \d+, \d{4}; claims: 1\)/);
    expect(await listed()).toMatchObject([{ state: 'disputed', disputeIds: [id] }]);
    expect(await listed('?direction=underpaid')).toMatchObject([{ state: 'open' }]);
    expect((await decide(late?.id ?? '', 'paid-apart', 2)).body).toMatchObject({
      ...{ state: 'closed', outcome: 'paid-apart', recoveredCents: 2_44 },
    });
    // The books still show no interest on the claim: that does not open it again.
    await look();
    expect(await listed()).toEqual([]);
  });

  test('is timed by the first answer only: what is paid after another one is not', async () => {
    await watch();
    const claimId = await desk.sentClaim();
    const denied = `
  CLP*${claimId}*4*141*0**12*ICN1*11*1
  DTM*050*20260901
  SVC*HC:X9003:25*130*0**1
  CAS*CO*252*130
  REF*6R*L1
  SVC*HC:J1885*11*0**4
  CAS*CO*252*11
  REF*6R*L2`;
    await desk.receive('first', '0', denied, '20260920');
    await desk.receive('first', '99', answer(claimId));
    await look();
    expect(await listed()).toEqual([]);
  });
});

/** The payer takes its answer back, and gives it again with another payment. */
const again = (claimId: string, paid: number) => `
  CLP*${claimId}*22*-141*-99*-22*12*ICN1*11*1
  SVC*HC:X9003:25*-130*-91**-1
  CAS*CO*45*-20
  CAS*PR*2*-19
  REF*6R*L1
  SVC*HC:J1885*-11*-8**-4
  CAS*PR*1*-3
  REF*6R*L2
  CLP*${claimId}*1*141*${paid}*22*12*ICN2*11*1
  SVC*HC:X9003:25*130*${paid - 8}**1
  CAS*CO*45*${111 - (paid - 8)}
  CAS*PR*2*19
  REF*6R*L1
  SVC*HC:J1885*11*8**4
  CAS*PR*1*3
  REF*6R*L2`;

describe('a late payment that the payer takes back and pays again', () => {
  const paidLate = async () => {
    await watch();
    const claimId = await desk.sentClaim();
    await desk.receive('first', '99', answer(claimId));
    await look();
    expect(await listed()).toMatchObject([{ state: 'open', cents: 2_44 }]);
    return claimId;
  };

  test('stays on the list: the first payment was late, and paying again does not change that', async () => {
    const claimId = await paidLate();
    await desk.receive('first', '0', again(claimId, 99), '20261210');
    await desk.findVariances({ work: 'days', from: '2026-11-01', to: '2026-12-31' });
    expect(await listed()).toMatchObject([
      { state: 'open', cents: 2_44, late: [{ paidOn: '2026-11-20', daysLate: 50, paidCents: 99_00 }] },
    ]);
  });

  test('is listed with what stays of it where less is paid again, and with no more where more is', async () => {
    const claimId = await paidLate();
    await desk.receive('first', '-49', again(claimId, 50), '20261210');
    await look();
    // 50.00 x 18% x 50 / 365 = 1.2329
    expect(await listed()).toMatchObject([{ cents: 1_23, late: [{ paidOn: '2026-11-20', paidCents: 50_00 }] }]);
  });

  test('stays with all of its amount when only a line is taken back and paid again', async () => {
    const claimId = await paidLate();
    const line = `
  CLP*${claimId}*22*-130*-91*-19*12*ICN1*11*1
  SVC*HC:X9003:25*-130*-91**-1
  CAS*CO*45*-20
  CAS*PR*2*-19
  REF*6R*L1
  CLP*${claimId}*1*130*91*19*12*ICN2*11*1
  SVC*HC:X9003:25*130*91**1
  CAS*CO*45*20
  CAS*PR*2*19
  REF*6R*L1`;
    await desk.receive('first', '0', line, '20261210');
    await look();
    expect(await listed()).toMatchObject([
      { state: 'open', cents: 2_44, late: [{ paidOn: '2026-11-20', paidCents: 99_00 }] },
    ]);
  });

  test('leaves the list when the interest comes with what is paid again', async () => {
    const claimId = await paidLate();
    const paid = again(claimId, 99).replace('ICN2*11*1', 'ICN2*11*1\n  AMT*I*2.44');
    await desk.receive('first', '0', paid, '20261210');
    await look();
    expect(await listed('?direction=paid-late&state=closed')).toMatchObject([
      { outcome: 'paid', recoveredCents: 2_44 },
    ]);
  });

  test('leaves the list when nothing is paid again, and no interest counts as recovered', async () => {
    const claimId = await paidLate();
    const back = again(claimId, 99).split('  CLP*').slice(0, 2).join('  CLP*');
    const denied = `
  CLP*${claimId}*4*141*0**12*ICN2*11*1
  SVC*HC:X9003:25*130*0**1
  CAS*CO*252*130
  REF*6R*L1
  SVC*HC:J1885*11*0**4
  CAS*CO*252*11
  REF*6R*L2`;
    await desk.receive('first', '-99', `${back}${denied}`, '20261210');
    await look();
    expect(await listed()).toEqual([]);
    expect(await listed('?direction=paid-late&state=closed')).toMatchObject([
      { state: 'closed', outcome: 'taken-back', recoveredCents: 0 },
    ]);
  });
});

test('an answer that the office took off its claim was never given there: the next one is the first', async () => {
  await watch();
  const claimId = await desk.sentClaim();
  await desk.receive('first', '99', answer(claimId));
  await look();
  const call = await wholeApi(desk.edge, desk.files);
  const { items } = (await call('GET', `/v1/ledger-entries?claimId=${claimId}`)).body;
  const entry = items.find(({ kind }: { kind: string }) => kind === 'remittance-claim');
  const why = { reason: 'It means another claim' };
  const off = await call('POST', `/v1/ledger-entries/${entry.id}/unpost`, why, { headers: desk.newKey() });
  expect(off.status, JSON.stringify(off.body)).toBe(200);
  await desk.receive('first', '99', answer(claimId).replaceAll('ICN1', 'ICN2'), '20261210');
  await desk.findVariances({ work: 'days', from: '2026-11-01', to: '2026-12-31' });
  // 99.00 x 18% x 70 / 365 = 3.4175
  expect(await listed()).toMatchObject([
    { claimId, state: 'open', cents: 3_42, late: [{ paidOn: '2026-12-10', daysLate: 70 }] },
  ]);
});

test('a late payment that is below the least amount by now is closed without interest that anybody paid', async () => {
  await watch();
  const claimId = await desk.sentClaim();
  await desk.receive('first', '99', answer(claimId));
  await look();
  await watch({ leastCents: 2_45 });
  await look();
  expect(await listed('?direction=paid-late&state=closed')).toMatchObject([
    { claimId, outcome: 'contract-changed', recoveredCents: 0 },
  ]);
});

describe('the laws', () => {
  test('are listed by state; a state of the office without one says so, and so does a day without Medicare’s rate', async () => {
    const laws = async (query = '') => (await desk.contracts('GET', `/v1/late-payment-laws${query}`)).body;
    const told = await laws();
    expect(told.items.find(({ state }: { state: string }) => state === 'OH')).toMatchObject({
      ...{ electronicDays: 30, yearlyRate: 18_000 },
    });
    expect(told.items.find(({ state }: { state: string }) => state === 'TX')).toMatchObject({ hasPenalties: true });
    expect(told.medicare).toMatchObject({ days: 30, askCounsel: true });
    await watch({ medicareRates: [{ from: '2026-07-01', to: '2026-12-31', yearlyRate: 4_125 }] });
    expect((await laws()).medicare).toMatchObject({ yearlyRate: 4_125 });
    const { body } = await desk.settings('GET');
    const backwards = [{ from: '2026-12-31', to: '2026-07-01', yearlyRate: 4_125 }];
    const contracts = { ...body.contracts, latePayments: { leastCents: 100, states: [], medicareRates: backwards } };
    expect((await desk.settings('PUT', { ...body, contracts })).body.errors).toMatchObject([
      { pointer: '/contracts/latePayments/medicareRates/0/to' },
    ]);
    const before = await laws('?on=2020-01-01');
    expect(before.items.find(({ state }: { state: string }) => state === 'OH')).toMatchObject({ askCounsel: true });
  });
});
