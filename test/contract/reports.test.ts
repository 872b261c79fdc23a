import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { usualBillingSettings } from '../../shared/domain/billing-settings/billing-settings.ts';
import type { ClaimId } from '../../shared/domain/identity/ids.ts';
import { cents } from '../../shared/domain/money/cents.ts';
import { reports } from '../../shared/domain/report/reports.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import { billingSettingsWrite } from '../../shared/store/billing-settings.ts';
import { balancesOf, readBooks } from '../../shared/store/books.ts';
import { entityItem } from '../../shared/store/entity-items.ts';
import { exceptionWrite } from '../../shared/store/exceptions.ts';
import { entityKey } from '../../shared/store/keys/entity.ts';
import { keptReportsKey } from '../../shared/store/keys/ledger.ts';
import { endedExceptionIndex } from '../../shared/store/keys/work.ts';
import { postingCountWrite, totalsWrite } from '../../shared/store/ledger.ts';
import { leg, openReportsDesk, type ReportsDesk, reportsTenant as tenant } from '../support/reports-desk.ts';

/*
 * Four claims, worked out by hand:
 *
 *   10 September  claim 1 (service 7 September) is charged with 100.00; its file leaves on 12 September
 *    5 October    claim 4 (service 2 October), a patient's own, is charged with 70.00
 *   31 October    5.00 are reserved for bad debt, and taken back on 1 November
 *    2 November   claim 2 (service 1 November) is charged with 50.00; its first file is turned away
 *   12 November   claim 3 (service 10 November), a patient's own, is charged with 30.00 by a coder
 *   13 November   a patient pays 50.00; on 14 November a biller puts 40.00 of it onto claim 3
 *   18 November   a biller gives up 25.00 of claim 4 as uncollectible, and on 19 November 15.00 for hardship
 *   20 November   claim 1 is answered: paid 60.00, CO-45 10.00, denied 20.00 (CO-97) and 10.00 (CO-16); the biller ends an exception
 *   23 November   claim 2 is answered: paid 40.00, coinsurance 10.00
 *
 * Then the payer owes 30.00 (77 days after the service), patients 10.00 (22 days) and 30.00 (52 days); claim 3 has a credit of 10.00, and 10.00 are on no claim.
 */
const one = 'S000000000000001' as ClaimId;
const two = 'S000000000000002' as ClaimId;
const three = 'S000000000000003' as ClaimId;
const four = 'S000000000000004' as ClaimId;
const paymentId = 'pmt_00000000000000000000000001';
const answer = {
  adjudication: { payerId: 'pay_a', share: 0, payerClaimNumber: 'X' },
  kind: 'remittance-claim',
} as const;
const denial = (reason: string, amount: number) => ({ meaning: 'denial', reason, cents: cents(amount) }) as const;

let desk: ReportsDesk;
const get = async (path: string) => (await desk.get(`reports/${path}`)).body;
const november = 'from=2026-11-01&to=2026-11-30';
/** The figures of some columns, row by row. */
const figures = ({ rows }: Made, ...columns: string[]) =>
  Object.fromEntries(rows.map(({ id, values }) => [id, columns.map((column) => values[column])]));

interface Made {
  readonly rows: readonly { readonly id: string; readonly values: Readonly<Record<string, number>> }[];
  readonly totals: Readonly<Record<string, number>>;
}

