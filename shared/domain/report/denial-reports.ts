import type { ReportDefinition } from './report.ts';

/** Reports about what payers refuse. Where denials come from by edit, coder and procedure is told by `/v1/denial-causes`. */

const answers = 'Ledger entries of payers’ answers, and what they say of denied amounts';

export const denialReports = {
  denials: {
    title: 'Denial rate',
    purpose: 'How many answers deny something',
    ...{ span: 'days', by: ['payer', 'provider', 'facility', 'financial-class', 'entity', 'day', 'month'] },
    ...{ leads: 'deniedCents', chart: 'bars' },
    columns: [
      {
        ...{ id: 'answered', label: 'Answers', kind: 'sum', of: ['answered'], value: 'count' },
        meaning: { numerator: 'Payers’ answers to claims', source: answers },
      },
      {
        ...{ id: 'denied', label: 'Denied', kind: 'sum', of: ['denied'], value: 'count' },
        meaning: { numerator: 'Answers that deny something', source: answers },
      },
      {
        ...{ id: 'deniedCents', label: 'Amount', kind: 'sum', of: ['denied'], value: 'cents' },
        meaning: { numerator: 'What these answers deny', source: answers },
      },
      {
        ...{ id: 'rate', label: 'Rate', kind: 'ratio', unit: 'rate', top: ['denied'], bottom: ['answered'] },
        meaning: {
          numerator: 'Answers that deny something',
          denominator: 'Payers’ answers to claims',
          source: 'HFMA MAP Key AR-5, remittance denial rate, by number of claims',
        },
      },
    ],
  },
  'denial-reasons': {
    title: 'Denials by reason',
    purpose: 'For which reasons payers refuse, the costliest first',
    ...{ span: 'days', by: ['reason', 'payer', 'provider', 'facility'], leads: 'deniedCents', chart: 'pareto' },
    columns: [
      {
        ...{ id: 'denials', label: 'Denials', kind: 'sum', of: ['denial'], value: 'count' },
        meaning: { numerator: 'Denied amounts', source: answers },
      },
      {
        ...{ id: 'deniedCents', label: 'Amount', kind: 'sum', of: ['denial'], value: 'cents' },
        meaning: { numerator: 'What was denied', source: answers },
      },
      {
        ...{ id: 'cumulatedRate', label: 'Together', kind: 'cumulated', of: 'deniedCents' },
        meaning: {
          numerator: 'What this row and those above it deny',
          denominator: 'Everything that was denied on these days',
          source: answers,
        },
      },
    ],
  },
} as const satisfies Readonly<Record<string, ReportDefinition>>;
