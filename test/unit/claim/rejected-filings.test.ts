import { describe, expect, it } from 'vitest';
import { filingOfAnswer } from '../../../shared/domain/claim/answered-filing.ts';
import type { ClaimBalance, ClaimState } from '../../../shared/domain/claim/balance.ts';
import { afterAcknowledgement, afterAnswer, afterCancellation } from '../../../shared/domain/claim/claim-events.ts';
import type { Filing, FilingState } from '../../../shared/domain/claim/filing.ts';
import { rejectedShares } from '../../../shared/domain/claim/rejected-shares.ts';
import { claimStatus, stateOfStatusText, statusText } from '../../../shared/domain/claim/status.ts';

const submitted: FilingState = { kind: 'submitted', submissionId: 'sub_one' };
const accepted: FilingState = { kind: 'accepted', submissionId: 'sub_one' };
const rejected: FilingState = { kind: 'rejected', submissionId: 'sub_one', reasons: ['claim-refused'] };
const ready: FilingState = { kind: 'ready', lane: 'lane-one' };

/** Filings of the first share, numbered from 1, in these states. */
function filings(...states: readonly FilingState[]): readonly Filing[] {
  return states.map((state, index) => ({ number: index + 1, share: 0, frequency: 'original', state }));
}

function claim(...states: readonly FilingState[]): ClaimBalance {
  return { state: { kind: 'filed' }, filings: filings(...states) } as ClaimBalance;
}

describe('a rejected filing', () => {
  it('is the one that the acknowledgement names, whatever was filed since', () => {
    const next = afterAcknowledgement(claim(submitted, ready), 1, { kind: 'rejected', reasons: ['claim-refused'] });
    expect(next).toMatchObject({ ok: true, value: { filings: [{ state: rejected }, { state: ready }] } });
    expect(afterAcknowledgement(claim(submitted), 2, { kind: 'accepted' })).toEqual({
      ok: false,
      failure: { kind: 'no-filing' },
    });
  });

  it('stays rejected when it is accepted afterwards, and an answered one stays answered', () => {
    const answered: FilingState = { kind: 'answered', outcome: 'paid' };
    for (const state of [rejected, answered]) {
      expect(afterAcknowledgement(claim(state), 1, { kind: 'accepted' }).ok).toBe(false);
      expect(afterAcknowledgement(claim(state), 1, { kind: 'rejected', reasons: [] }).ok).toBe(false);
    }
  });

  it('is answered when a payer decides it nevertheless, unless the payer has a newer one', () => {
    const answered = (...states: readonly FilingState[]) => filingOfAnswer(filings(...states), { share: 0 });
    expect(answered(rejected)).toMatchObject({ number: 1 });
    expect(answered(rejected, ready)).toMatchObject({ number: 1 });
    expect(answered(rejected, accepted)).toMatchObject({ number: 2 });
    expect(answered(submitted, rejected)).toMatchObject({ number: 1 });
    expect(filingOfAnswer(filings(rejected), { share: 1 })).toBeUndefined();
    expect(afterAnswer(claim(rejected), 0, 'paid', filings(rejected)[0])).toMatchObject({
      state: { kind: 'adjudicated', outcome: 'paid' },
      filings: [{ state: { kind: 'answered', submissionId: 'sub_one', outcome: 'paid' } }],
    });
  });

  it('allows the encounter to be corrected, because no payer has the claim', () => {
    expect(afterCancellation(claim(rejected))).toMatchObject({
      ok: true,
      value: { state: { kind: 'cancelled' }, filings: [{ state: { kind: 'cancelled' } }] },
    });
    expect(afterCancellation(claim(rejected, ready)).ok).toBe(true);
    for (const states of [[submitted], [accepted], [accepted, rejected], [submitted, ready]]) {
      expect(afterCancellation(claim(...states)).ok).toBe(false);
    }
  });

  it('is the status that people see, and posting knows that the claim was filed', () => {
    expect(claimStatus(claim(rejected))).toEqual(rejected);
    expect(claimStatus(claim(accepted))).toEqual(accepted);
    expect(statusText(claim(rejected))).toBe('rejected');
    const filed: ClaimState = { kind: 'filed' };
    expect([stateOfStatusText('rejected'), stateOfStatusText('accepted')]).toEqual([filed, filed]);
  });
});

describe('the rejected shares', () => {
  const share = (more: object = {}) => ({ payerId: 'pay_any', status: 'open', ...more });
  const shares = (own: readonly Filing[], change: Partial<ClaimBalance> = {}) =>
    rejectedShares({ payers: [share(), share()], filings: own, ...change } as ClaimBalance);
  const second: Filing = { number: 2, share: 1, frequency: 'original', state: rejected };

  it('are those with a rejected newest filing, whatever was filed to others since', () => {
    expect(shares(filings(rejected))).toEqual([0]);
    expect(shares(filings(rejected, ready))).toEqual([]);
    expect(shares(filings(rejected, { kind: 'withdrawn' }))).toEqual([0]);
    const replaced: Filing = { number: 3, share: 0, frequency: 'replacement', state: submitted };
    expect(shares([...filings(accepted), second, replaced])).toEqual([1]);
  });

  it('exclude those that the office passed over, and those of a void claim that its payer never had', () => {
    const passed = [share(), share({ isPassedOver: true })] as unknown as ClaimBalance['payers'];
    expect(shares([...filings(accepted), second], { payers: passed })).toEqual([]);
    const correction = { kind: 'void', after: 2 } as const;
    expect(shares([...filings(accepted), second], { correction })).toEqual([]);
    expect(shares(filings(accepted, rejected), { correction })).toEqual([0]);
  });
});
