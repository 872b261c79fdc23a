import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { inspectFile } from '../../cli/inspect.ts';

const corpus = new URL('../../../shared/corpus/', import.meta.url);
const isHere = existsSync(new URL('expected-835.json', corpus));

interface Expected {
  readonly control: string;
  readonly claims: number;
  readonly serviceLines: number;
  readonly chargeCents: number;
  readonly paidCents: number;
  readonly patientCents: number;
  readonly plbCents: number;
  readonly bprCents: number;
  readonly trace: string;
  readonly unbalancedLines: number;
  readonly unbalancedClaims: number;
  readonly paymentBalances: boolean;
  readonly segmentCountOk: boolean;
  readonly badNumber: boolean;
}

const expected: Readonly<Record<string, readonly Expected[]>> = isHere
  ? JSON.parse(readFileSync(new URL('expected-835.json', corpus), 'utf8'))
  : {};
/** The members of an expectation that inspect reports too. */
function comparable({ control, claims, serviceLines, chargeCents, paidCents, patientCents, ...rest }: Expected) {
  const { plbCents, bprCents, trace, unbalancedLines, unbalancedClaims } = rest;
  const { paymentBalances, segmentCountOk, badNumber } = rest;
  const counts = { control, claims, serviceLines, trace, unbalancedLines, unbalancedClaims };
  const amounts = { chargeCents, paidCents, patientCents, plbCents, bprCents };
  return { ...counts, ...amounts, paymentBalances, segmentCountOk, badNumber };
}

const path = (file: string) => decodeURIComponent(new URL(file, corpus).pathname);

function filesOfEveryType(): string[] {
  return readdirSync(corpus, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => readdirSync(new URL(`${name}/`, corpus)).map((file) => `${name}/${file}`));
}

describe.runIf(isHere)('the corpus of published samples', () => {
  const withEnvelope = Object.entries(expected).filter(([, transactions]) => transactions.length > 0);

  test('holds remittances to compare with', () => expect(withEnvelope.length).toBeGreaterThan(30));

  test.each(withEnvelope)('%s comes to what an independent reader found', (file, transactions) => {
    const { interchanges } = inspectFile(path(`835/${file}`));
    const remittances = interchanges.flatMap((one) => one.transactions).filter(({ type }) => type === '835');
    const codes = (index: number) => remittances[index]?.findings.map(({ code }) => code) ?? [];
    const found = remittances.map((one, index) => ({
      control: one.controlNumber,
      claims: one.claims,
      serviceLines: one.serviceLines,
      chargeCents: one.chargeCents,
      paidCents: one.paidCents,
      patientCents: one.patientResponsibilityCents,
      plbCents: one.providerAdjustmentCents,
      bprCents: one.paymentCents,
      trace: one.traceNumber,
      unbalancedLines: one.unbalancedLines,
      unbalancedClaims: one.unbalancedClaims,
      paymentBalances: !codes(index).includes('payment-unbalanced'),
      segmentCountOk: !codes(index).includes('transaction-segment-count-wrong'),
      badNumber: codes(index).some((code) => code === 'amount-malformed' || code === 'amount-too-precise'),
    }));
    expect(found).toEqual(transactions.map(comparable));
    for (const [index, one] of transactions.entries()) {
      const balanced = one.paymentBalances && one.unbalancedClaims === 0 && one.unbalancedLines === 0 && !one.badNumber;
      expect(remittances[index]?.balanced).toBe(balanced);
    }
  });

  test('is read or refused, file by file of every type, each refusal with its reason', () => {
    const files = filesOfEveryType();
    expect(files.length).toBeGreaterThan(200);
    for (const file of files) {
      const { exitCode, interchanges, findings } = inspectFile(path(file));
      if (exitCode === 2) {
        expect(findings.map(({ code }) => code)).toEqual(['envelope-missing-fragment']);
        expect(readFileSync(path(file)).subarray(0, 3).toString()).toBe('ST*');
      } else expect(interchanges.length, file).toBeGreaterThan(0);
    }
  });

  test('has claim files whose claims and charges are found', () => {
    const claims = filesOfEveryType()
      .filter((file) => file.startsWith('837'))
      .flatMap((file) => inspectFile(path(file)).interchanges.flatMap((one) => one.transactions))
      .filter(({ type }) => type === '837');
    expect(claims.length).toBeGreaterThan(30);
    expect(claims.filter((one) => one.claims > 0 && (one.chargeCents ?? 0) > 0).length).toBeGreaterThan(30);
  });
});

if (!isHere) {
  test.skip('the corpus of published samples is not beside the checkout (../shared/corpus): nothing of it was read');
}
