import { describe, expect, it } from 'vitest';
import type { ClaimBalance } from '../../../../shared/domain/claim/balance.ts';
import type { Claim } from '../../../../shared/domain/claim/claim.ts';
import { afterFilingEvent, afterFilingOpened, afterReversal } from '../../../../shared/domain/claim/claim-events.ts';
import {
  afterChange,
  afterCorrectionOpened,
  untoldChange,
} from '../../../../shared/domain/claim/correction/corrected-claim.ts';
import { onlyAddsLines } from '../../../../shared/domain/claim/correction/corrected-content.ts';
import type { Filing, Frequency } from '../../../../shared/domain/claim/filing.ts';
import { dueShare } from '../../../../shared/domain/claim/next-payer/due-share.ts';
import { proposedFilings } from '../../../../shared/domain/claim/propose-filing.ts';

const answered: Filing = {
  ...{ number: 1, share: 0, frequency: 'original' },
  state: { kind: 'answered', submissionId: 'sub_one', outcome: 'paid' },
};
const share = (status: 'open' | 'answered', receivableCents = 0) => {
  return { payerId: 'pay', coverageId: 'cov', receivableCents, status };
};
const claim = (more: object = {}): ClaimBalance =>
  ({
    version: 5,
    state: { kind: 'adjudicated', outcome: 'paid', payerPosition: 0 },
    payers: [share('answered'), share('open', 2_000)],
    filings: [answered],
    ...more,
  }) as unknown as ClaimBalance;
const open = (balance: ClaimBalance, frequency: Frequency, payerClaimNumber?: string) => {
  const number = payerClaimNumber === undefined ? {} : { payerClaimNumber };
  const next = afterFilingOpened(balance, { kind: 'filing-opened', share: 0, frequency, ...number });
  return next.ok ? next.value : next.failure.kind;
};
const sent = (frequency: Frequency): Filing => {
  return { number: 2, share: 0, frequency, state: { kind: 'submitted', submissionId: 'sub_two' } };
};

describe('a claim that is being corrected', () => {
  it('is not asked for until it is final again: neither as a correction, nor by the next payer', () => {
    const opened = afterCorrectionOpened(claim());
    const correcting = opened.ok ? opened.value : claim();
    expect(correcting.correction).toEqual({ kind: 'open', after: 1 });
    expect(open(correcting, 'replacement', 'ICN')).toBe('claim-being-corrected');
    expect([dueShare(claim())?.share, dueShare(correcting)]).toEqual([1, undefined]);
    expect(proposedFilings(correcting)).toEqual([]);
    const withdrawn = { ...correcting, filings: [{ ...answered, state: { kind: 'withdrawn' } }] } as ClaimBalance;
    expect(afterFilingEvent(withdrawn, { kind: 'reassembly-requested' })).toMatchObject({
      failure: { kind: 'claim-being-corrected' },
    });
  });

  it('cannot start correction while a filing is being sent', () => {
    const ready = { number: 2, share: 1, frequency: 'original', state: { kind: 'ready', lane: 'lane' } };
    expect(afterCorrectionOpened(claim({ filings: [answered, ready] }))).toEqual({
      ok: false,
      failure: { kind: 'filing-underway' },
    });
  });
});

describe('a change that a payer does not know yet', () => {
  it('remains until a filing of its share is sent after it', () => {
    const changed = afterChange(claim(), { kind: 'content' }, false);
    expect([untoldChange(changed, 0), untoldChange(changed, 1)]).toEqual(['content', undefined]);
    expect(untoldChange({ ...changed, filings: [answered, sent('replacement')] }, 0)).toBeUndefined();
    const rejected = { ...sent('replacement'), state: { kind: 'rejected', reasons: [] } } as const;
    expect(untoldChange({ ...changed, filings: [answered, rejected] }, 0)).toBe('content');
  });
});

