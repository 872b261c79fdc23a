import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { booksApi } from '../../functions/books/api.ts';
import { operations as booksOperations } from '../../functions/books/operations.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import { createApiHandler } from '../../shared/runtime/api/handler.ts';
import { createFiles } from '../../shared/store/files.ts';
import { dayFactsKey } from '../../shared/store/keys/ledger.ts';
import { datedBookingWrites } from '../../shared/store/periods.ts';
import { reversalAndCorrection as golden } from '../golden/09-reversal-and-correction.ts';
import { type ApiHandler, callApi, type TestPrincipal } from '../support/api-event.ts';
import { signer } from '../support/office.ts';
import { chargeGolden, createPipeline, filledIn, goldenTenant, type Pipeline } from '../support/remittance-pipeline.ts';
import { startTestTable, type TestTable } from '../support/table.ts';

/*
 * Claims A of 150.00 and B of 80.00 are charged on 6 October. On 23 November a first payment of 100.00 answers A (CO-45 50.00). A second one of 50.00 takes that back,
 * answers A again (paid 90.00, CO-45 50.00, copayment 10.00), and B (paid 60.00, CO-45 20.00). Worked out by hand, for that day:
 *
 *                         opening   payments              adjustments          moved    closing
 *   insurance receivable   230.00   -100 +100 -90 -60     -50 +50 -50 -20       -10        0.00
 *                                   = -150.00             = -70.00
 *   patient receivable       0.00                                               +10       10.00
 */
const auditor: TestPrincipal = { tenantId: goldenTenant, subject: 'user-auditor', roles: 'auditor' };

let store: TestTable;
let pipeline: Pipeline;
let handler: ApiHandler;

beforeAll(async () => {
  store = await startTestTable();
  pipeline = createPipeline(store);
  await chargeGolden(pipeline.table, golden);
  for (const text of golden.remittances) {
    await pipeline.receive(filledIn(golden, text));
    await pipeline.drain();
  }
  const files = createFiles(pipeline.bucket, 'bucket', signer);
  handler = createApiHandler(booksApi, booksOperations, { ...pipeline.edge, files });
});
afterAll(() => store?.stop());

const get = (path: string) => callApi(handler, { method: 'GET', path, principal: auditor });
const textOf = async (path: string) => {
  const { body } = await get(path);
  const key = decodeURIComponent(new URL(body.url).pathname.slice(1));
  return Buffer.from(await pipeline.files.get(key)).toString('utf8');
};