async function bookStory() {
  const { book } = desk;
  await book('2026-09-10', one, {
    kind: 'charge',
    legs: [leg('insurance-receivable', 10_000), leg('charges', -10_000)],
  });
  await book('2026-10-05', four, { kind: 'charge', legs: [leg('patient-receivable', 7_000), leg('charges', -7_000)] });
  const closeId = 'cls_00000000000000000000000001';
  const reserve = (amount: number) => [leg('bad-debt-provision', amount), leg('bad-debt-allowance', -amount)];
  await book('2026-10-31', undefined, { kind: 'reserve', closeId, legs: reserve(500) });
  await book('2026-11-01', undefined, { kind: 'reserve', closeId, legs: reserve(-500) });
  await book('2026-11-02', two, { kind: 'charge', legs: [leg('insurance-receivable', 5_000), leg('charges', -5_000)] });
  const coded = [leg('patient-receivable', 3_000), leg('charges', -3_000)];
  await book('2026-11-12', three, { kind: 'charge', legs: coded }, 'user-coder');
  const paid = [leg('deposits-in-transit', 5_000, 'check'), leg('unapplied-patient-cash', -5_000)];
  await book('2026-11-13', undefined, { kind: 'patient-payment', paymentId, legs: paid }, 'user-biller');
  const put = [leg('unapplied-patient-cash', 4_000), leg('patient-receivable', -4_000)];
  await book('2026-11-14', three, { kind: 'patient-allocation', paymentId, legs: put }, 'user-biller');
  const given = (account: 'bad-debt' | 'other-adjustments', amount: number, reason: string) => ({
    ...{ kind: 'write-off' as const, legs: [leg(account, amount, reason), leg('patient-receivable', -amount, reason)] },
  });
  await book('2026-11-18', four, given('bad-debt', 2_500, 'uncollectible'), 'user-biller');
  await book('2026-11-19', four, given('other-adjustments', 1_500, 'financial-hardship'), 'user-biller');
  await book('2026-11-20', one, {
    ...answer,
    notes: [denial('CO-97', 2_000), denial('CO-16', 1_000)],
    legs: [
      ...[leg('remittance-clearing', 6_000), leg('contractual-adjustments', 1_000, 'CO-45')],
      leg('insurance-receivable', -7_000),
    ],
  });
  await book('2026-11-23', two, {
    ...answer,
    legs: [
      ...[leg('remittance-clearing', 4_000), leg('patient-receivable', 1_000, 'PR-2')],
      leg('insurance-receivable', -5_000),
    ],
  });
}

/** How the claims went out, and what a person ended. */
async function tellClaims() {
  const submissionId = 'sub_00000000000000000000000001';
  const filing = { number: 1, share: 0, frequency: 'original' } as const;
  await desk.serve(one, '2026-09-07', { filings: [{ ...filing, state: { kind: 'answered', submissionId } }] });
  await desk.serve(two, '2026-11-01', {
    filings: [
      { ...filing, state: { kind: 'rejected', reasons: [] } },
      { ...filing, number: 2, repeats: 1, state: { kind: 'answered' } },
    ],
  });
  await desk.serve(three, '2026-11-10');
  await desk.serve(four, '2026-10-02');
  const submission = { id: submissionId, createdAt: '2026-09-12T15:00:00.000Z', timeZone: 'UTC', stateFacts: {} };
  const resolution = { kind: 'closed', by: 'user-biller', at: '2026-11-20T10:00:00.000Z', reason: 'done' };
  const exception = { id: 'exc_00000000000000000000000001', code: 'paid-to-patient', openedAt: resolution.at } as const;
  const opened = exceptionWrite(tenant, { ...exception, claimId: one, facts: {} }) as { put: object };
  const ended = { state: 'closed', resolution, ...endedExceptionIndex(tenant, resolution.at, exception.id) };
  const reportsOf = { monthlyCosts: [{ month: '2026-11', cents: cents(50_000) }] };
  await desk.store.table.transact([
    { put: entityItem(entityKey(tenant, 'SUBMISSION', submissionId), 'submission', submission) },
    { put: { ...opened.put, ...ended } as never },
    billingSettingsWrite(tenant, { ...usualBillingSettings, version: 1, reports: reportsOf }),
  ]);
}

beforeAll(async () => {
  desk = await openReportsDesk('2026-11-24T14:00:00.000Z');
  await tellClaims();
  await bookStory();
});
afterAll(() => desk?.store.stop());

it('says so while reports are not made, and has them made', async () => {
  expect(await get('receivables-ageing')).toMatchObject({
    status: 409,
    type: expect.stringContaining('reports-not-made'),
  });
  expect(await desk.bring()).toBe(1);
  expect(await get('updates')).toEqual({ trueUpTo: '2026-11-23', differingDays: [] });
});

