import { describe, expect, test } from 'vitest';
import { adjustClaim, takeBack } from '../../shared/domain/adjustment/adjust.ts';
import type { AdjustmentReason } from '../../shared/domain/adjustment/reasons.ts';
import type { ClaimBalance, PayerShare } from '../../shared/domain/claim/balance.ts';
import type { FilingState } from '../../shared/domain/claim/filing.ts';
import { cents } from '../../shared/domain/money/cents.ts';

const share = (payerId: string, receivable: number, more: Partial<PayerShare> = {}): PayerShare => ({
  ...{ payerId, coverageId: `cov_${payerId}`, receivableCents: cents(receivable), status: 'open' },
  ...more,
});

const claim = (payers: readonly PayerShare[], state: FilingState['kind'], patient = 0): ClaimBalance =>
  ({
    ...{ claimId: 'S0', version: 3, payers, patientCents: cents(patient), openWork: undefined },
    filings: [{ number: 1, share: 0, frequency: 'original', state: { kind: state } }],
  }) as unknown as ClaimBalance;

const order = (why: AdjustmentReason, amount: number, payerPosition?: number) => ({
  ...{ why, cents: cents(amount), payerPosition, reference: 'adj_1' },
});

describe('an amount with a payer that has not answered', () => {
  const two = [share('first', 80_00), share('second', 0, { status: 'waiting' })];

  test('moves to the next payer as a whole when no claim is with the first, which is passed over, and returns', () => {
    const adjusted = adjustClaim(claim(two, 'rejected'), order('other-payer-first', 80_00, 0));
    if (!adjusted.ok) throw new Error(adjusted.failure);
    expect(adjusted.value.passedOver).toBe(true);
    expect(adjusted.value.after.payers).toMatchObject([
      { receivableCents: 0, status: 'answered', isPassedOver: true },
      { receivableCents: 80_00, status: 'open' },
    ]);
    const { legs, after } = adjusted.value;
    const back = takeBack(after, { legs, payerPosition: 0, passedOver: true });
    if (!back.ok) throw new Error(back.failure);
    expect(back.value.after.payers).toEqual(two);
  });

  test('waits for the answer when the first payer has the claim, and is never divided', () => {
    const failureOf = (...asked: Parameters<typeof adjustClaim>) => {
      const adjusted = adjustClaim(...asked);
      return adjusted.ok ? undefined : adjusted.failure;
    };
    const asked = order('other-payer-first', 80_00, 0);
    expect(failureOf(claim(two, 'submitted'), asked)).toBe('adjustment-payer-has-claim');
    expect(failureOf(claim(two, 'ready'), asked)).toBe('filing-underway');
    expect(failureOf(claim(two, 'rejected'), order('other-payer-first', 40_00, 0))).toBe('adjustment-does-not-fit');
    expect(failureOf(claim(two.slice(0, 1), 'rejected'), asked)).toBe('adjustment-does-not-fit');
    const answered = [share('first', 80_00, { status: 'answered' })];
    expect(failureOf(claim(answered, 'answered'), order('filed-late', 80_00, 0))).toBe('adjustment-has-work');
  });

  test('is not moved to a patient protected by law', () => {
    const shielded = [share('first', 80_00), share('second', 0, { patientProtection: 'qualified-beneficiary' })];
    expect(adjustClaim(claim(shielded, 'submitted'), order('coverage-ended', 80_00, 0))).toMatchObject({
      failure: 'adjustment-patient-protected',
    });
  });

  test('does not return once the patient has paid it, or the payer has answered', () => {
    const adjusted = adjustClaim(claim(two, 'submitted'), order('coverage-ended', 80_00, 0));
    if (!adjusted.ok) throw new Error(adjusted.failure);
    const { legs, after, passedOver } = adjusted.value;
    expect([after.patientCents, passedOver]).toEqual([80_00, false]);
    const taken = { legs, payerPosition: 0 };
    expect(takeBack({ ...after, patientCents: cents(79_99) }, taken)).toMatchObject({
      failure: 'adjustment-used-since',
    });
    const answered = [share('first', 0, { status: 'answered' }), two[1] as PayerShare];
    expect(takeBack({ ...after, payers: answered }, taken)).toMatchObject({ failure: 'adjustment-used-since' });
    expect(takeBack(after, taken)).toMatchObject({ ok: true, value: { after: { patientCents: 0 } } });
  });
});
