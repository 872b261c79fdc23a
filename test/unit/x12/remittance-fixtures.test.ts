import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { FindingCode } from '../../../shared/x12/finding.ts';
import { passOver, remittanceFixture, remittanceOf } from '../../support/x12-pass.ts';

interface Figures {
  readonly claims: number;
  readonly serviceLines: number;
  readonly chargeCents: number;
  readonly paidCents: number;
  readonly patientResponsibilityCents: number;
  readonly providerAdjustmentCents: number;
  readonly paymentCents: number | null;
  readonly traceNumber: string | null;
  readonly unbalancedClaims: number;
  readonly unbalancedLines: number;
  readonly paymentBalances: boolean;
  readonly complete: boolean;
}

/** The figures of the plainest fixture; the others differ from it as their names say. */
const plain: Figures = {
  claims: 1,
  serviceLines: 1,
  chargeCents: 15_000,
  paidCents: 10_000,
  patientResponsibilityCents: 2_000,
  providerAdjustmentCents: 0,
  paymentCents: 10_000,
  traceNumber: 'SYN0001',
  unbalancedClaims: 0,
  unbalancedLines: 0,
  paymentBalances: true,
  complete: true,
};

const two: Partial<Figures> = {
  claims: 2,
  serviceLines: 2,
  chargeCents: 30_000,
  paidCents: 20_000,
  patientResponsibilityCents: 4_000,
  paymentCents: 20_000,
};
const corrected: Partial<Figures> = {
  claims: 2,
  serviceLines: 2,
  chargeCents: 0,
  paidCents: 2_000,
  patientResponsibilityCents: 0,
  paymentCents: 2_000,
};
const other: Partial<Figures> = {
  chargeCents: 12_000,
  paidCents: 8_000,
  patientResponsibilityCents: 0,
  paymentCents: 8_000,
  traceNumber: 'SYN0002',
};

type Expectation = readonly [readonly Partial<Figures>[], ...FindingCode[]];

/** For each fixture: how each remittance differs from the plain one, and then the code of every finding, in order. */
const expectations: Readonly<Record<string, Expectation>> = {
  'paid-with-contractual-and-coinsurance': [[{}]],
  'byte-order-mark': [[{}], 'byte-order-mark'],
  'newline-as-terminator': [[{}]],
  'crlf-as-terminator': [[{}]],
  'tilde-after-each-newline': [[{}], 'terminator-after-line-end'],
  'bar-and-caret-as-separators': [[{}]],
  'trailing-separators': [[{}]],
  'isa-without-padding': [[{}], 'isa-not-padded'],
  'isa-without-component-separator': [[{}], 'isa-component-separator-missing'],
  'several-interchanges-with-delimiters-of-their-own': [[{}, other, { traceNumber: 'SYN0003' }]],
  'several-groups-and-transactions': [[{}, other, { traceNumber: 'SYN0003' }]],
  'segment-count-wrong': [[{}], 'transaction-segment-count-wrong'],
  'st03-present': [[{}]],
  'control-numbers-differ': [
    [{}],
    'transaction-control-number-differs',
    'group-transaction-count-wrong',
    'interchange-group-count-wrong',
    'interchange-control-number-differs',
  ],
  'no-per': [[{}]],
  'claim-without-lines': [[{ serviceLines: 0 }]],
  // As in RFI 2570: the payments of the lines differ from that of the claim, and the claim's own adjustments make up
  // the difference.
  'claim-level-adjustment-beside-lines': [
    [{ chargeCents: 60_000, paidCents: 9_892, patientResponsibilityCents: 39_568, paymentCents: 9_892 }],
  ],
  'recoded-procedure': [[{}]],
  'procedure-qualifiers-other-than-hc': [[{ serviceLines: 4 }]],
  'split-line': [[{ serviceLines: 2 }]],
  'patient-control-number-truncated': [[{}]],
  'several-plb-segments': [[{ providerAdjustmentCents: 3_750, paymentCents: 6_250 }]],
  'capitation-and-interest': [[{ providerAdjustmentCents: -101_234, paymentCents: 111_234 }]],
  'mia-moa-rdm-ts2-ts3-lq': [[{}], 'adjustment-zero'],
  'every-loop-and-segment': [
    [
      {
        claims: 2,
        chargeCents: 55_000,
        paidCents: 45_000,
        patientResponsibilityCents: 4_000,
        providerAdjustmentCents: 2_500,
        paymentCents: 42_500,
      },
    ],
  ],
  'segments-beyond-the-guide': [[{}], ...(Array(5).fill('segment-unknown') as FindingCode[])],
  'amounts-masked': [
    [{ chargeCents: 0, paidCents: 0, paymentCents: 0 }],
    ...(Array(6).fill('amount-malformed') as FindingCode[]),
  ],
  'amount-with-three-decimals': [
    [{ chargeCents: 0, unbalancedClaims: 1 }],
    'amount-too-precise',
    'claim-unbalanced',
    'claim-lines-differ',
  ],
  'amount-beyond-exact-integers': [
    [{ paidCents: 0, unbalancedClaims: 1, paymentBalances: false }],
    'amount-too-large',
    'claim-unbalanced',
    'claim-lines-differ',
    'payment-unbalanced',
  ],
  'version-4010-reversal-and-correction': [[corrected], 'version-4010'],
  'reversal-and-correction': [[corrected]],
  'crossover-statuses': [
    [
      {
        claims: 4,
        serviceLines: 4,
        chargeCents: 60_000,
        paidCents: 30_000,
        patientResponsibilityCents: 6_000,
        paymentCents: 30_000,
      },
    ],
  ],
  'denied-on-notification-only': [[{ paidCents: 0, patientResponsibilityCents: 0, paymentCents: 0 }]],
  'adjustment-with-six-triples': [
    [{ chargeCents: 10_000, paidCents: 7_900, patientResponsibilityCents: 0, paymentCents: 7_900 }],
  ],
  'line-unbalanced': [[{ unbalancedClaims: 1, unbalancedLines: 1 }], 'line-unbalanced', 'claim-unbalanced'],
  'claim-differs-from-its-lines': [[{ unbalancedLines: 1 }], 'line-unbalanced', 'claim-lines-differ'],
  'payment-unbalanced': [[{ paymentCents: 10_100, paymentBalances: false }], 'payment-unbalanced'],
  'payment-debit': [[{ paymentBalances: false }], 'payment-unbalanced'],
  'zero-provider-adjustment': [[{}], 'provider-adjustment-zero'],
  'context-changes-between-claims': [[two]],
  'latin-1-and-utf-8-names': [[{}]],
  'cut-off-inside-a-claim': [
    [{ ...two, complete: false }],
    'segment-unterminated',
    'transaction-trailer-missing',
    'group-trailer-missing',
    'interchange-trailer-missing',
  ],
  'cut-off-after-a-transaction': [[two], 'group-trailer-missing', 'interchange-trailer-missing'],
  'no-payment-and-no-trace': [
    [{ paymentCents: null, traceNumber: null, paymentBalances: false }],
    'payment-missing',
    'trace-missing',
    'payment-unbalanced',
  ],
};

