import type { EndedWork } from '../books/day-facts.ts';
import type { EntryKind } from '../ledger/entry.ts';
import type { Column, ReportDefinition } from './report.ts';

/** Reports about people's work, and the cost of billing. */

const done =
  'Ledger entries that a person booked, exceptions and denials that a person ended, and the audit trail of what else people did';

const waiting = 'The lists of work at this moment: at most the 5,000 oldest items of each';

/** The kinds of entries and of completed work that count together. */
const kinds = {
  charges: [
    ...(['charge', 'charge-reversal', 'account-charge', 'account-charge-reversal'] as const),
    ...(['account-fee', 'account-fee-reversal'] as const),
  ],
  payments: [
    ...(['patient-payment', 'patient-allocation', 'patient-allocation-reversal', 'patient-payment-reversal'] as const),
    ...(['cash-transfer', 'cash-transfer-reversal', 'virtual-card-charge', 'virtual-card-reversal'] as const),
    ...(['remittance-match', 'remittance-unpost', 'payment-void'] as const),
    ...(['deposit', 'deposit-match', 'deposit-void', 'deposit-unmatch'] as const),
  ],
  adjustments: [
    ...(['write-off', 'settlement', 'adjustment-reversal', 'client-transfer'] as const),
    ...(['manual-entry', 'manual-entry-reversal'] as const),
  ],
  refunds: ['refund', 'refund-sent', 'refund-cleared', 'refund-unclaimed', 'refund-returned', 'refund-reversal'],
  exceptions: ['exception'],
  denials: ['denial'],
  contacts: ['contact'],
  followUps: ['appeal', 'underpayment', 'inquiry', 'claim', 'placement'],
  coding: ['coding'],
  tasks: ['task'],
} as const satisfies Readonly<Record<string, readonly (EntryKind | EndedWork['kind'])[]>>;

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
        meaning: { numerator: 'Everything that people booked, ended or did', source: done },
      },
      items(
        'charges',
        'Charges',
        'Claims whose charges a coder posted or took back; charges to employers and facilities',
      ),
      items('payments', 'Payments', 'Payments that were entered, applied to claims, matched or taken off'),
      items('adjustments', 'Adjustments', 'Amounts that were written off or moved, and reversed'),
      items('refunds', 'Refunds', 'Refunds that were made, sent, cleared or stopped'),
      items('exceptions', 'Exceptions', 'Exceptions that a person ended'),
      items('denials', 'Denials', 'Denials that a person ended'),
      items('contacts', 'Contacts', 'Calls, letters, faxes, e-mails and texts that a person recorded or wrote'),
      items(
        'followUps',
        'Follow-up',
        'Appeals and corrected claims noted, underpayments decided, payers asked, claims held or corrected, placements',
      ),
      items('coding', 'Coding', 'Reviews of coding that were decided, queries to physicians and their answers'),
      items('tasks', 'Tasks', 'Tasks that were finished or dropped'),
    ],
  },
  'waiting-work': {
    title: 'Unbilled and waiting work',
    purpose: 'Work that waits now, and how long: visits to code, claims to send, denials, exceptions',
    ...{ span: 'now', by: ['stage', 'payer', 'provider', 'facility', 'financial-class'], leads: 'waitingCents' },
    chart: 'bars',
    columns: [
      {
        ...{ id: 'waiting', label: 'Items', kind: 'sum', of: ['waiting'], value: 'count' },
        meaning: { numerator: 'Visits, claims, denials and exceptions that wait', source: waiting },
      },
      {
        ...{ id: 'waitingCents', label: 'Amount', kind: 'sum', of: ['waiting'], value: 'cents' },
        meaning: {
          numerator:
            'Charges of what is not billed (for visits, as far as they are priced); amounts of denials and exceptions',
          source: waiting,
        },
      },
      {
        ...{ id: 'old', label: 'Over 30', kind: 'sum', of: ['waiting-old'], value: 'count' },
        meaning: { numerator: 'What waits for more than 30 days', source: waiting },
      },
      {
        ...{ id: 'oldCents', label: 'Amount', kind: 'sum', of: ['waiting-old'], value: 'cents' },
        meaning: { numerator: 'The amounts of what waits for more than 30 days', source: waiting },
      },
      {
        ...{ id: 'days', label: 'Days', kind: 'sum', of: ['waiting'], value: 'days' },
        meaning: {
          numerator:
            'Days since the service of what is not billed, and since denials and exceptions were opened, added up',
          source: waiting,
        },
      },
      {
        ...{ id: 'averageDays', label: 'Average', kind: 'ratio', unit: 'days', top: ['days'], bottom: ['waiting'] },
        meaning: {
          numerator: 'Days of waiting',
          denominator: 'Visits, claims, denials and exceptions that wait',
          source: 'HFMA states what is not final billed, and what is billed and not sent, in days of revenue',
        },
      },
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
          numerator:
            'The cost of billing that the office entered for the months of these days, each month counted whole',
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
        meaning: { numerator: 'Payments applied to claims, less those taken off again', source: 'Ledger entries' },
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
