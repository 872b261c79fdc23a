import { describe, expect, it } from 'vitest';
import { addToTotals, shownTotals } from '../../../shared/domain/ledger/running-totals.ts';
import { cents } from '../../../shared/domain/money/cents.ts';

describe('totals that continue from page to page', () => {
  it('add the amounts of a page to a copy of the previous totals', () => {
    const carried = addToTotals({}, [
      ['bank', cents(500)],
      ['charges', cents(-500)],
    ]);
    const next = addToTotals(carried, [
      ['bank', cents(-200)],
      ['bank', cents(-100)],
      ['patient-receivable', cents(300)],
    ]);
    expect(carried).toEqual({ BK: 500, CH: -500 });
    expect(next).toEqual({ BK: 200, CH: -500, PR: 300 });
  });

  it('are shown by account in the order of their codes, zeros left out', () => {
    expect(shownTotals({ PR: 3, BK: 0, CH: -5, IR: 2 })).toEqual([
      { account: 'charges', cents: -5 },
      { account: 'insurance-receivable', cents: 2 },
      { account: 'patient-receivable', cents: 3 },
    ]);
    expect(shownTotals({ IR: 2, CH: -2 })).toEqual(shownTotals({ CH: -2, IR: 2 }));
  });
});