const refusals: Readonly<Record<string, FindingCode>> = {
  'envelope-missing': 'envelope-missing-fragment',
  'cut-off-inside-isa': 'envelope-truncated',
};

describe('a remittance of each kind that real payers send', () => {
  test.each(Object.entries(expectations))('%s is read to its figures and findings', (name, [figures, ...codes]) => {
    const { transactions, findings, result } = passOver(remittanceFixture(name));
    expect(result.ok).toBe(true);
    const found = transactions.map((transaction) => {
      const { totals, paymentBalances } = remittanceOf(transaction);
      const { failedClaims: _, unreadableAmounts: __, unreadablePaymentAmounts: ___, ...sums } = totals;
      return { ...sums, paymentBalances, complete: transaction.complete };
    });
    expect(found).toEqual(figures.map((difference) => ({ ...plain, ...difference })));
    const foundCodes = [...transactions.flatMap((transaction) => transaction.findings), ...findings];
    expect(foundCodes.map(({ code }) => code)).toEqual(codes);
  });

  test.each(Object.entries(refusals))('%s is refused with the reason %s', (name, kind) => {
    const { result, transactions } = passOver(remittanceFixture(name));
    expect(result).toMatchObject({ ok: false, failure: { kind, byteOffset: 0 } });
    expect(transactions).toEqual([]);
  });

  test('claims that were sent as a remittance are known to be claims', () => {
    const [transaction] = passOver(remittanceFixture('claims-sent-as-remittance')).transactions;
    expect(transaction).toMatchObject({ type: '837', findings: [] });
    expect(transaction?.content).toEqual({
      kind: 'charges',
      claims: 1,
      serviceLines: 2,
      chargeCents: 15_000,
      unbalancedClaims: 0,
      isExact: true,
    });
  });

  test('every fixture has its expectation', () => {
    const names = readdirSync(new URL('../../fixtures/835/', import.meta.url)).map((name) => name.replace('.edi', ''));
    const expected = [...Object.keys(expectations), ...Object.keys(refusals), 'claims-sent-as-remittance'];
    expect(names.sort()).toEqual(expected.sort());
  });
});
