import type { Column, ReportDefinition } from './report.ts';

/** Reports about money: charges, receipts, and write-offs. */

const changed = 'Ledger entries that change what is owed, by the other account of the entry';

const charges: Column = {
  ...{ id: 'chargesCents', label: 'Charges', kind: 'sum', of: ['charges'], value: 'cents' },
  meaning: { numerator: 'Charges that were booked, less reversed ones', source: changed },
};
const payments: Column = {
  ...{ id: 'paymentsCents', label: 'Payments', kind: 'sum', of: ['payments'], value: 'cents' },
  meaning: { numerator: 'Payments applied to claims, less those taken off again', source: changed },
};
const contractual: Column = {
  ...{ id: 'contractualCents', label: 'Contractual', kind: 'sum', of: ['contractual'], value: 'cents' },
  meaning: { numerator: 'Contractual and capitation adjustments', source: changed },
};
const refunds: Column = {
  ...{ id: 'refundsCents', label: 'Refunds', kind: 'sum', of: ['refunds'], value: 'cents' },
  meaning: { numerator: 'Credits of claims that were moved to refunds', source: changed },
};
const badDebt: Column = {
  ...{ id: 'badDebtCents', label: 'Bad debt', kind: 'sum', of: ['bad-debt'], value: 'cents' },
  meaning: {
    numerator: 'Amounts written off as bad debt or placed with collections, less recoveries',
    source: changed,
  },
};
const charity: Column = {
  ...{ id: 'charityCents', label: 'Charity', kind: 'sum', of: ['charity'], value: 'cents' },
  meaning: {
    numerator: 'Amounts written off because the patient cannot pay: financial assistance, hardship',
    source: changed,
  },
};
const otherAdjustments: Column = {
  ...{ id: 'otherAdjustmentsCents', label: 'Other', kind: 'sum', of: ['other-adjustments'], value: 'cents' },
  meaning: { numerator: 'All other adjustments: denials written off, small balances, courtesies', source: changed },
};

const whose = ['payer', 'financial-class', 'provider', 'facility', 'account', 'entity', 'day', 'month'] as const;

const ofCharges = (id: string, { id: top, label }: Column, source: string): Column => ({
  ...{ id, label, kind: 'ratio', unit: 'rate', top: [top], bottom: ['chargesCents'] },
  meaning: { numerator: label, denominator: 'Charges of the same days', source },
});

/** What the office keeps of payments. */
const kept = ['paymentsCents', '-refundsCents'];

export const collectionReports = {
  collections: {
    title: 'Collection rates',
    purpose: 'Payments in proportion to charges',
    ...{ span: 'days', by: whose, leads: 'paymentsCents', chart: 'bars' },
    lines: ['chargesCents', 'paymentsCents'],
    columns: [
      ...[charges, payments, refunds, contractual, charity, badDebt, otherAdjustments],
      {
        ...{ id: 'grossRate', label: 'Gross', kind: 'ratio', unit: 'rate', top: kept, bottom: ['chargesCents'] },
        meaning: {
          numerator: 'Payments, less refunds',
          denominator: 'Charges of the same days',
          source: 'MGMA, gross collection percentage: net revenue of gross charges',
        },
      },
      {
        ...{ id: 'netRate', label: 'Net', kind: 'ratio', unit: 'rate' },
        ...{ top: kept, bottom: ['chargesCents', '-contractualCents'] },
        meaning: {
          numerator: 'Payments, less refunds',
          denominator: 'Charges, less contractual adjustments',
          source:
            'MGMA and AAFP, adjusted (net) collection rate. Both count what was booked on these days, and a payment is often for earlier charges: choose a quarter or a year',
        },
      },
    ],
  },
  'payer-mix': {
    title: 'Payer mix',
    purpose: 'Each payer’s part of charges and of payments',
    ...{ span: 'days', by: ['financial-class', 'payer', 'month'], leads: 'chargesCents', chart: 'bars' },
    lines: ['chargesCents', 'paymentsCents'],
    columns: [
      charges,
      {
        ...{ id: 'chargesShare', label: 'Of charges', kind: 'share', of: 'chargesCents' },
        meaning: { numerator: 'Charges of the row', denominator: 'All charges of these days', source: changed },
      },
      payments,
      {
        ...{ id: 'paymentsShare', label: 'Of payments', kind: 'share', of: 'paymentsCents' },
        meaning: { numerator: 'Payments of the row', denominator: 'All payments of these days', source: changed },
      },
    ],
  },
  'bad-debt-and-charity': {
    title: 'Bad debt and charity',
    purpose: 'What was written off, and in proportion to charges',
    ...{ span: 'days', by: ['month', 'reason', 'payer', 'provider', 'facility', 'entity'], leads: 'badDebtCents' },
    chart: 'bars',
    lines: ['badDebtCents', 'charityCents'],
    columns: [
      ...[badDebt, charity, otherAdjustments, charges],
      ofCharges('badDebtRate', badDebt, 'HFMA MAP Key, bad debt of gross revenue'),
      ofCharges('charityRate', charity, 'HFMA MAP Key, charity care of gross revenue'),
    ],
  },
  reserves: {
    title: 'Reserves',
    purpose: 'The reserves that month-end closes booked for expected losses, and reversed on the next day',
    ...{ span: 'days', by: ['day', 'month', 'entity'], leads: 'badDebtReserveCents', chart: 'bars' },
    columns: [
      {
        ...{ id: 'badDebtReserveCents', label: 'Bad debt', kind: 'sum', of: ['bad-debt-reserve'], value: 'cents' },
        meaning: {
          numerator: 'Provision for bad debt: booked on the last day of a closed month, reversed on the next day',
          source: 'Ledger entries of closes, by the rates of the billing settings (`books.badDebtReserve`)',
        },
      },
      {
        ...{ id: 'charityReserveCents', label: 'Charity', kind: 'sum', of: ['charity-reserve'], value: 'cents' },
        meaning: {
          numerator: 'Provision for charity care, in the same way',
          source: 'Ledger entries of closes, by the rates of the billing settings (`books.charityReserve`)',
        },
      },
    ],
  },
} as const satisfies Readonly<Record<string, ReportDefinition>>;
