import { describe, expect, it } from 'vitest';
import type { EntryKind } from '../../../shared/domain/ledger/entry.ts';
import { cents } from '../../../shared/domain/money/cents.ts';
import { ownCredit } from '../../../shared/domain/refund/own-credit.ts';

const entry = (kind: EntryKind, amount: number, accountId?: string, other = 'unapplied-patient-cash' as const) => ({
  ...{
    kind,
    legs: [
      { account: 'patient-receivable' as const, cents: cents(amount) },
      { account: other, cents: cents(-amount) },
    ],
  },
  ...(accountId === undefined ? {} : { accountId }),
});
const share = {
  kind: 'remittance-claim' as const,
  legs: [{ account: 'patient-receivable' as const, cents: cents(30_00) }],
};
const given = (amount: number, accountId?: string) => ({
  ...entry('settlement', amount, accountId),
  legs: [
    { account: 'patient-receivable' as const, cents: cents(amount) },
    { account: 'refunds-payable' as const, cents: cents(-amount) },
  ],
});
const credit = cents(20_00);

describe('the owner of a claim’s credit', () => {
  it('is the account that paid, also after the patient has moved to another one', () => {
    const paid = [share, entry('patient-allocation', -30_00, 'acc_mother')];
    expect(ownCredit(paid, credit, 'acc_mother')).toEqual({ accountId: 'acc_mother', paidCents: 20_00 });
    expect(ownCredit(paid, credit, 'acc_own')).toEqual({ accountId: 'acc_mother', paidCents: 20_00 });
  });

  it('is the patient’s own account if it paid as much; of two that paid less, the one that paid more', () => {
    const both = [
      share,
      entry('patient-allocation', -25_00, 'acc_mother'),
      entry('patient-allocation', -20_00, 'acc_own'),
    ];
    expect(ownCredit(both, credit, 'acc_own')).toEqual({ accountId: 'acc_own', paidCents: 20_00 });
    const less = [
      share,
      entry('patient-allocation', -12_00, 'acc_mother'),
      entry('patient-allocation', -8_00, 'acc_own'),
    ];
    expect(ownCredit(less, credit, 'acc_own')).toEqual({ accountId: 'acc_mother', paidCents: 12_00 });
  });

  it('has paid nothing where nothing was paid, or what was paid was returned or refunded', () => {
    const nothing = { accountId: 'acc_own', paidCents: 0 };
    expect(ownCredit([share], credit, 'acc_own')).toEqual(nothing);
    const paid = entry('patient-allocation', -30_00, 'acc_own');
    expect(ownCredit([share, paid, entry('patient-allocation-reversal', 30_00, 'acc_own')], credit, 'acc_own')).toEqual(
      nothing,
    );
    expect(ownCredit([share, paid, given(25_00)], credit, 'acc_own').paidCents).toBe(5_00);
    expect(ownCredit([share, paid, given(25_00, 'acc_own')], credit, 'acc_own').paidCents).toBe(5_00);
  });

  it('is unknown for the whole credit where another system had the claim before', () => {
    expect(ownCredit([entry('opening', -5_00)], credit, 'acc_own')).toEqual({ accountId: 'acc_own', paidCents: 20_00 });
  });
});
