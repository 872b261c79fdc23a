import { describe, expect, it } from 'vitest';
import type { ClaimBalance, ClaimState, PayerShare } from '../../../shared/domain/claim/balance.ts';
import { afterFilingOpened } from '../../../shared/domain/claim/claim-events.ts';
import type { Filing, FilingState } from '../../../shared/domain/claim/filing.ts';
import { dueShare } from '../../../shared/domain/claim/next-payer/due-share.ts';
import { proposedFilings } from '../../../shared/domain/claim/propose-filing.ts';
import { claimStatus, statusText } from '../../../shared/domain/claim/status.ts';
import { cents } from '../../../shared/domain/money/cents.ts';

const share = (status: PayerShare['status'], owed: number, more: Partial<PayerShare> = {}): PayerShare => ({
  payerId: 'pay_any',
  coverageId: 'cov_any',
  receivableCents: cents(owed),
  status,
  ...more,
});

const filing = (number: number, of: number, state: FilingState): Filing => ({
  number,
  share: of,
  frequency: 'original',
  state,
});

const answered: ClaimState = { kind: 'adjudicated', outcome: 'partly-paid', payerPosition: 0 };
const first = filing(1, 0, { kind: 'answered', outcome: 'partly-paid' });

/** A claim whose first payer has answered and left 20.00 to the second. */
function claim(change: Partial<ClaimBalance> = {}): ClaimBalance {
  const rest = { payers: [share('answered', 0), share('open', 2000)], filings: [first], state: answered };
  return { ...rest, ...change } as ClaimBalance;
}

describe('a new filing', () => {
  const asked = { kind: 'filing-opened', share: 1, frequency: 'original' } as const;

  it('follows the others, waits to be assembled, and does not change the account', () => {
    expect(afterFilingOpened(claim(), asked)).toEqual({
      ok: true,
      value: claim({ filings: [first, filing(2, 1, { kind: 'preparing' })] }),
    });
  });

  it('is refused while another one is being sent', () => {
    const states: FilingState[] = [
      { kind: 'preparing' },
      { kind: 'held', reasons: ['payer-missing'] },
      { kind: 'ready', lane: 'one' },
      { kind: 'batched', submissionId: 'sub_1' },
    ];
    for (const state of states) {
      const next = afterFilingOpened(claim({ filings: [first, filing(2, 1, state)] }), asked);
      expect(next).toEqual({ ok: false, failure: { kind: 'filing-underway' } });
    }
    const withdrawn = claim({ filings: [first, filing(2, 1, { kind: 'withdrawn' })] });
    expect(afterFilingOpened(withdrawn, asked)).toMatchObject({
      ok: true,
      value: { filings: [{}, {}, { number: 3 }] },
    });
  });

  it('names the rejected one that it replaces, also after another one was withdrawn', () => {
    const rejected = filing(2, 1, { kind: 'rejected', reasons: [] });
    const own = [rejected, filing(3, 1, { kind: 'withdrawn' })];
    for (const filings of [
      [first, rejected],
      [first, ...own],
    ]) {
      const opened = afterFilingOpened(claim({ filings }), asked);
      expect(opened.ok && opened.value.filings.at(-1)).toMatchObject({ share: 1, repeats: 2 });
    }
    const other = afterFilingOpened(claim({ filings: [first, rejected] }), { ...asked, share: 0 });
    expect(other.ok && other.value.filings.at(-1)).not.toHaveProperty('repeats');
  });

  it('needs a share of the claim, and a claim that has been sent at least once', () => {
    expect(afterFilingOpened(claim(), { ...asked, share: 2 })).toMatchObject({ failure: { kind: 'share-unknown' } });
    for (const kind of ['charged', 'self-pay', 'cancelled'] as const) {
      expect(afterFilingOpened(claim({ state: { kind } }), asked)).toMatchObject({
        failure: { kind: 'transition-illegal' },
      });
    }
  });
});

describe('the status of a claim with a further filing', () => {
  const told = (state: FilingState) => claimStatus(claim({ filings: [first, filing(2, 1, state)] })).kind;

  it('is the filing’s until it is sent, and the account’s after that', () => {
    expect(told({ kind: 'preparing' })).toBe('adjudicated');
    expect(told({ kind: 'held', reasons: ['payer-missing'] })).toBe('held');
    expect(told({ kind: 'ready', lane: 'one' })).toBe('ready');
    expect(told({ kind: 'batched', submissionId: 'sub_1' })).toBe('batched');
    expect(told({ kind: 'submitted' })).toBe('adjudicated');
    expect(told({ kind: 'withdrawn' })).toBe('adjudicated');
  });

  it('is the account’s in what posting stores', () => {
    expect(statusText(claim({ filings: [first, filing(2, 1, { kind: 'ready', lane: 'one' })] }))).toBe(
      'adjudicated:partly-paid',
    );
  });
});

describe('the proposed filing', () => {
  it('is to the next payer when the one before has answered and an amount is left with it', () => {
    expect(proposedFilings(claim())).toEqual([{ share: 1, frequency: 'original', reason: 'next-payer' }]);
    const withdrawn = filing(2, 1, { kind: 'withdrawn' });
    expect(proposedFilings(claim({ filings: [first, withdrawn] }))).toHaveLength(1);
    // A person’s exception covers that one, so it is not on the list.
    expect(dueShare(claim({ filings: [first, withdrawn] }))).toBeUndefined();
  });

  it('is to no payer that was asked, that already has the forwarded claim, or whose turn has not come', () => {
    const asked = filing(2, 1, { kind: 'submitted' });
    expect(proposedFilings(claim({ filings: [first, asked] }))).toEqual([]);
    expect(proposedFilings(claim({ payers: [share('answered', 0), share('waiting', 0)] }))).toEqual([]);
    expect(proposedFilings(claim({ payers: [share('open', 0), share('open', 2000)] }))).toEqual([]);
    const forwarded = share('open', 2000, { forwardedBy: 0 });
    expect(proposedFilings(claim({ payers: [share('answered', 0), forwarded] }))).toEqual([]);
  });
});
