import type { Column, ReportDefinition } from './report.ts';

/** Reports about the speed and quality of claims. */

const answers = 'Ledger entries of payers’ answers, and the first day of service of their claims';
const first =
  'The first answer to each claim (the earliest by day; of one day, the primary payer’s), and how its claim went out';

const firstAnswers: Column = {
  ...{ id: 'claims', label: 'Claims', kind: 'sum', of: ['first-answer'], value: 'count' },
  meaning: { numerator: 'Claims that were answered for the first time', source: first },
};

const whose = ['payer', 'provider', 'facility', 'financial-class', 'entity', 'day', 'month'] as const;

const average = (id: string, [days, count]: readonly [string, string], meaning: Column['meaning']): Column => ({
  ...{ id, label: 'Average', kind: 'ratio', unit: 'days', top: [days], bottom: [count] },
  meaning,
});

export const claimReports = {
  'clean-claims': {
    title: 'Clean claims',
    purpose: 'Claims that went out without an overridden edit and were accepted the first time',
    ...{ span: 'days', by: whose, leads: 'claims', chart: 'bars' },
    columns: [
      firstAnswers,
      {
        ...{ id: 'clean', label: 'Clean', kind: 'sum', of: ['first-clean'], value: 'count' },
        meaning: { numerator: 'Of these: no edit was overridden, and no receiver turned them away', source: first },
      },
      {
        ...{ id: 'overridden', label: 'Overridden', kind: 'sum', of: ['first-overridden'], value: 'count' },
        meaning: { numerator: 'Of these: somebody overrode an edit', source: first },
      },
      {
        ...{ id: 'rejected', label: 'Rejected', kind: 'sum', of: ['first-rejected'], value: 'count' },
        meaning: { numerator: 'Of these: a receiver or payer turned them away before deciding', source: first },
      },
      {
        ...{ id: 'cleanRate', label: 'Rate', kind: 'ratio', unit: 'rate', top: ['clean'], bottom: ['claims'] },
        meaning: {
          numerator: 'Clean claims',
          denominator: 'Claims that were answered for the first time',
          source:
            'After HFMA MAP Key CL-1. Claims count on the day of their first answer, because their outcome is not known before. A claim that was rejected and never answered is in no row',
        },
      },
    ],
  },
  'first-pass': {
    title: 'First-pass rate',
    purpose: 'Claims whose first answer denied nothing',
    ...{ span: 'days', by: whose, leads: 'claims', chart: 'bars' },
    columns: [
      firstAnswers,
      {
        ...{ id: 'paid', label: 'Paid', kind: 'sum', of: ['first-paid'], value: 'count' },
        meaning: {
          numerator:
            'Claims among these whose answer denied nothing: whatever was not reduced by contract was paid, or assigned to the patient',
          source: first,
        },
      },
      {
        ...{ id: 'firstPassRate', label: 'Rate', kind: 'ratio', unit: 'rate', top: ['paid'], bottom: ['claims'] },
        meaning: {
          numerator: 'Claims whose first answer denied nothing',
          denominator: 'Claims that were answered for the first time',
          source: 'First-pass resolution rate of the field',
        },
      },
    ],
  },
  'charge-lag': {
    title: 'Charge lag',
    purpose: 'Days from the service to the posted charges',
    ...{ span: 'days', by: ['provider', 'user', 'payer', 'facility', 'entity', 'day', 'month'], leads: 'claims' },
    chart: 'bars',
    columns: [
      {
        ...{ id: 'claims', label: 'Claims', kind: 'sum', of: ['charged'], value: 'count' },
        meaning: { numerator: 'Claims whose charges were booked', source: 'Ledger entries with charges' },
      },
      {
        ...{ id: 'days', label: 'Days', kind: 'sum', of: ['charged'], value: 'days' },
        meaning: {
          numerator: 'Days from the first service of each claim to the booking of its charges, added up',
          source: 'Ledger entries with charges',
        },
      },
      average('averageDays', ['days', 'claims'], {
        numerator: 'Days from service to charge',
        denominator: 'Claims whose charges were booked',
        source: 'HFMA, total charge lag days',
      }),
    ],
  },
  'submission-lag': {
    title: 'Submission lag',
    purpose: 'Days from the service to the file that took the claim to its payer',
    ...{ span: 'days', by: whose, leads: 'claims', chart: 'bars' },
    columns: [
      {
        ...{ id: 'claims', label: 'Claims', kind: 'sum', of: ['first-sent'], value: 'count' },
        meaning: {
          numerator: 'Claims that were answered for the first time, and went in a file from here',
          source: first,
        },
      },
      {
        ...{ id: 'days', label: 'Days', kind: 'sum', of: ['first-sent'], value: 'days' },
        meaning: { numerator: 'Days from the first service of each to its first file, added up', source: first },
      },
      average('averageDays', ['days', 'claims'], {
        numerator: 'Days from service to file',
        denominator: 'These claims',
        source: 'Claims count on the day of their first answer',
      }),
    ],
  },
  'payment-lag': {
    title: 'Payment lag',
    purpose: 'Days until payers answer, counted from the service and from the file',
    ...{ span: 'days', by: whose, leads: 'answers', chart: 'bars' },
    columns: [
      {
        ...{ id: 'answers', label: 'Answers', kind: 'sum', of: ['answered'], value: 'count' },
        meaning: { numerator: 'Payers’ answers to claims', source: answers },
      },
      {
        ...{ id: 'serviceDays', label: 'Days', kind: 'sum', of: ['answered'], value: 'days' },
        meaning: { numerator: 'Days from the first service to each answer, added up', source: answers },
      },
      {
        ...average('averageDays', ['serviceDays', 'answers'], {
          numerator: 'Days from service to answer',
          denominator: 'Payers’ answers to claims',
          source: answers,
        }),
        label: 'From service',
      },
      {
        ...{ id: 'claims', label: 'First answers', kind: 'sum', of: ['first-waited'], value: 'count' },
        meaning: { numerator: 'First answers to claims that went in a file from here', source: first },
      },
      {
        ...{ id: 'fileDays', label: 'Days', kind: 'sum', of: ['first-waited'], value: 'days' },
        meaning: { numerator: 'Days from the first file to the first answer, added up', source: first },
      },
      {
        ...average('averageFileDays', ['fileDays', 'claims'], {
          numerator: 'Days from file to answer',
          denominator: 'First answers to claims that went in a file from here',
          source: first,
        }),
        label: 'From file',
      },
    ],
  },
} as const satisfies Readonly<Record<string, ReportDefinition>>;
