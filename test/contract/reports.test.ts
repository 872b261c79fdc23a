import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reports } from '../../shared/domain/report/reports.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import { balancesOf, readBooks } from '../../shared/store/books.ts';
import { keptReportsKey } from '../../shared/store/keys/ledger.ts';
import { postingCountWrite, totalsWrite } from '../../shared/store/ledger.ts';
import { leg, type ReportsDesk, reportsTenant as tenant } from '../support/reports-desk.ts';
import { openReportsStory, paymentId, three, two } from '../support/reports-story.ts';

/* The claims of `reports-story.ts`, where every figure is worked out by hand. */

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

beforeAll(async () => {
  desk = await openReportsStory();
});
afterAll(() => desk?.store.stop());

it('show when they are not being made, and can be requested', async () => {
  expect(await get('receivables-ageing')).toMatchObject({
    status: 409,
    type: expect.stringContaining('reports-not-made'),
  });
  expect(await desk.bring()).toBe(1);
  expect(await get('updates')).toEqual({ trueUpTo: '2026-11-23', differingDays: [] });
});

describe('what is owed by age', () => {
  it('is in columns of days since the service, credits apart, and adds up to the ledger', async () => {
    const made = await get('receivables-ageing?by=account');
    expect(made).toMatchObject({ asOf: '2026-11-23', trueUpTo: '2026-11-23', ledgerCents: 6_000 });
    const columns = ['owed0Cents', 'owed31Cents', 'owed61Cents', 'owed91Cents', 'owed121Cents'];
    expect(figures(made, ...columns, 'creditCents', 'balanceCents')).toEqual({
      'insurance-receivable': [0, 0, 3_000, 0, 0, 0, 3_000],
      'patient-receivable': [1_000, 3_000, 0, 0, 0, -1_000, 3_000],
    });
    expect(made.totals).toMatchObject({ balanceCents: 6_000, owedCents: 7_000, over90Rate: 0 });
  });

  it('is broken down by payer, provider, facility and financial class, with names', async () => {
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

  it('is kept for the ends of months only', async () => {
    const at = (day: string) => get(`receivables-ageing?asOf=${day}`);
    expect((await at('2026-09-30')).totals).toMatchObject({ owed0Cents: 10_000 });
    expect(await at('2026-10-31')).toMatchObject({ totals: { owed0Cents: 7_000, owed31Cents: 10_000 } });
    expect(await at('2026-10-30')).toMatchObject({ status: 409, trueUpTo: '2026-11-23' });
    expect(await at('2026-11-30')).toMatchObject({ status: 409 });
  });
});

describe('reports', () => {
  it('show by payer how much of the charges was collected', async () => {
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

  it('show days in receivables: 60.00 at 250.00 in 90 days', async () => {
    expect((await get('days-in-receivables')).totals).toEqual({
      ...{ balanceCents: 6_000, chargesCents: 25_000, daysInReceivables: 21.6 },
    });
  });

  it('show which answers deny something, and for which reasons, the costliest first', async () => {
    expect((await get(`denials?${november}`)).totals).toEqual({
      ...{ answered: 2, denied: 1, deniedCents: 3_000, rate: 5_000 },
    });
    const reasons = await get(`denial-reasons?${november}`);
    expect(figures(reasons, 'denials', 'deniedCents', 'cumulatedRate')).toEqual({
      'CO-97': [1, 2_000, 6_667],
      'CO-16': [1, 1_000, 10_000],
    });
  });

  it('show where denials come from: overridden edits, procedures, coders', async () => {
    const denied = async (report: string) => figures(await get(`${report}?${november}`), 'denials', 'deniedCents');
    expect(await denied('denied-overrides')).toEqual({ 'units-many': [1, 3_000] });
    expect(await denied('denied-procedures')).toEqual({ X9002: [1, 2_000], none: [1, 1_000] });
    expect(await denied('denied-coders')).toEqual({ 'user-coder': [1, 3_000] });
  });

  it('show what waits at this moment, and for how long', async () => {
    const made = await get('waiting-work');
    expect(figures(made, 'waiting', 'waitingCents', 'old', 'oldCents', 'days')).toEqual({
      ready: [1, 9_000, 1, 9_000, 54],
      denials: [1, 3_000, 0, 0, 4],
      variances: [3, 1_000, 0, 0, 3],
      coding: [1, 1_200, 0, 0, 3],
      exceptions: [1, 500, 0, 0, 4],
    });
    expect(made).toMatchObject({ trueUpTo: '2026-11-24', totals: { waiting: 7, averageDays: 9.7 } });
    expect((await get('underpayments')).totals).toEqual({
      ...{ underpaid: 2, underpaidCents: 900, disputedCents: 200, overpaidCents: 100 },
    });
    expect((await get('waiting-work?asOf=2026-11-01')).errors).toMatchObject([{ pointer: 'query/asOf' }]);
  });

  it('show how claims were processed: clean, paid at once, and in how many days', async () => {
    const totals = async (report: string) => (await get(`${report}?${november}`)).totals;
    expect(await totals('clean-claims')).toEqual({ claims: 2, clean: 0, overridden: 1, rejected: 1, cleanRate: 0 });
    expect(await totals('first-pass')).toEqual({ claims: 2, paid: 1, firstPassRate: 5_000 });
    expect(await totals('charge-lag')).toEqual({ claims: 2, days: 3, averageDays: 1.5 });
    expect(await totals('submission-lag')).toEqual({ claims: 1, days: 5, averageDays: 5 });
    // 74 and 22 days from the service; 69 from the file.
    expect(await totals('payment-lag')).toEqual({
      ...{ answers: 2, serviceDays: 96, averageDays: 48, claims: 1, fileDays: 69, averageFileDays: 69 },
    });
  });

  it('show what may have to be paid back', async () => {
    expect((await get('credit-balances')).totals).toEqual({
      ...{ credits: 1, creditCents: -1_000, unapplied: 1, unappliedCents: 1_000, heldCents: 2_000 },
    });
    expect((await get('over-collection')).totals).toEqual({ claims: 1, creditCents: -1_000, averageCents: -1_000 });
  });

  it('show the payer mix, what was given up, and what was set aside', async () => {
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

  it('show what people have done, and what a claim costs', async () => {
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

  it('explain each figure, and list the figures', async () => {
    const { items } = (await desk.get('reports')).body;
    expect(items.map(({ report }: { report: string }) => report)).toEqual(Object.keys(reports));
    const { columns } = await get(`collections?${november}`);
    expect(columns.find(({ id }: { id: string }) => id === 'netRate')).toMatchObject({
      opensInto: ['paymentsCents', 'refundsCents', 'chargesCents', 'contractualCents'],
      meaning: { numerator: 'Payments, less refunds', denominator: 'Charges, less contractual adjustments' },
    });
  });

  it('refuse unsuitable days, rows and columns with a reason', async () => {
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
  it('can be opened to show the entries, claims and work behind it, and the reader is audited', async () => {
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

  it('is the sum of its parts: each figure of each report, in every breakdown', async () => {
    let compared = 0;
    for (const [report, { span, by, columns }] of Object.entries(reports)) {
      for (const [index, told] of by.entries()) {
        const days = { day: '&asOf=2026-11-23', days: '&from=2026-10-25&to=2026-11-23', now: '' }[span];
        const asked = `by=${told}${days}`;
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

describe('a report up to now', () => {
  it('counts what was booked since the last completed day, shows that, and stores nothing of it', async () => {
    const before = await get('receivables-ageing?by=account');
    const legs = [leg('unapplied-patient-cash', 400), leg('patient-receivable', -400)];
    await desk.book('2026-11-24', two, { kind: 'patient-allocation', paymentId, legs }, 'settle-cards');
    const ageing = await get('receivables-ageing?by=account&soFar=true');
    expect(ageing).toMatchObject({ asOf: '2026-11-24', trueUpTo: '2026-11-23', soFarUpTo: '2026-11-24' });
    expect(ageing).toMatchObject({ ledgerCents: 5_600, totals: { balanceCents: 5_600 } });
    // Claim 2 of 1 November: 10.00, of which 4.00 are paid.
    expect(figures(ageing, 'owed0Cents', 'owed31Cents')).toMatchObject({ 'patient-receivable': [600, 3_000] });
    expect((await get('collections?from=2026-11-24&soFar=true')).totals).toMatchObject({ paymentsCents: 400 });
    // Automatic postings count as nobody's work.
    expect((await get('productivity?from=2026-11-24&soFar=true')).totals).toMatchObject({ items: 0 });
    expect((await get('days-in-receivables?soFar=true')).totals).toMatchObject({ daysInReceivables: 20.2 });
    expect(await get('collections?from=2026-11-24')).toMatchObject({ status: 400 });
    expect(await get('receivables-ageing?asOf=2026-11-25&soFar=true')).toMatchObject({ status: 409 });
    const after = await get('receivables-ageing?by=account&soFar=false');
    expect({ ...after, madeAt: before.madeAt }).toEqual(before);
    // Only the day's totals were stored, because of its entry; the reads are in the audit trail.
    const ofToday = (await desk.store.items()).filter(({ type, sk }) => type !== 'audit' && sk.includes('2026-11-24'));
    expect(ofToday.map(({ type }) => type)).toEqual(['totals']);
  });

  it('can be opened to show the parts of its figures', async () => {
    for (const [report, { span, columns }] of Object.entries(reports)) {
      const asked = { day: 'soFar=true', days: 'from=2026-10-25&soFar=true', now: 'soFar=true' }[span];
      const { totals }: Made = await get(`${report}?${asked}`);
      for (const { id } of columns.filter(({ kind }) => kind === 'sum')) {
        expect(sum(await desk.parts(`${report}/parts?${asked}&column=${id}`)), `${report} ${id}`).toBe(totals[id]);
      }
    }
  });

  it('covers at most seven more days', async () => {
    desk.edge.setNow('2026-12-05T14:00:00.000Z');
    expect(await get('receivables-ageing?soFar=true')).toMatchObject({ asOf: '2026-11-30', soFarUpTo: '2026-11-30' });
  });
});

describe('the daily round', () => {
  const ageing = () => get('receivables-ageing?by=account');

  it('adds each completed day, runs again the next day, and gives the same when everything is rebuilt', async () => {
    desk.edge.setNow('2026-11-25T13:30:00.000Z');
    expect(await desk.bring()).toBeGreaterThan(0);
    const { madeAt: _madeAt, ...after } = await ageing();
    expect(after).toMatchObject({ asOf: '2026-11-24', ledgerCents: 5_600, totals: { balanceCents: 5_600 } });
    await desk.bring(true, 0);
    expect(await ageing()).toMatchObject(after);
    desk.edge.setNow('2026-11-26T13:30:00.000Z');
    await desk.bring();
    expect(await ageing()).toMatchObject({ asOf: '2026-11-25', totals: { balanceCents: 5_600 } });
  });

  it('compares the totals of each day with its entries, reports a difference, and has that day rebuilt', async () => {
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