describe('what is owed by age', () => {
  it('stands in columns of days since the service, credits apart, and adds up to the ledger', async () => {
    const made = await get('receivables-ageing?by=account');
    expect(made).toMatchObject({ asOf: '2026-11-23', trueUpTo: '2026-11-23', ledgerCents: 6_000 });
    const columns = ['owed0Cents', 'owed31Cents', 'owed61Cents', 'owed91Cents', 'owed121Cents'];
    expect(figures(made, ...columns, 'creditCents', 'balanceCents')).toEqual({
      'insurance-receivable': [0, 0, 3_000, 0, 0, 0, 3_000],
      'patient-receivable': [1_000, 3_000, 0, 0, 0, -1_000, 3_000],
    });
    expect(made.totals).toMatchObject({ balanceCents: 6_000, owedCents: 7_000, over90Rate: 0 });
  });

  it('is told by payer, provider, facility and financial class, with names', async () => {
    const balances = async (by: string) => figures(await get(`receivables-ageing?by=${by}`), 'balanceCents');
    expect(await balances('payer')).toEqual({ pay_a: [3_000], 'patient-receivable': [3_000] });
    expect((await get('receivables-ageing')).rows).toContainEqual(
      expect.objectContaining({ id: 'patient-receivable', name: 'Patients' }),
    );
    expect(await balances('provider')).toEqual({ prv_a: [6_000] });
    expect(await balances('facility')).toEqual({ fac_a: [6_000] });
    expect(await balances('financial-class')).toEqual({ commercial: [3_000], patient: [3_000] });
    expect(await get('receivables-ageing?entityId=ent_b')).toMatchObject({ rows: [], ledgerCents: 0 });
  });

  it('is kept for the ends of months, and for no other day', async () => {
    const at = (day: string) => get(`receivables-ageing?asOf=${day}`);
    expect((await at('2026-09-30')).totals).toMatchObject({ owed0Cents: 10_000 });
    expect(await at('2026-10-31')).toMatchObject({ totals: { owed0Cents: 7_000, owed31Cents: 10_000 } });
    expect(await at('2026-10-30')).toMatchObject({ status: 409, trueUpTo: '2026-11-23' });
    expect(await at('2026-11-30')).toMatchObject({ status: 409 });
  });
});

