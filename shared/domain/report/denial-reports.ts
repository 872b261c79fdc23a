import type { Measure } from './fact.ts';
import type { Column, ReportDefinition } from './report.ts';

/** Reports about denials and their causes. */

const answers = 'Ledger entries of payers’ answers, and what they say about denied amounts';

const caused =
  'Ledger entries of payers’ answers that deny something, and the encounters of their claims as they are coded on the day';

/** The denied amounts for one cause. */
const ofCause = (measure: Measure, what: string): readonly Column[] => [
  {
    ...{ id: 'denials', label: 'Denials', kind: 'sum', of: [measure], value: 'count' },
    meaning: { numerator: what, source: caused },
  },
  {
    ...{ id: 'deniedCents', label: 'Amount', kind: 'sum', of: [measure], value: 'cents' },
    meaning: { numerator: 'What was denied of them', source: caused },
  },
  {
    ...{ id: 'cumulatedRate', label: 'Together', kind: 'cumulated', of: 'deniedCents' },
    meaning: {
      numerator: 'Denied amounts of this row and those above it',
      denominator: 'Everything that the report counts',
      source: caused,
    },
  },
];

const variances = 'Payments that differ from the contract and are still open, at this moment';

const ofVariances = (
  id: string,
  label: string,
  { of, value, numerator }: { readonly of: Measure; readonly value: 'cents' | 'count'; readonly numerator: string },
): Column => ({
  ...{ id, label, kind: 'sum', of: [of], value },
  meaning: { numerator, source: variances },
});

export const denialReports = {
  underpayments: {
    title: 'Underpayments',
    purpose: 'What payers allowed less than their contracts say, and what was disputed of it',
    ...{ span: 'now', by: ['payer', 'provider', 'financial-class', 'entity'], leads: 'underpaidCents', chart: 'bars' },
    columns: [
      ofVariances('underpaid', 'Payments', {
        ...{
          of: 'underpaid',
          value: 'count',
          numerator: 'Claims for which the payer allowed less than the contract says',
        },
      }),
      ofVariances('underpaidCents', 'Underpaid', {
        ...{ of: 'underpaid', value: 'cents', numerator: 'How much less it allowed' },
      }),
      ofVariances('disputedCents', 'Disputed', {
        ...{
          of: 'disputed',
          value: 'cents',
          numerator: 'Disputed amounts that the payer has neither paid nor refused',
        },
      }),
      ofVariances('overpaidCents', 'Overpaid', {
        ...{ of: 'overpaid', value: 'cents', numerator: 'What payers allowed more than their contracts say' },
      }),
    ],
  },
  'denied-overrides': {
    title: 'Denials after overrides',
    purpose: 'What payers denied on claims on which an edit had been overridden, once for each edit',
    ...{ span: 'days', by: ['edit', 'coder', 'payer', 'provider'], leads: 'deniedCents', chart: 'pareto' },
    columns: ofCause(
      'denied-edit',
      'Answers that deny something of a claim with an overridden edit, once for each edit',
    ),
  },
  'denied-procedures': {
    title: 'Denials by procedure',
    purpose: 'What payers denied of each procedure',
    ...{ span: 'days', by: ['procedure', 'coder', 'payer', 'provider'], leads: 'deniedCents', chart: 'pareto' },
    columns: ofCause('denied-procedure', 'Procedures with a denied amount; `none` for a claim as a whole'),
  },
  'denied-coders': {
    title: 'Denials by coder',
    purpose: 'What payers denied, by the person who had posted the charges',
    ...{ span: 'days', by: ['coder', 'payer', 'provider', 'month'], leads: 'deniedCents', chart: 'pareto' },
    columns: ofCause('denied-coder', 'Answers that deny something of the coder’s claims'),
  },
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
    purpose: 'Payers’ reasons for refusals, the costliest first',
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
          numerator: 'Denied amounts of this row and those above it',
          denominator: 'Everything that was denied on these days',
          source: answers,
        },
      },
    ],
  },
} as const satisfies Readonly<Record<string, ReportDefinition>>;
