import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { inspectFile } from '../../cli/inspect.ts';
import { parseCompactDate } from '../../shared/domain/time/local-date.ts';
import { readRemittanceClaim } from '../../shared/x12/835/remittance-claim.ts';
import { readRemittancePayment } from '../../shared/x12/835/remittance-payment.ts';
import type { ByteRange } from '../../shared/x12/835/scanned-claim.ts';
import { passOver, remittanceOf } from '../support/x12-pass.ts';

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
  readonly adjustments: Readonly<Record<string, number>>;
  readonly statuses: Readonly<Record<string, number>>;
  readonly creditDebit: string;
  readonly method: string;
  readonly date: string;
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

function pickAdjustments({ adjustments, statuses }: Expected) {
  return { adjustments, statuses };
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

  test.each(withEnvelope)('%s gives the same values as an independent reader', (file, transactions) => {
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

  test.each(withEnvelope)('%s has the same claims and payments when they are read as objects', (file, expectations) => {
    const bytes = readFileSync(path(`835/${file}`));
    const slice = ({ byteOffset, byteLength }: ByteRange) => ({
      bytes: bytes.subarray(byteOffset, byteOffset + byteLength),
      byteOffset,
    });
    const { transactions, claims } = passOver(bytes);
    for (const [index, expectation] of expectations.entries()) {
      const transaction = transactions.filter(({ type }) => type === '835')[index];
      if (transaction === undefined) throw new Error('a transaction is missing');
      const { delimiters } = transaction.interchange;
      const { header, providerAdjustments } = remittanceOf(transaction);
      const payment = readRemittancePayment(slice(header), providerAdjustments.map(slice), delimiters);
      const date = parseCompactDate(expectation.date);
      expect(payment.ok && payment.value).toMatchObject({
        paymentCents: expectation.bprCents,
        creditDebit: expectation.creditDebit,
        method: expectation.method,
        traceNumber: expectation.trace,
        ...(date.ok ? { paymentDate: date.value } : {}),
      });
      const pairs = payment.ok ? payment.value.providerAdjustments : [];
      expect(pairs.reduce((sum, one) => sum + one.cents, 0)).toBe(expectation.plbCents);

      const end = transaction.byteOffset + transaction.byteLength;
      const own = claims.filter((one) => one.byteOffset > transaction.byteOffset && one.byteOffset < end);
      const adjustments: Record<string, number> = {};
      const statuses: Record<string, number> = {};
      for (const scanned of own) {
        const read = readRemittanceClaim(slice(scanned).bytes, delimiters, scanned.byteOffset);
        if (!read.ok) {
          expect(expectation.badNumber, read.failure.message).toBe(true);
          expect(scanned.balanced).toBe(false);
          continue;
        }
        const { value: claim } = read;
        statuses[claim.statusCode] = (statuses[claim.statusCode] ?? 0) + 1;
        expect(claim).toMatchObject({ chargeCents: scanned.chargeCents, paidCents: scanned.paidCents });
        for (const one of [...claim.adjustments, ...claim.lines.flatMap((line) => line.adjustments)]) {
          const key = `${one.group}-${one.carc}`;
          adjustments[key] = (adjustments[key] ?? 0) + one.cents;
        }
      }
      if (!expectation.badNumber) expect({ adjustments, statuses }).toEqual(pickAdjustments(expectation));
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
  test.skip('the corpus of published samples is not beside the checkout (../shared/corpus): none of it was read');
}
