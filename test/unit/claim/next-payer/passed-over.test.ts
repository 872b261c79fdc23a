import { describe, expect, it } from 'vitest';
import type { ClaimBalance, PayerShare } from '../../../../shared/domain/claim/balance.ts';
import type { Filing, FilingState } from '../../../../shared/domain/claim/filing.ts';
import { billingChoice } from '../../../../shared/domain/claim/next-payer/billing-choice.ts';
import { dueShare, isAskedAlready } from '../../../../shared/domain/claim/next-payer/due-share.ts';
import { passOver } from '../../../../shared/domain/claim/next-payer/pass-over.ts';
import { withTurns } from '../../../../shared/domain/claim/next-payer/turns.ts';
import { cents } from '../../../../shared/domain/money/cents.ts';
import type { LocalDate } from '../../../../shared/domain/time/local-date.ts';

const share = (
  payerId: string,
  status: PayerShare['status'],
  owed = 0,
  more: Partial<PayerShare> = {},
): PayerShare => ({
  ...{ payerId, coverageId: `cov_${payerId}`, receivableCents: cents(owed), status },
  ...more,
});
const filing = (number: number, of: number, state: FilingState): Filing => ({
  ...{ number, share: of, frequency: 'original', state },
});
const answered = filing(1, 0, { kind: 'answered', outcome: 'partly-paid' });

/** A claim that left 20.00 to the second of three payers. */
const claim = (change: Partial<ClaimBalance> = {}): ClaimBalance =>
  ({
    payers: [share('a', 'answered'), share('b', 'open', 2000), share('c', 'waiting')],
    filings: [answered],
    patientCents: cents(0),
    ...change,
  }) as ClaimBalance;

describe('a claim on the list of next payers', () => {
  it('has a share whose turn has come and that was not billed, or that was forwarded', () => {
    expect(dueShare(claim())).toEqual({ share: 1, reason: 'next-payer' });
    const forwarded = [share('a', 'answered'), share('b', 'open', 2000, { forwardedBy: 0 })];
    expect(dueShare(claim({ payers: forwarded }))).toEqual({ share: 1, reason: 'forwarded' });
  });

  it('is not there while a filing of it is being sent, or an earlier payer is asked again', () => {
    const states: FilingState[] = [
      { kind: 'submitted' },
      { kind: 'accepted' },
      { kind: 'preparing' },
      { kind: 'ready', lane: 'x' },
    ];
    for (const state of states) expect(dueShare(claim({ filings: [answered, filing(2, 0, state)] }))).toBeUndefined();
    expect(dueShare(claim({ filings: [answered, filing(2, 0, { kind: 'rejected', reasons: [] })] }))).toBeDefined();
  });

  it('is there once the newest of several filings to an earlier payer is answered', () => {
    const filings = [filing(1, 0, { kind: 'submitted' }), filing(2, 0, { kind: 'answered', outcome: 'partly-paid' })];
    expect(dueShare(claim({ filings }))).toEqual({ share: 1, reason: 'next-payer' });
  });

  it('is there again when a filing to its payer was withdrawn and an earlier payer has answered since', () => {
    const withdrawn = filing(2, 1, { kind: 'withdrawn' });
    const corrected = filing(3, 0, { kind: 'answered', outcome: 'partly-paid' });
    expect(dueShare(claim({ filings: [answered, withdrawn, corrected] }))).toEqual({ share: 1, reason: 'next-payer' });
    const rejected = filing(2, 1, { kind: 'rejected', reasons: [] });
    expect(dueShare(claim({ filings: [answered, rejected, corrected] }))).toBeUndefined();
  });

  it('is not there once its payer was billed, whatever happened to that filing', () => {
    const states: FilingState[] = [
      { kind: 'submitted' },
      { kind: 'withdrawn' },
      { kind: 'rejected', reasons: [] },
      { kind: 'reversed' },
    ];
    for (const state of states) expect(dueShare(claim({ filings: [answered, filing(2, 1, state)] }))).toBeUndefined();
  });
});

