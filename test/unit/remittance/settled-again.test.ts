import { describe, expect, it } from 'vitest';
import type { SettledAmount } from '../../../shared/domain/claim/settled-amounts.ts';
import type { EntryNote } from '../../../shared/domain/ledger/entry.ts';
import { cents } from '../../../shared/domain/money/cents.ts';
import { settledByAnswer } from '../../../shared/domain/remittance/post/settled-again.ts';

const moved = (amount: number, lines: readonly number[]): SettledAmount => ({
  ...{ share: 0, as: 'patient', cents: cents(amount), lines },
});
const refused = (amount: number, line?: number): EntryNote => ({
  ...{ meaning: 'denial', reason: 'CO-50', cents: cents(amount) },
  ...(line === undefined ? {} : { line }),
});
const said = (settled: readonly SettledAmount[], notes: readonly EntryNote[], lines?: readonly number[]) => {
  const { taken, settled: after } = settledByAnswer({ settled }, { share: 0, ...(lines ? { lines } : {}) }, notes);
  return { taken, after };
};

describe('an amount that was settled for two lines', () => {
  it('is divided when only one of them is refused again: what is taken back names the other line', () => {
    expect(said([moved(120_00, [1, 2])], [refused(40_00, 2)])).toEqual({
      taken: [moved(80_00, [1])],
      after: [moved(40_00, [2]), moved(80_00, [1])],
    });
  });

  it('stays one when both, neither, or an unknown part of it is refused again', () => {
    const both = [moved(120_00, [1, 2])];
    expect(said(both, [refused(80_00, 1), refused(40_00, 2)])).toEqual({ taken: [], after: both });
    expect(said(both, [])).toEqual({ taken: both, after: both });
    expect(said(both, [refused(50_00)])).toEqual({ taken: [moved(70_00, [1, 2])], after: both });
    // Of each line a part is refused again: both are named.
    const parts = said(both, [refused(30_00, 1), refused(10_00, 2)]);
    expect(parts).toEqual({ taken: [moved(80_00, [1, 2])], after: both });
  });

  it('is added to what was settled for its line by itself', () => {
    expect(said([moved(5_00, [1]), moved(120_00, [1, 2])], [refused(40_00, 2)])).toEqual({
      taken: [moved(85_00, [1])],
      after: [moved(85_00, [1]), moved(40_00, [2])],
    });
  });

  it('is told of once line by line: an answer to one line leaves the rest to the answer to the other', () => {
    const before = [moved(120_00, [1, 2])];
    const one = said(before, [refused(80_00, 1)], [1]);
    expect(one).toEqual({ taken: [moved(40_00, [2])], after: [moved(80_00, [1]), moved(40_00, [2])] });
    expect(said(one.after, [refused(40_00, 2)], [2])).toEqual({ taken: [], after: one.after });
  });
});
