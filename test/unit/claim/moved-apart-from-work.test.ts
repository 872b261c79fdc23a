import { expect, it } from 'vitest';
import { adjustClaim } from '../../../shared/domain/adjustment/adjust.ts';
import type { ClaimBalance, OpenWork, PayerShare } from '../../../shared/domain/claim/balance.ts';
import { passOver } from '../../../shared/domain/claim/next-payer/pass-over.ts';
import { owedOutOfSight } from '../../../shared/domain/claim/open-work.ts';
import { cents } from '../../../shared/domain/money/cents.ts';
import type { LocalDate } from '../../../shared/domain/time/local-date.ts';

/* What an exception holds of a payer's balance stays with it when a person moves the rest: moved twice, it would be owed by nobody. */

const payer = (status: PayerShare['status'], owed: number, more: Partial<PayerShare> = {}): PayerShare => ({
  ...{ payerId: 'pay_1', coverageId: 'cov_1', receivableCents: cents(owed), status, ...more },
});
const work = (code: string, share: number, held: number): OpenWork => ({
  ...{ id: `exc_${code}`, kind: 'exception', code, entryId: 'led_1', share, cents: cents(held) },
});
const claim = (payers: readonly PayerShare[], openWork: readonly OpenWork[]): ClaimBalance =>
  ({ payers, openWork, patientCents: 0, filings: [], state: { kind: 'filed' } }) as unknown as ClaimBalance;

it('a payer that owes 190.00, of which 90.00 are with an exception, is passed over for 100.00', () => {
  const before = claim([payer('open', 190_00, { answeredLines: [1] })], [work('no-next-payer', 0, 90_00)]);
  const order = { payerPosition: 0, why: 'coverage-ended', reference: 'adj_1' } as const;
  expect(adjustClaim(before, { ...order, cents: cents(190_00) })).toEqual({
    ok: false,
    failure: 'adjustment-exceeds-balance',
  });
  const adjusted = adjustClaim(before, { ...order, cents: cents(100_00) });
  if (!adjusted.ok) throw new Error(adjusted.failure);
  const { after, passedOver } = adjusted.value;
  expect(passedOver).toBe(true);
  expect([after.payers[0]?.receivableCents, after.patientCents]).toEqual([90_00, 100_00]);
  expect(owedOutOfSight(after)).toEqual([]);
});

it('a payer whose credit of 550.00 is with an exception is passed over for the 100.00 that came to it later', () => {
  const turn = { turnOn: '2026-11-23' as LocalDate };
  const before = claim([payer('answered', 0), payer('open', -450_00, turn)], [work('credit-balance', 1, -550_00)]);
  const passed = passOver(before, 'patient');
  if (!passed.ok) throw new Error(passed.failure);
  const { after } = passed.value;
  expect([after.payers[1]?.receivableCents, after.patientCents]).toEqual([-550_00, 100_00]);
  expect(owedOutOfSight(after)).toEqual([]);
});

it('a payer of whose balance exceptions hold all cannot be passed over: they are settled first', () => {
  const turn = { turnOn: '2026-11-23' as LocalDate };
  const before = claim([payer('answered', 0), payer('open', 90_00, turn)], [work('balance-unexplained', 1, 90_00)]);
  expect(passOver(before, 'patient')).toEqual({ ok: false, failure: 'settlement-does-not-fit' });
});
