import { ageColumns } from '../books/ageing.ts';
import type { Column, ReportDefinition } from './report.ts';

/** Reports about receivables at the end of a day. */

const open = 'The open balance of each claim at the end of the day, from its ledger entries';

const ageLabels = ['0-30 days', '31-60 days', '61-90 days', '91-120 days', 'Over 120 days'];

const ages = ageColumns.map(
  (from, index): Column => ({
    ...{ id: `owed${from}Cents`, kind: 'sum', of: [`owed-${from}`], value: 'cents', label: ageLabels[index] ?? '' },
    meaning: {
      numerator: `What is owed for services whose first day was ${ageLabels[index]?.toLowerCase()} ago`,
      source: open,
    },
  }),
);

const owed: Column = {
  ...{ id: 'owedCents', label: 'Owed', kind: 'sum', of: ['owed'], value: 'cents' },
  meaning: { numerator: 'Everything that is owed, without credits', source: open },
};

const credits: Column = {
  ...{ id: 'creditCents', label: 'Credits', kind: 'sum', of: ['credit'], value: 'cents' },
  meaning: { numerator: 'Negative balances of claims: more was paid than was owed', source: open },
};

const balance: Column = {
  ...{ id: 'balanceCents', label: 'Balance', kind: 'sum', of: ['owed', 'credit'], value: 'cents' },
  meaning: { numerator: 'What is owed, less credits: the receivables of the ledger', source: open },
};

const whoOwes = ['payer', 'financial-class', 'provider', 'facility', 'account', 'entity'] as const;

export const receivableReports = {
  'receivables-ageing': {
    title: 'Receivables by age',
    purpose: 'What is owed, by days since the service',
    ...{ span: 'day', by: whoOwes, leads: 'balanceCents', chart: 'stacked' },
    parts: ages.map(({ id }) => id),
    columns: [
      ...ages,
      owed,
      credits,
      balance,
      {
        ...{ id: 'over90Rate', label: 'Over 90', kind: 'ratio', unit: 'rate' },
        ...{ top: ['owed91Cents', 'owed121Cents'], bottom: ['owedCents'] },
        meaning: {
          numerator: 'What is owed for services more than 90 days ago',
          denominator: 'Everything that is owed, without credits',
          source: 'After HFMA MAP Key AR-3, aged receivables as a percentage of all; age counts from the service',
        },
      },
    ],
  },
  'days-in-receivables': {
    title: 'Days in receivables',
    purpose: 'How many average days of charges are owed',
    ...{ span: 'day', by: whoOwes, leads: 'balanceCents', chart: 'bars' },
    columns: [
      balance,
      {
        ...{ id: 'chargesCents', label: 'Charges, 90 days', kind: 'sum', of: ['charges'], value: 'cents' },
        window: 'ninety-days',
        meaning: {
          numerator: 'Charges that were booked in the 90 days that end with the day, less those taken back',
          source: 'Ledger entries with charges',
        },
      },
      {
        ...{ id: 'daysInReceivables', label: 'Days', kind: 'ratio', unit: 'days', times: 90 },
        ...{ top: ['balanceCents'], bottom: ['chargesCents'] },
        meaning: {
          numerator: 'What is owed, less credits',
          denominator: 'Charges of an average day, over 90 days',
          source:
            'After MGMA, days of gross charges in receivables, which divides by a year’s charges; 90 days follow a practice that grows. HFMA’s net days divide by net revenue, which is not known before payers have answered',
        },
      },
    ],
  },
  'credit-balances': {
    title: 'Credit balances',
    purpose: 'What the office may have to refund: negative balances of claims, and unapplied cash',
    ...{
      span: 'day',
      by: ['payer', 'account', 'financial-class', 'provider', 'facility', 'entity'],
      leads: 'heldCents',
    },
    chart: 'bars',
    columns: [
      {
        ...{ id: 'credits', label: 'Claims', kind: 'sum', of: ['credit'], value: 'count' },
        meaning: { numerator: 'Balances of claims below zero, by payer and patient', source: open },
      },
      credits,
      {
        ...{ id: 'unapplied', label: 'Payments', kind: 'sum', of: ['unapplied'], value: 'count' },
        meaning: { numerator: 'Payments with unapplied cash', source: open },
      },
      {
        ...{ id: 'unappliedCents', label: 'Unapplied', kind: 'sum', of: ['unapplied'], value: 'cents' },
        meaning: { numerator: 'Unapplied cash of payers and patients', source: open },
      },
      {
        ...{ id: 'heldCents', label: 'Held', kind: 'ratio', unit: 'cents', top: ['unappliedCents', '-creditCents'] },
        bottom: [],
        meaning: { numerator: 'Unapplied cash and credits together', source: open },
      },
    ],
  },
  'over-collection': {
    title: 'Over-collection',
    purpose: 'Claims on which patients have paid more than their share',
    ...{ span: 'day', by: ['provider', 'facility', 'entity'], leads: 'claims', chart: 'bars' },
    columns: [
      {
        ...{ id: 'claims', label: 'Claims', kind: 'sum', of: ['patient-credit'], value: 'count' },
        meaning: { numerator: 'Claims whose patient share is below zero', source: open },
      },
      {
        ...{ id: 'creditCents', label: 'Too much', kind: 'sum', of: ['patient-credit'], value: 'cents' },
        meaning: {
          numerator: 'What patients have paid on these claims beyond their share, as a negative amount',
          source: open,
        },
      },
      {
        ...{ id: 'averageCents', label: 'A claim', kind: 'ratio', unit: 'cents' },
        ...{ top: ['creditCents'], bottom: ['claims'] },
        meaning: {
          numerator: 'What patients have paid on these claims beyond their share, as a negative amount',
          denominator: 'Claims whose patient share is below zero',
          source: open,
        },
      },
    ],
  },
} as const satisfies Readonly<Record<string, ReportDefinition>>;