describe('a filing that is being sent to a payer', () => {
  const ready = filing(2, 1, { kind: 'ready', lane: 'x' });
  const asked = (payers: readonly PayerShare[], filings = [answered, ready]) =>
    isAskedAlready(claim({ payers, filings }));

  it('is unnecessary once that payer has answered, or the claim was forwarded to it', () => {
    expect(asked([share('a', 'answered'), share('b', 'open', 2000)])).toBe(false);
    expect(asked([share('a', 'answered'), share('b', 'answered')])).toBe(true);
    expect(asked([share('a', 'answered'), share('b', 'open', 2000, { forwardedBy: 0 })])).toBe(true);
  });

  it('is a deliberate one where the payer was billed before', () => {
    const again = [
      answered,
      filing(2, 1, { kind: 'answered', outcome: 'denied' }),
      filing(3, 1, { kind: 'ready', lane: 'x' }),
    ];
    expect(asked([share('a', 'answered'), share('b', 'answered')], again)).toBe(false);
  });

  it('is unnecessary when an earlier one was withdrawn, and the payer has answered meanwhile', () => {
    const again = [answered, filing(2, 1, { kind: 'withdrawn' }), filing(3, 1, { kind: 'ready', lane: 'x' })];
    expect(asked([share('a', 'answered'), share('b', 'open', 2000)], again)).toBe(false);
    expect(asked([share('a', 'answered'), share('b', 'answered')], again)).toBe(true);
  });

  it('is unnecessary when the payer has decided what was rejected, and this one repeats it', () => {
    const repeated = { ...filing(2, 0, { kind: 'ready', lane: 'x' }), repeats: 1 };
    expect(asked([share('a', 'open', 2000)], [filing(1, 0, { kind: 'rejected', reasons: [] }), repeated])).toBe(false);
    expect(asked([share('a', 'answered')], [answered, repeated])).toBe(true);
    expect(asked([share('a', 'open', 500, { answeredLines: [1] })], [answered, repeated])).toBe(true);
    // The payer denied the claim, and wants a new one.
    expect(asked([share('a', 'answered')], [answered, filing(2, 0, { kind: 'ready', lane: 'x' })])).toBe(false);
  });
});

describe('a payer that is passed over', () => {
  it('passes its amount to the next one, and is reported to no later payer', () => {
    const passed = passOver(claim(), 'next-payer');
    expect(passed).toMatchObject({
      ok: true,
      value: {
        share: 1,
        legs: [
          { account: 'insurance-receivable', payerId: 'c', share: 2, cents: 2000 },
          { account: 'insurance-receivable', payerId: 'b', share: 1, cents: -2000 },
        ],
        after: {
          payers: [
            { payerId: 'a' },
            { receivableCents: 0, status: 'answered', isPassedOver: true },
            { receivableCents: 2000, status: 'open' },
          ],
        },
      },
    });
    const forwarded = [share('a', 'answered'), share('b', 'open', 2000, { forwardedBy: 0 })];
    const alone = passOver(claim({ payers: forwarded }), 'patient');
    expect(alone).toMatchObject({ value: { after: { patientCents: 2000 } } });
    expect(alone.ok && alone.value.after.payers[1]).not.toHaveProperty('forwardedBy');
  });

  it('cannot be passed over where nobody is next, something is being sent, or nobody follows', () => {
    const first = claim({ payers: [share('a', 'open', 2000), share('b', 'waiting')] });
    expect(passOver(first, 'patient')).toEqual({ ok: false, failure: 'no-payer-in-turn' });
    const held = claim({ filings: [answered, filing(2, 1, { kind: 'held', reasons: [] })] });
    expect(passOver(held, 'patient')).toEqual({ ok: false, failure: 'filing-underway' });
    const last = claim({ payers: [share('a', 'answered'), share('b', 'open', 2000)] });
    expect(passOver(last, 'next-payer')).toEqual({ ok: false, failure: 'settlement-does-not-fit' });
  });

  it('does not leave the amount with a patient protected by Medicaid', () => {
    const shielded = [
      share('a', 'answered', 0, { patientProtection: 'qualified-beneficiary' }),
      share('b', 'open', 2000),
    ];
    expect(passOver(claim({ payers: shielded }), 'patient')).toEqual({ ok: false, failure: 'settlement-does-not-fit' });
  });
});

describe('the day on which a payer’s turn came', () => {
  const day = (text: string) => text as LocalDate;

  it('is stored while the share is open, and only for later shares', () => {
    const before = claim({ payers: [share('a', 'open', 10000), share('b', 'waiting')] });
    const after = withTurns(before, claim(), day('2026-11-10'));
    expect(after.payers.map(({ turnOn }) => turnOn)).toEqual([undefined, '2026-11-10', undefined]);
    const later = withTurns(after, { ...after, patientCents: cents(5) }, day('2026-12-01'));
    expect(later.payers[1]?.turnOn).toBe('2026-11-10');
    const done = withTurns(
      later,
      { ...later, payers: [share('a', 'answered'), share('b', 'answered', 0, { turnOn: day('2026-11-10') })] },
      day('2026-12-02'),
    );
    expect(done.payers[1]).not.toHaveProperty('turnOn');
  });
});

describe('whether a payer is billed automatically', () => {
  it('depends on the payer’s own setting, then the office’s, else it is billed by hand', () => {
    expect(billingChoice({}, undefined)).toBe('by-hand');
    expect(billingChoice({ billNextPayer: 'automatic' }, {})).toBe('automatic');
    expect(billingChoice({ billNextPayer: 'automatic' }, { billNextPayer: 'by-hand' })).toBe('by-hand');
    expect(billingChoice({}, { billNextPayer: 'automatic' })).toBe('automatic');
  });
});
