import { describe, expect, it } from 'vitest';
import {
  type CorrectionCase,
  proposeCorrection,
} from '../../../../shared/domain/claim/correction/propose-correction.ts';
import type { Filing, FilingState } from '../../../../shared/domain/claim/filing.ts';

const filing = (state: FilingState, more: Partial<Filing> = {}): Filing => {
  return { number: 1, share: 0, frequency: 'original', state, ...more };
};
const sent = filing({ kind: 'submitted' });
const accepted = filing({ kind: 'accepted' });
const rejected = filing({ kind: 'rejected', reasons: ['claim-refused'] });
const paid = filing({ kind: 'answered', outcome: 'paid' });
const denied = filing({ kind: 'answered', outcome: 'denied' });
const cancelled = filing({ kind: 'submitted' }, { number: 2, frequency: 'void' });
const admission = { kind: 'A' } as const;
const medicareB = { refuses: ['replacement', 'void'] } as const;

const propose = (filings: readonly Filing[], more: Partial<CorrectionCase> = {}) => {
  const way = proposeCorrection({
    filings,
    isVoid: more.change === 'void',
    isMissing: false,
    isUnprocessable: false,
    isDenied: false,
    ...more,
  });
  return way === undefined ? 'nothing' : `${way.frequency ?? 'no claim'}: ${way.reason}`;
};

describe('the form of a correction sent to a payer', () => {
  it.each<[string, readonly Filing[], Partial<CorrectionCase>, string]>([
    ['rejected before any decision', [rejected], {}, 'original: rejected'],
    ['rejected, and its content corrected since', [rejected], { change: 'content' }, 'original: rejected'],
    [
      'a replacement that came back rejected',
      [paid, { ...rejected, frequency: 'replacement' }],
      {},
      'replacement: rejected',
    ],
    ['denied, and not asked again', [denied], { isDenied: true }, 'replacement: denied'],
    ['denied and asked again, but corrected once more', [denied], { change: 'content' }, 'replacement: denied'],
    ['denied, with the corrected claim on its way', [denied], {}, 'nothing'],
    ['denied as unprocessable', [denied], { isDenied: true, isUnprocessable: true }, 'original: unprocessable'],
    ['denied by Medicare Part B', [denied], { isDenied: true, corrections: medicareB }, 'no claim: not-by-claim'],
    [
      'unprocessable to Medicare Part B',
      [denied],
      { change: 'content', isUnprocessable: true, corrections: medicareB },
      'original: unprocessable',
    ],
    ['sent, and its payer, asked, does not have it', [sent], { isMissing: true }, 'original: not-at-payer'],
    [
      'not at its payer, and corrected since',
      [accepted],
      { isMissing: true, change: 'content' },
      'original: not-at-payer',
    ],
    [
      'a replacement that its payer does not have',
      [paid, filing({ kind: 'submitted' }, { number: 2, frequency: 'replacement' })],
      { isMissing: true },
      'replacement: not-at-payer',
    ],
    ['void, and not at its payer when asked', [accepted], { isMissing: true, change: 'void' }, 'void: void'],
    ['a notice corrected', [accepted], { notice: admission, change: 'content' }, 'void: notice-cancelled'],
    ['a notice corrected and cancelled', [accepted, cancelled], { notice: admission }, 'original: notice-corrected'],
    [
      'a notice corrected again after it was cancelled',
      [accepted, cancelled],
      { notice: admission, change: 'content' },
      'original: notice-corrected',
    ],
    ['a notice told anew', [accepted, cancelled, { ...sent, number: 3 }], { notice: admission }, 'nothing'],
    ['a cancelled notice that is void', [accepted, cancelled], { notice: admission, change: 'void' }, 'nothing'],
    ['a void notice, as its payer was told', [accepted, cancelled], { notice: admission, isVoid: true }, 'nothing'],
    ['a void notice', [accepted], { notice: admission, change: 'void' }, 'void: void'],
    ['a notice rejected', [rejected], { notice: admission, change: 'content' }, 'original: rejected'],
    [
      'a cancellation rejected',
      [accepted, { ...rejected, number: 2, frequency: 'void' }],
      { notice: admission },
      'void: rejected',
    ],
    [
      'a corrected day of election',
      [accepted],
      { notice: { ...admission, correctsDay: true }, change: 'content' },
      'original: notice-corrected',
    ],
    [
      'the end of care corrected',
      [accepted],
      { notice: { kind: 'B' }, change: 'content' },
      'original: notice-corrected',
    ],
    ['the end of care, void', [accepted], { notice: { kind: 'B' }, change: 'void' }, 'no claim: not-by-claim'],
    ['paid, and its coding changed', [paid], { change: 'content' }, 'replacement: corrected'],
    ['not answered yet, and its coding changed', [accepted], { change: 'content' }, 'replacement: corrected'],
    [
      'paid by Medicare Part B, and changed',
      [paid],
      { change: 'content', corrections: medicareB },
      'no claim: not-by-claim',
    ],
    ['lines added', [paid], { change: 'lines-added' }, 'late-charges: lines-added'],
    [
      'lines added, where late charges are refused',
      [paid],
      { change: 'lines-added', corrections: { refuses: ['late-charges'] } },
      'replacement: corrected',
    ],
    [
      'late charges that came back rejected',
      [paid, { ...rejected, frequency: 'late-charges' }],
      { change: 'lines-added' },
      'late-charges: rejected',
    ],
    [
      'late charges that came back rejected, and the claim that they add to corrected since',
      [paid, { ...rejected, frequency: 'late-charges' }],
      { change: 'content' },
      'replacement: corrected',
    ],
    ['billed in error', [paid], { change: 'void' }, 'void: void'],
    [
      'billed in error to Medicare Part B',
      [paid],
      { change: 'void', corrections: medicareB },
      'no claim: not-by-claim',
    ],
    ['rejected, and billed in error: nobody has it', [rejected], { change: 'void' }, 'nothing'],
    ['a void that came back rejected', [paid, { ...rejected, frequency: 'void' }], { change: 'void' }, 'void: void'],
    ['sent, and as it should be', [sent], {}, 'nothing'],
    ['never sent', [filing({ kind: 'withdrawn' })], { change: 'content' }, 'nothing'],
  ])('%s', (_, filings, more, expected) => {
    expect(propose(filings, more)).toBe(expected);
  });
});
