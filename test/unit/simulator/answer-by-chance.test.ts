import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import type { ProfessionalClaim } from '../../../shared/domain/claim/professional-claim.ts';
import { cents } from '../../../shared/domain/money/cents.ts';
import { readRemittanceClaim } from '../../../shared/x12/835/remittance-claim.ts';
import { adjudicate, answerTotals, type ClaimAnswer, reverse } from '../../../simulator/adjudicate.ts';
import { openPayer } from '../../../simulator/payer.ts';
import { writeRemittance } from '../../../simulator/write-remittance.ts';
import { times } from '../../support/effort.ts';
import { answersTo } from '../../support/simulated-payer.ts';
import { passOver, remittanceOf } from '../../support/x12-pass.ts';
import { day, fileOf, sampleClaim, sampleDependent, sampleLine, write } from '../x12/837/sample-claim.ts';

/** A claim for a member, with one line for each charge. */
function claimOf(number: number, charges: readonly number[], more: Partial<ProfessionalClaim> = {}): ProfessionalClaim {
  const serviceLines = charges.map((charge, index) => ({
    ...sampleLine,
    chargeCents: cents(charge),
    controlNumber: `L${index + 1}`,
  }));
  return {
    ...sampleClaim,
    subscriber: { ...sampleClaim.subscriber, memberId: `M${number}` },
    patientControlNumber: `PCN${number}`,
    chargeCents: cents(charges.reduce((sum, charge) => sum + charge, 0)),
    serviceLines,
    ...more,
  };
}

function bytesOf(claims: readonly ProfessionalClaim[]): Buffer {
  const written = write(fileOf(...claims));
  if (!written.ok) throw new Error(JSON.stringify(written.failure.problems));
  return Buffer.from(written.value, 'latin1');
}

function remittanceFor(claims: readonly ProfessionalClaim[], seed: string): Buffer {
  const [file] = answersTo(bytesOf(claims), seed).remittances;
  return Buffer.from(file?.text ?? '', 'latin1');
}

/** The remittance's claims as the product reads them. */
function claimsIn(file: Buffer) {
  const { claims, interchanges } = passOver(file);
  const { delimiters } = interchanges[0] as (typeof interchanges)[0];
  return claims.map((claim) => {
    const { byteOffset, byteLength } = claim;
    const slice = file.subarray(byteOffset, byteOffset + byteLength);
    const read = readRemittanceClaim(slice, delimiters, byteOffset);
    if (!read.ok) throw new Error(read.failure.kind);
    return read.value;
  });
}

const many = Array.from({ length: 12 }, (_, index) => claimOf(index, [10_000 + index * 737, 4_321, 999]));
const seeds = Array.from({ length: 40 }, (_, index) => `seed ${index}`);