describe('a void', () => {
  it('is only possible for what a payer has: not what was rejected, or what it has not accepted', () => {
    const state = { kind: 'filed' };
    const rejected = { ...answered, state: { kind: 'rejected', reasons: [] } };
    const submitted = { ...answered, state: { kind: 'submitted' } };
    expect(open(claim({ state, filings: [rejected] }), 'void', 'ICN')).toBe('nothing-to-correct');
    expect(open(claim({ state, filings: [rejected] }), 'replacement', 'ICN')).toBe('nothing-to-correct');
    expect(open(claim({ state, filings: [submitted] }), 'void')).toBe('nothing-to-correct');
    expect(open(claim({ state, filings: [submitted] }), 'void', 'ICN')).toHaveProperty('filings.length', 2);
    expect(open(claim({ state, filings: [{ ...answered, state: { kind: 'accepted' } }] }), 'void')).toHaveProperty(
      'filings.length',
      2,
    );
  });

  it('is the only filing of a claim whose encounter is void', () => {
    const voided = afterChange(claim(), { kind: 'void' }, true);
    expect([open(voided, 'original'), open(voided, 'replacement', 'ICN')]).toEqual(['claim-void', 'claim-void']);
    expect(open(voided, 'void', 'ICN')).toHaveProperty('correction.kind', 'void');
  });
});

describe('an answer that is reversed', () => {
  it.each([
    ['replacement', 'submitted'],
    ['void', 'answered'],
  ] as const)('is the one that was given; a %s that was sent since is then %s', (frequency, kind) => {
    const taken = { share: 0, isWhole: true, filings: [answered], filingsInPart: [] };
    const after = afterReversal(claim({ filings: [answered, sent(frequency)] }), taken);
    expect(after.filings.map(({ state }) => state.kind)).toEqual(['reversed', kind]);
  });
});

describe('a corrected claim', () => {
  it('keeps waiting when a part of the former answer is reversed', () => {
    const taken = { share: 0, isWhole: false, filings: [], filingsInPart: [answered] };
    const after = afterReversal(claim({ filings: [answered, sent('replacement')] }), taken);
    expect(after.filings.map(({ state }) => state)).toMatchObject([
      { kind: 'answered', outcome: 'partly-paid' },
      { kind: 'submitted' },
    ]);
  });

  it('stops later payers from being asked again before it is answered; a void does not', () => {
    const turnedAway = {
      number: 2,
      share: 1,
      frequency: 'original',
      state: { kind: 'rejected', reasons: [] },
    } as const;
    const asked = claim({ filings: [answered, turnedAway, { ...sent('replacement'), number: 3 }] });
    expect(proposedFilings(asked)).toEqual([]);
    const decided = { ...sent('replacement'), number: 3, state: { kind: 'answered', outcome: 'paid' } };
    expect(proposedFilings(claim({ filings: [answered, turnedAway, decided] }))).toMatchObject([
      { share: 1, frequency: 'original', reason: 'rejected' },
    ]);
  });

  it('is the one that a next payer waits for: the former one, never answered, delays nobody', () => {
    const former = { ...answered, state: { kind: 'submitted' } };
    expect(dueShare(claim({ filings: [former] }))).toBeUndefined();
    expect(dueShare(claim({ filings: [former, sent('replacement')] }))).toBeUndefined();
    const decided = { ...sent('replacement'), state: { kind: 'answered', outcome: 'paid' } };
    expect(dueShare(claim({ filings: [former, decided] }))?.share).toBe(1);
  });
});

describe('late charges', () => {
  const line = (procedure: string) => ({ revenueCode: '0510', procedure, chargeCents: 100 });
  const facility = (serviceLines: readonly object[], more: object = {}) =>
    ({ kind: 'institutional', frequency: '1', chargeCents: 100, note: 'A', serviceLines, ...more }) as unknown as Claim;

  it('are recognised when only lines were added behind those that the payer has', () => {
    const before = facility([line('A')]);
    expect(onlyAddsLines(before, facility([line('A'), line('B')], { chargeCents: 200 }))).toBe(true);
    expect(onlyAddsLines(before, facility([line('B'), line('A')]))).toBe(false);
    expect(onlyAddsLines(before, facility([line('A'), line('B')], { note: 'B' }))).toBe(false);
    expect(onlyAddsLines(before, facility([line('A')]))).toBe(false);
    const physician = { kind: 'professional' };
    expect(onlyAddsLines(facility([line('A')], physician), facility([line('A'), line('B')], physician))).toBe(false);
  });
});