describe('reports', () => {
  it('tell what came in of what was charged, by payer', async () => {
    const made = await get(`collections?${november}`);
    expect(made).toMatchObject({ from: '2026-11-01', to: '2026-11-23', trueUpTo: '2026-11-23' });
    // 140.00 of 80.00; 140.00 of 70.00.
    expect(made.totals).toEqual({
      ...{ chargesCents: 8_000, paymentsCents: 14_000, refundsCents: 0, contractualCents: 1_000 },
      ...{ charityCents: 1_500, badDebtCents: 2_500, otherAdjustmentsCents: 0, grossRate: 17_500, netRate: 20_000 },
    });
    expect(figures(made, 'chargesCents', 'paymentsCents', 'contractualCents')).toEqual({
      pay_a: [5_000, 10_000, 1_000],
      'patient-receivable': [3_000, 4_000, 0],
    });
    const none = await get('collections?from=2026-09-12&to=2026-09-30');
    expect(none).toMatchObject({ rows: [], totals: { chargesCents: 0 } });
    expect(none.totals.grossRate).toBeUndefined();
  });

  it('tell days in receivables: 60.00 at 250.00 in 90 days', async () => {
    expect((await get('days-in-receivables')).totals).toEqual({
      ...{ balanceCents: 6_000, chargesCents: 25_000, daysInReceivables: 21.6 },
    });
  });

  it('tell which answers deny something, and for which reasons, the costliest first', async () => {
    expect((await get(`denials?${november}`)).totals).toEqual({
      ...{ answered: 2, denied: 1, deniedCents: 3_000, rate: 5_000 },
    });
    const reasons = await get(`denial-reasons?${november}`);
    expect(figures(reasons, 'denials', 'deniedCents', 'cumulatedRate')).toEqual({
      'CO-97': [1, 2_000, 6_667],
      'CO-16': [1, 1_000, 10_000],
    });
  });

  it('tell how claims went their way: clean, paid at once, and in how many days', async () => {
    const totals = async (report: string) => (await get(`${report}?${november}`)).totals;
    expect(await totals('clean-claims')).toEqual({ claims: 2, clean: 1, overridden: 0, rejected: 1, cleanRate: 5_000 });
    expect(await totals('first-pass')).toEqual({ claims: 2, paid: 1, firstPassRate: 5_000 });
    expect(await totals('charge-lag')).toEqual({ claims: 2, days: 3, averageDays: 1.5 });
    expect(await totals('submission-lag')).toEqual({ claims: 1, days: 5, averageDays: 5 });
    // 74 and 22 days from the service; 69 from the file.
    expect(await totals('payment-lag')).toEqual({
      ...{ answers: 2, serviceDays: 96, averageDays: 48, claims: 1, fileDays: 69, averageFileDays: 69 },
    });
  });

  it('tell what may have to be given back', async () => {
    expect((await get('credit-balances')).totals).toEqual({
      ...{ credits: 1, creditCents: -1_000, unapplied: 1, unappliedCents: 1_000, heldCents: 2_000 },
    });
    expect((await get('over-collection')).totals).toEqual({ claims: 1, creditCents: -1_000, averageCents: -1_000 });
  });

  it('tell the mix of payers, what was given up, and what was set aside', async () => {
    expect(figures(await get(`payer-mix?by=payer&${november}`), 'chargesShare', 'paymentsShare')).toEqual({
      pay_a: [6_250, 7_143],
      'patient-receivable': [3_750, 2_857],
    });
    expect((await get(`bad-debt-and-charity?${november}`)).totals).toMatchObject({
      ...{ badDebtCents: 2_500, charityCents: 1_500, badDebtRate: 3_125, charityRate: 1_875 },
    });
    expect(figures(await get('reserves?from=2026-10-01'), 'badDebtReserveCents')).toEqual({
      '2026-10-31': [500],
      '2026-11-01': [-500],
    });
  });

  it('tell what people have done, and what a claim costs', async () => {
    const columns = ['items', 'charges', 'payments', 'adjustments', 'exceptions'];
    expect(figures(await get(`productivity?${november}`), ...columns)).toEqual({
      'user-biller': [5, 0, 2, 2, 1],
      'user-coder': [1, 1, 0, 0, 0],
    });
    expect(
      figures(await get(`cost-per-claim?${november}`), 'costCents', 'claims', 'claimCents', 'collectRate'),
    ).toEqual({
      '2026-11': [50_000, 2, 25_000, 35_714],
    });
  });

  it('say what each figure means, and which there are', async () => {
    const { items } = (await desk.get('reports')).body;
    expect(items.map(({ report }: { report: string }) => report)).toEqual(Object.keys(reports));
    const { columns } = await get(`collections?${november}`);
    expect(columns.find(({ id }: { id: string }) => id === 'netRate')).toMatchObject({
      opensInto: ['paymentsCents', 'refundsCents', 'chargesCents', 'contractualCents'],
      meaning: { numerator: 'Payments, less refunds', denominator: 'Charges, less contractual adjustments' },
    });
  });

  it('say what does not fit: the days, the rows, the column', async () => {
    const detail = async (path: string) => (await get(path)).errors?.[0];
    expect(await detail('collections?from=2025-08-01&to=2026-11-01')).toMatchObject({ pointer: 'query/to' });
    expect(await detail('collections?from=2026-11-02&to=2026-11-01')).toMatchObject({ pointer: 'query/to' });
    expect(await detail('collections?asOf=2026-11-01')).toMatchObject({ pointer: 'query/asOf' });
    expect(await detail('receivables-ageing?from=2026-11-01')).toMatchObject({ pointer: 'query/from' });
    expect(await detail('denials?by=user')).toMatchObject({ detail: expect.stringContaining('expected one of payer') });
    expect((await desk.get('reports/of-nothing')).status).toBe(404);
    expect(await detail(`collections/parts?column=netRate&${november}`)).toMatchObject({
      detail: 'expected a sum: paymentsCents, refundsCents, chargesCents, contractualCents',
    });
    expect((await get('collections/parts?column=none')).errors[0].detail).toContain('chargesCents');
  });
});