describe('the payer simulator', () => {
  it('answers the same claims with the same bytes, and another seed with others', () => {
    expect(remittanceFor(many, 'a')).toEqual(remittanceFor(many, 'a'));
    expect(remittanceFor(many, 'a')).not.toEqual(remittanceFor(many, 'b'));
  });

  it('decides by the content of a claim, not by the provider’s number of it or its place in the file', () => {
    const figures = (claims: readonly ProfessionalClaim[]) =>
      claimsIn(remittanceFor(claims, 'a'))
        .map(({ statusCode, paidCents, chargeCents }) => `${statusCode} ${chargeCents} ${paidCents}`)
        .sort();
    const renumbered = many.map((claim, index) => ({ ...claim, patientControlNumber: `OTHER${index}` }));
    expect(figures(renumbered.toReversed())).toEqual(figures(many));
  });

  it('answers every claim of every payer and billing provider, a payment for each pair', () => {
    const payer = { ...sampleClaim.payer, id: '88888' };
    const billingProvider = { ...sampleClaim.billingProvider, npi: '1999990009' };
    const claims = [claimOf(1, [5000]), claimOf(2, [6000], { payer }), claimOf(3, [7000], { payer, billingProvider })];
    const file = remittanceFor(claims, 'a');
    const { transactions } = passOver(file);
    expect(transactions.map((transaction) => remittanceOf(transaction).totals.claims)).toEqual([1, 1, 1]);
    expect(claimsIn(file).map((claim) => claim.patientControlNumber)).toEqual(['PCN1', 'PCN2', 'PCN3']);
  });

  it('denies some claims whole: charge and reason, no payment', () => {
    const denied = seeds.flatMap((seed) =>
      claimsIn(remittanceFor(many.slice(0, 3), seed)).filter(({ statusCode }) => statusCode === '4'),
    );
    expect(denied.length).toBeGreaterThan(5);
    expect(denied.length).toBeLessThan(40);
    for (const claim of denied) {
      expect(claim.paidCents).toBe(0);
      const reasons = claim.lines.flatMap((line) => line.adjustments);
      expect(reasons).toHaveLength(claim.lines.length);
      expect(reasons.reduce((sum, { cents: amount }) => sum + amount, 0)).toBe(claim.chargeCents);
    }
  });

  it('reverses one answer and corrects it where there are six claims or more', () => {
    for (const seed of seeds) {
      const claims = claimsIn(remittanceFor(many, seed));
      const reversal = claims.find(({ statusCode }) => statusCode === '22');
      const [original, taken, corrected] = claims.filter(
        (claim) => claim.patientControlNumber === reversal?.patientControlNumber,
      );
      expect(taken).toBe(reversal);
      expect(taken?.paidCents).toBe(-(original?.paidCents ?? Number.NaN));
      expect(taken?.chargeCents).toBe(-(original?.chargeCents ?? Number.NaN));
      const amounts = (claim = original, sign = 1) =>
        claim?.lines.flatMap((line) =>
          line.adjustments.map(({ group, carc, cents: amount }) => [group, carc, sign * amount]),
        );
      expect(amounts(taken, -1)).toEqual(amounts());
      expect(taken?.payerClaimNumber).toBe(original?.payerClaimNumber);
      expect(corrected?.statusCode).toBe('1');
      expect(corrected?.paidCents).not.toBe(original?.paidCents);
    }
    expect(claimsIn(remittanceFor(many.slice(0, 5), 'a')).map(({ statusCode }) => statusCode)).not.toContain('22');
  });

  it('pays interest with ten claims or more, and states it in a provider adjustment', () => {
    const totals = remittanceOf(passOver(remittanceFor(many, 'a')).transactions[0]).totals;
    expect(totals.providerAdjustmentCents).toBeLessThan(0);
    expect(totals.paymentCents).toBe(totals.paidCents - totals.providerAdjustmentCents);
  });

  it('reduces what Medicare pays by two per cent, rounded down per line', () => {
    const subscriber = { ...sampleClaim.subscriber, filingIndicator: 'MB', memberId: '1SYN' };
    const claims = seeds.map((_, index) => claimOf(index, [10_000 + index], { subscriber }));
    const lines = claimsIn(remittanceFor(claims, 'a')).flatMap((claim) =>
      claim.statusCode === '1' ? claim.lines : [],
    );
    const cut = lines.filter((line) => line.paidCents > 0);
    expect(cut.length).toBeGreaterThan(20);
    for (const { paidCents, adjustments } of cut) {
      const amount = adjustments.find(({ carc }) => carc === '253')?.cents ?? 0;
      expect(amount).toBe(Math.floor(((paidCents + amount) * 2) / 100));
    }
  });

  it('names a payee without an NPI by its tax id', () => {
    const { npi: _, ...billingProvider } = sampleClaim.billingProvider;
    expect(remittanceFor([claimOf(1, [5000], { billingProvider })], 'a').toString('latin1')).toContain(
      '*FI*123456789~',
    );
  });

  it('names a dependent as the patient', () => {
    const text = remittanceFor([claimOf(1, [5000], { dependent: sampleDependent })], 'a').toString('latin1');
    expect(text).toContain('NM1*QC*1*SAMPLE*TIM****MI*M1~');
  });

  it('writes no separator that is in a name, so that the segments stay whole', () => {
    const payer = { ...sampleClaim.payer, name: { kind: 'organization' as const, name: 'A*B~C:D^E' } };
    const text = writeRemittance({
      controlNumber: '000000001',
      senderId: 'PAYER',
      receiverId: 'CLINIC',
      createdOn: day('2026-11-02'),
      payments: [
        {
          payer,
          billingProvider: sampleClaim.billingProvider,
          answers: [adjudicate(sampleClaim, 'a')],
          interestCents: 0,
        },
      ],
    });
    expect(text).toContain('N1*PR*A B C D E*XV*99999~');
  });

  it('carries what it withholds beyond a payment to the next one, and pays nothing', () => {
    const paid = seeds
      .map((seed) => adjudicate(sampleClaim, seed))
      .find((answer) => answerTotals(answer).paidCents > 0) as ClaimAnswer;
    const text = writeRemittance({
      controlNumber: '000000001',
      senderId: 'PAYER',
      receiverId: 'CLINIC',
      createdOn: day('2026-11-02'),
      payments: [
        {
          payer: sampleClaim.payer,
          billingProvider: sampleClaim.billingProvider,
          answers: [reverse(paid)],
          interestCents: 0,
        },
      ],
    });
    const { paymentBalances, totals } = remittanceOf(passOver(Buffer.from(text)).transactions[0]);
    expect(paymentBalances).toBe(true);
    expect(totals.paymentCents).toBe(0);
    expect(totals.paidCents).toBe(-answerTotals(paid).paidCents);
    expect(totals.providerAdjustmentCents).toBe(totals.paidCents);
  });

  it('refuses a file without claims', () => {
    const unreadable = { ok: false, failure: { kind: 'file-unreadable' } };
    expect(openPayer('a').receive(Buffer.from('no X12 at all'))).toEqual(unreadable);
    expect(openPayer('a').receive(remittanceFor(many, 'a'))).toEqual(unreadable);
  });

  const charges = fc.array(fc.integer({ min: 1, max: 9_999_999 }), { minLength: 1, maxLength: 8 });
  property.prop([fc.array(charges, { minLength: 1, maxLength: 14 }), fc.string()], { numRuns: times(25, 300) })(
    'writes remittances that balance in every equation, whatever the charges and the seed',
    (claims, seed) => {
      const file = remittanceFor(
        claims.map((each, index) => claimOf(index, each)),
        seed,
      );
      const { transactions, findings, claims: scanned, result } = passOver(file);
      expect(result.ok).toBe(true);
      expect(findings).toEqual([]);
      for (const transaction of transactions) {
        const { totals, paymentBalances } = remittanceOf(transaction);
        expect(transaction.findings).toEqual([]);
        expect(paymentBalances).toBe(true);
        expect(totals.paymentCents).toBeGreaterThanOrEqual(0);
        expect([totals.failedClaims, totals.unbalancedLines, totals.unreadableAmounts]).toEqual([0, 0, 0]);
      }
      expect(scanned.every((claim) => claim.balanced)).toBe(true);
      expect(scanned.length).toBeGreaterThanOrEqual(claims.length);
    },
  );
});
