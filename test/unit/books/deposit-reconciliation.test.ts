import { expect, it } from 'vitest';
import type { DaySum } from '../../../shared/domain/books/day-sums.ts';
import { reconcileDay } from '../../../shared/domain/books/deposit-reconciliation.ts';
import { cents } from '../../../shared/domain/money/cents.ts';
import type { LocalDate } from '../../../shared/domain/time/local-date.ts';

/*
 * 400.00 was in transit. Payers announce 250.00 more. The bank shows 300.00 on one account: 290.00 that had been
 * announced and a fee of 10.00. It shows 55.00 on another account that nobody announced. 400 + 250 - 300 = 350.00
 * remain in transit.
 */
const sum = (kind: DaySum['kind'], account: DaySum['account'], amount: number, bankAccount?: string): DaySum => ({
  ...{ entityId: 'ent_a', kind, account, cents: cents(amount), entries: 1 },
  ...(bankAccount === undefined ? {} : { bankAccount }),
});

it('shows what was posted, what the bank showed by account, and what is in transit', () => {
  const sums = [
    sum('remittance-payment', 'deposits-in-transit', 25_000),
    sum('remittance-payment', 'remittance-clearing', -25_000),
    sum('deposit', 'bank', 29_000, 'operating'),
    sum('deposit', 'merchant-and-agency-fees', 1_000, 'operating'),
    sum('deposit', 'deposits-in-transit', -30_000, 'operating'),
    sum('deposit', 'bank', 5_500, 'lockbox'),
    sum('deposit', 'unidentified-receipts', -5_500, 'lockbox'),
    sum('patient-payment', 'bank', 2_000),
    sum('patient-payment', 'unapplied-patient-cash', -2_000),
  ];
  expect(reconcileDay('2026-11-23' as LocalDate, sums, cents(40_000))).toEqual({
    day: '2026-11-23',
    openingInTransitCents: 40_000,
    postedCents: 25_000,
    relievedCents: 30_000,
    closingInTransitCents: 35_000,
    bankCents: 36_500,
    bankAccounts: [
      { bankAccount: 'lockbox', cents: 5_500 },
      { bankAccount: 'operating', cents: 29_000 },
      { bankAccount: 'unnamed', cents: 2_000 },
    ],
    feesCents: 1_000,
    unidentifiedCents: 5_500,
  });
});