describe('a figure', () => {
  it('opens into the entries, claims and work behind it, with who looked noted', async () => {
    expect(await desk.parts('receivables-ageing/parts?column=creditCents')).toEqual([
      {
        ...{ id: three, of: 'open', on: '2026-11-10', claimId: three, kind: 'patient-receivable', value: -1_000 },
        ...{ providerId: 'prv_a', facilityId: 'fac_a' },
      },
    ]);
    const done = await desk.parts(`productivity/parts?column=items&row=user-biller&${november}`, 2);
    expect(done.map(({ of, kind }) => `${of} ${kind}`)).toEqual([
      ...['entry patient-payment', 'entry patient-allocation', 'entry write-off', 'entry write-off', 'work exception'],
    ]);
    const read = (await desk.store.items()).filter(({ action }) => action === 'report-opened');
    expect(read).toContainEqual(
      expect.objectContaining({ entityId: 'receivables-ageing', facts: { items: 1, claimIds: three } }),
    );
  });

  it('is the sum of its parts: each one of each report, however it is told', async () => {
    let compared = 0;
    for (const [report, { span, by, columns }] of Object.entries(reports)) {
      for (const [index, told] of by.entries()) {
        const asked = `by=${told}&${span === 'day' ? 'asOf=2026-11-23' : 'from=2026-09-01&to=2026-11-23'}`;
        const made: Made = await get(`${report}?${asked}`);
        for (const { id } of columns.filter(({ kind }) => kind === 'sum').slice(0, index === 0 ? 99 : 1)) {
          for (const row of made.rows) {
            const parts = await desk.parts(`${report}/parts?${asked}&column=${id}&row=${row.id}`);
            expect(sum(parts), `${report} ${told} ${id} ${row.id}`).toBe(row.values[id]);
            compared += parts.length;
          }
          if (index > 0) continue;
          const parts = await desk.parts(`${report}/parts?${asked}&column=${id}`, 3);
          expect(sum(parts), `${report} ${told} ${id}`).toBe(made.totals[id]);
        }
      }
    }
    expect(compared).toBeGreaterThan(200);
  });
});

const sum = (parts: readonly { readonly value: number }[]) => parts.reduce((total, { value }) => total + value, 0);

describe('the daily round', () => {
  const ageing = () => get('receivables-ageing?by=account');

  it('adds each day once it is over, comes again the next day, and gives the same when all is made anew', async () => {
    desk.edge.setNow('2026-11-25T13:30:00.000Z');
    const legs = [leg('unapplied-patient-cash', 400), leg('patient-receivable', -400)];
    await desk.book('2026-11-24', two, { kind: 'patient-allocation', paymentId, legs });
    expect(await desk.bring()).toBeGreaterThan(0);
    const { madeAt: _madeAt, ...after } = await ageing();
    expect(after).toMatchObject({ asOf: '2026-11-24', ledgerCents: 5_600, totals: { balanceCents: 5_600 } });
    await desk.bring(true, 0);
    expect(await ageing()).toMatchObject(after);
    desk.edge.setNow('2026-11-26T13:30:00.000Z');
    await desk.bring();
    expect(await ageing()).toMatchObject({ asOf: '2026-11-25', totals: { balanceCents: 5_600 } });
  });

  it('compares the totals of each day with its entries, tells of one that differs, and has it made anew', async () => {
    const day = '2026-11-20' as LocalDate;
    expect(await get('updates')).toMatchObject({ differingDays: [] });
    await desk.store.table.transact([
      totalsWrite(tenant, { postedOn: day, entityId: 'ent_a' }, 'lost', [leg('charges', 1)]),
    ]);
    await desk.store.table.transact([{ delete: keptReportsKey(tenant) }]);
    await desk.bring();
    expect(await get('updates')).toMatchObject({ differingDays: [day] });
    await desk.bring(true);
    expect(await get('updates')).toMatchObject({ trueUpTo: '2026-11-25', differingDays: [] });
    const at = { asOf: '2026-11-25' as LocalDate, at: desk.edge.now().toISOString() };
    expect(balancesOf(await readBooks(desk.store.table, tenant, at)).get('charges')).toBe(-25_000);
  });

  it('stops before a day into which a remittance is still being posted', async () => {
    desk.edge.setNow('2026-11-29T13:30:00.000Z');
    const remittance = { id: 'rem_x', postedOn: '2026-11-27' as LocalDate, entityId: 'ent_a' };
    await desk.store.table.transact([postingCountWrite(tenant, remittance, 1)]);
    await desk.bring();
    expect(await ageing()).toMatchObject({ trueUpTo: '2026-11-26' });
    await desk.store.table.transact([postingCountWrite(tenant, remittance, -1)]);
    await desk.bring();
    expect(await ageing()).toMatchObject({ trueUpTo: '2026-11-28', totals: { balanceCents: 5_600 } });
  });
});