describe('a day sheet', () => {
  it('shows how the receivables came from their opening to their closing balances', async () => {
    const { status, body } = await get('/v1/day-sheets?day=2026-11-23');
    expect(status).toBe(200);
    const zero = { chargesCents: 0, paymentsCents: 0, adjustmentsCents: 0, otherCents: 0, differenceCents: 0 };
    expect(body.receivables).toEqual([
      {
        ...{ ...zero, account: 'insurance-receivable', openingCents: 23_000, paymentsCents: -15_000 },
        ...{ adjustmentsCents: -7_000, transfersCents: -1_000, closingCents: 0 },
      },
      { ...zero, account: 'patient-receivable', openingCents: 0, transfersCents: 1_000, closingCents: 1_000 },
      { ...zero, account: 'client-receivable', openingCents: 0, transfersCents: 0, closingCents: 0 },
    ]);
  });

  it('lists money by method and payer, payments and adjustments by kind, transfers, and who booked', async () => {
    const { body } = await get('/v1/day-sheets?day=2026-11-23');
    const payerId = 'bluecross';
    expect(body).toMatchObject({
      charges: [],
      receipts: [{ method: 'ACH', kind: 'remittance-payment', payerId, cents: 15_000, entries: 2 }],
      payments: [
        { kind: 'remittance-claim', payerId, cents: 25_000, entries: 3 },
        { kind: 'remittance-reversal', payerId, cents: -10_000, entries: 1 },
      ],
      adjustments: [{ account: 'contractual-adjustments', reason: 'CO-45', payerId, cents: 7_000, entries: 4 }],
      transfers: [{ kind: 'remittance-claim', account: 'patient-receivable', cents: 1_000, entries: 1 }],
      refunds: [],
      deposits: [],
      byUser: [{ id: 'posting', chargesCents: 0, paymentsCents: 15_000, adjustmentsCents: 7_000 }],
    });
    const october = (await get('/v1/day-sheets?day=2026-10-06')).body;
    expect(october.charges).toEqual([{ kind: 'charge', cents: 23_000, entries: 2 }]);
  });

  it('is for one legal entity, and exists for a day without bookings', async () => {
    const { body } = await get('/v1/day-sheets?day=2026-11-23&entityId=nobody');
    expect([body.payments, body.receivables[0].closingCents]).toEqual([[], 0]);
    expect((await get('/v1/day-sheets?day=2026-11-01')).body.receivables[0]).toMatchObject({
      openingCents: 23_000,
      closingCents: 23_000,
    });
    for (const day of ['2026-11-31', '2026-11-24', 'today'])
      expect((await get(`/v1/day-sheets?day=${day}`)).status).toBe(400);
  });

  it('is a file for spreadsheets, with the same figures, and one to print', async () => {
    const csv = await textOf('/v1/day-sheets/document?day=2026-11-23&format=csv');
    const lines = csv.split('\r\n');
    expect(lines[0]).toBe('section,account,kind,reason,method,bank account,payer or who,entries,amount');
    expect(lines).toContain('receivables: payments,insurance-receivable,,,,,,,-150.00');
    expect(lines.filter((line) => line.startsWith('adjustments,'))).toEqual([
      expect.stringMatching(/^adjustments,contractual-adjustments,,CO-45,,,[^,]+,4,70\.00$/),
    ]);
    expect((await textOf('/v1/day-sheets/document?day=2026-11-23&format=pdf')).slice(0, 5)).toBe('%PDF-');
  });
});

it('keeps what was booked on a past day, until something is booked on that day again', async () => {
  const day = '2026-10-06' as LocalDate;
  const kept = async () => (await store.table.get(dayFactsKey(goldenTenant, day)))?.packed !== undefined;
  const before = (await get(`/v1/day-sheets?day=${day}`)).body.charges;
  expect(await kept()).toBe(true);
  expect((await get(`/v1/day-sheets?day=${day}`)).body.charges).toEqual(before);
  await get('/v1/day-sheets?day=2026-11-23');
  expect((await store.table.get(dayFactsKey(goldenTenant, '2026-11-23' as LocalDate)))?.packed).toBeUndefined();
  const writes = await datedBookingWrites(store.table, goldenTenant, { postedOn: day, entityId: 'ent_x' });
  if (!writes.ok) throw new Error('not open');
  await store.table.transact(writes.value);
  expect(await kept()).toBe(false);
  expect((await get(`/v1/day-sheets?day=${day}`)).body.charges).toEqual(before);
  expect(await kept()).toBe(true);
});

describe('the reconciliation of deposits', () => {
  it('carries what is in transit from day to day', async () => {
    const { body } = await get('/v1/deposit-reconciliation?from=2026-11-20&to=2026-11-23');
    expect(body).toMatchObject({
      inTransitCents: 15_000,
      days: [
        {
          ...{ day: '2026-11-23', openingInTransitCents: 0, postedCents: 15_000, relievedCents: 0 },
          ...{ closingInTransitCents: 15_000, bankCents: 0, bankAccounts: [], unidentifiedCents: 0 },
        },
      ],
    });
  });

  it('covers a month at most, and only days that have begun', async () => {
    for (const query of [
      'from=2026-10-01&to=2026-11-23',
      'from=2026-11-23&to=2026-11-24',
      'from=2026-11-23&to=2026-11-20',
    ]) {
      expect((await get(`/v1/deposit-reconciliation?${query}`)).status).toBe(400);
    }
  });
});
