import type { Column, ReportDefinition } from './report.ts';

/** Reports about people's work, and what billing costs. */

const done = 'Ledger entries that a person booked, and exceptions and denials that a person ended';

/** The kinds of entries and of ended work that count together. */
const kinds = {
  charges: ['charge', 'charge-reversal', 'account-charge', 'account-charge-reversal'],
  payments: [
    ...['patient-payment', 'patient-allocation', 'patient-allocation-reversal', 'patient-payment-reversal'],
    ...[
      'remittance-match',
      'remittance-unpost',
      'payment-void',
      'deposit',
      'deposit-match',
      'deposit-void',
      'deposit-unmatch',
    ],
  ],
  adjustments: ['write-off', 'settlement', 'adjustment-reversal', 'client-transfer'],
  refunds: ['refund', 'refund-sent', 'refund-cleared', 'refund-unclaimed', 'refund-reversal'],
  exceptions: ['exception'],
  denials: ['denial'],
} as const;

const items = (id: keyof typeof kinds, label: string, numerator: string): Column => ({
  ...{ id, label, kind: 'sum', of: ['done'], value: 'count', reasons: kinds[id] },
  meaning: { numerator, source: done },
});

export const workReports = {
  productivity: {
    title: 'Productivity',
    purpose: 'What people have done: coders, billers, managers',
    ...{ span: 'days', by: ['user', 'kind', 'day', 'month'], leads: 'items', chart: 'bars' },
    columns: [
      {
        ...{ id: 'items', label: 'Items', kind: 'sum', of: ['done'], value: 'count' },
        meaning: { numerator: 'Everything that people booked or ended', source: done },
      },
      items(
        'charges',
        'Charges',
        'Claims whose charges a coder posted or took back; charges to employers and facilities',
      ),
      items('payments', 'Payments', 'Payments that were entered, put onto claims, matched or taken off'),
      items('adjustments', 'Adjustments', 'Amounts that were given up or moved, and taken back'),
      items('refunds', 'Refunds', 'Refunds that were made, sent, cleared or stopped'),
      items('exceptions', 'Exceptions', 'Exceptions that a person ended'),
      items('denials', 'Denials', 'Denials that a person ended'),
    ],
  },
  'cost-per-claim': {
    title: 'Cost per claim',
    purpose: 'What billing costs the office, for each claim',
    ...{ span: 'days', by: ['month'], leads: 'costCents', chart: 'bars' },
    columns: [
      {
        ...{ id: 'costCents', label: 'Cost', kind: 'sum', of: ['cost'], value: 'cents', window: 'costs' },
        meaning: {
          numerator: 'What the office says that its billing cost in the months of these days, each counted whole',
          source:
            'Billing settings (`reports.monthlyCosts`). Superbill does not know what people, rooms and machines cost',
        },
      },
      {
        ...{ id: 'claims', label: 'Claims', kind: 'sum', of: ['charged'], value: 'count' },
        meaning: { numerator: 'Claims whose charges were booked', source: 'Ledger entries with charges' },
      },
      {
        ...{ id: 'paymentsCents', label: 'Payments', kind: 'sum', of: ['payments'], value: 'cents' },
        meaning: { numerator: 'Payments put onto claims, less those taken off again', source: 'Ledger entries' },
      },
      {
        ...{ id: 'claimCents', label: 'A claim', kind: 'ratio', unit: 'cents', top: ['costCents'], bottom: ['claims'] },
        meaning: {
          numerator: 'What the office says that its billing cost',
          denominator: 'Claims whose charges were booked',
          source: 'Whole months give a true figure; a month without a stated cost counts as free',
        },
      },
      {
        ...{ id: 'collectRate', label: 'To collect', kind: 'ratio', unit: 'rate' },
        ...{ top: ['costCents'], bottom: ['paymentsCents'] },
        meaning: {
          numerator: 'What the office says that its billing cost',
          denominator: 'Payments of the same days',
          source: 'HFMA MAP Key, cost to collect',
        },
      },
    ],
  },
} as const satisfies Readonly<Record<string, ReportDefinition>>;
